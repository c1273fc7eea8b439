import { defaultOf, kindDefinition } from '../../model/fact-kinds.ts';
import type { Example, FactValue, OwnDetector } from '../../model/own-detector.ts';
import { acceptedBy, wantedBy } from '../candidates.ts';
import { parseFile } from '../detect.ts';
import { SourceFile } from '../source-file.ts';
import { nodesMet, type OwnFinding, ownDetector } from './own-detector.ts';

/** What a detector makes of one file. */
export interface TriedFile {
  readonly path: string;
  readonly facts: readonly OwnFinding[];
  readonly problem?: string;
  /** Why a file gave nothing, in a few words. */
  readonly nothing?: string;
}

/** Tries one detector on files, one by one. */
export interface Trial {
  /** Whether the name and ending are wanted, before the file is read. */
  isNamed(path: string): boolean;
  isInPath(path: string): boolean;
  on(path: string, text: string): TriedFile | undefined;
}

export function trialOf(definition: OwnDetector): Trial {
  const detector = ownDetector(definition);
  const wants = wantedBy([detector]);
  const named = wantedBy([{ ...detector, reads: detector.reads.map(({ names, extensions }) => ({ names, extensions })) }]);
  return {
    isNamed: path => named(path).length > 0,
    isInPath: path => wants(path).length > 0,
    on(path, text) {
      if (acceptedBy(wants(path), text).length === 0) return undefined;
      const { findings, problem } = parseFile(path, text, [detector]);
      const facts = findings.flatMap(([, found]) => found as readonly OwnFinding[]);
      if (problem || facts.length > 0) return { path, facts, ...(problem ? { problem } : {}) };
      return { path, facts, nothing: whyNothing(definition, path, text) };
    },
  };
}

function whyNothing({ query }: OwnDetector, path: string, text: string): string {
  if (!query) return 'no line fits the pattern';
  const file = new SourceFile(path, text);
  const { met } = nodesMet(file, query);
  file.close();
  return met === 0 ? '"each" leads nowhere' : `"each" meets ${met}, "where" lets none pass`;
}

/** Why the example does not hold, one sentence each; nothing when it does. */
export function failuresOf(definition: OwnDetector, example: Example): readonly string[] {
  const tried = trialOf(definition).on(example.file, example.text);
  if (!tried) return example.facts.length === 0 ? [] : [`the detector does not read ${example.file}: see its "reads"`];
  if (tried.problem) return [`the text cannot be read: ${tried.problem}`];
  const { facts } = tried;
  if (facts.length !== example.facts.length)
    return [
      `${counted(example.facts.length)} expected, found ${facts.length === 0 ? 'none' : `${facts.length}: ${facts.map(brief).join('; ')}`}`,
    ];
  return example.facts.flatMap((expected, index) => {
    const fact = facts[index];
    return fact ? differences(expected, fact).map(text => `fact ${index + 1}: ${text}`) : [];
  });
}

function counted(facts: number): string {
  return facts === 0 ? 'no fact' : facts === 1 ? '1 fact' : `${facts} facts`;
}

/** One line about a fact that was found. */
export function brief({ kind, fields, line }: OwnFinding): string {
  const types = kindDefinition(kind).fields;
  const said = Object.entries(fields).filter(([name, value]) => {
    const type = types[name];
    return type === undefined || JSON.stringify(value) !== JSON.stringify(defaultOf(type));
  });
  return `line ${line} ${said.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ')}`;
}

function differences(expected: Readonly<Record<string, FactValue>>, fact: OwnFinding): readonly string[] {
  const seen: Readonly<Record<string, unknown>> = {
    ...fact.fields,
    line: fact.line,
    environment: fact.scope?.environment ?? '',
    service: fact.scope?.service ?? '',
  };
  return Object.entries(expected).flatMap(([name, value]) =>
    JSON.stringify(seen[name]) === JSON.stringify(value)
      ? []
      : [`${name} is ${JSON.stringify(seen[name])}, expected ${JSON.stringify(value)}`],
  );
}
