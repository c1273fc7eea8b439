import { linearPattern } from '../lib/linear-pattern.ts';
import { nearest } from '../lib/nearest.ts';
import type { Steps } from '../lib/placed-yaml.ts';
import type { FactKind } from '../model/fact-kinds.ts';
import type { Example, FactShape, FactValue, NodeCondition, NodePath, NodeTest, OwnDetector, ValueSource } from '../model/own-detector.ts';
import { fieldProblem, kindProblem, requiredFields, valueProblem } from './fact-fields.ts';
import { readNodePath } from './node-path.ts';
import type { At } from './sections/common.ts';
import { endingOf, type WrittenCondition, type WrittenDetector, type WrittenSource } from './sections/detectors.ts';

export interface DefinitionProblem {
  readonly steps: Steps;
  readonly message: string;
}

/** What is checked besides the shape: names against the schema of facts, paths and patterns. */
class Checks {
  readonly problems: DefinitionProblem[] = [];

  report(steps: Steps, message: string | undefined): void {
    if (message !== undefined) this.problems.push({ steps, message });
  }

  path(source: string, steps: Steps): NodePath {
    const path = readNodePath(source);
    if (typeof path !== 'string') return path;
    this.report(steps, `"${source.slice(0, 60)}" is no path: it ${path}`);
    return { root: false, steps: [], key: false };
  }

  /** The names of the groups of a pattern. */
  pattern(source: string, steps: Steps): readonly string[] {
    try {
      return linearPattern(source).groups;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.report(steps, `the pattern ${error.message.startsWith('is ') ? error.message : `cannot be used: ${error.message}`}`);
      return [];
    }
  }
}

/** A definition in its checked form; its problems by steps from the definition. `prepareLinearPatterns` must have been called. */
export function readDefinition(
  written: WrittenDetector,
  at: At,
): { readonly detector: OwnDetector; readonly problems: readonly DefinitionProblem[] } {
  const checks = new Checks();
  const groups = written.pattern === undefined ? undefined : checks.pattern(written.pattern, ['pattern']);
  const query = written.query && {
    ...(written.query.format ? { format: written.query.format } : {}),
    each: checks.path(written.query.each, ['query', 'each']),
    where: conditionsOf(written.query.where ?? {}, checks),
  };
  const fact = readFact(written, groups, checks);
  const { id, title, docs = '' } = written;
  const found = endingOf(written.reads.path);
  const named = (written.reads.names ?? []).length + (written.reads.extensions ?? []).length > 0;
  const detector = {
    id,
    title,
    docs,
    at: at(),
    reads: {
      names: named ? lower(written.reads.names) : lower(found?.name === undefined ? [] : [found.name]),
      extensions: named ? lower(written.reads.extensions) : lower(found?.extension === undefined ? [] : [found.extension]),
      contains: written.reads.contains ?? [],
      ...(written.reads.path === undefined ? {} : { path: written.reads.path }),
    },
    ...(query ? { query } : {}),
    ...(written.pattern === undefined ? {} : { pattern: written.pattern }),
    fact,
    examples: (written.examples ?? []).map((example, index) =>
      readExample(example, fact.kind, at('examples', index), ['examples', index], checks),
    ),
  };
  return { detector, problems: checks.problems };
}

function lower(list: readonly string[] = []): readonly string[] {
  return list.map(each => each.toLowerCase());
}

function readFact({ fact, pattern }: WrittenDetector, groups: readonly string[] | undefined, checks: Checks): FactShape {
  const kindIs = kindProblem(fact.kind);
  checks.report(['fact', 'kind'], kindIs);
  const kind = (kindIs === undefined ? fact.kind : 'routine.task') as FactKind;
  const fields: Record<string, ValueSource> = {};
  const source = (value: WrittenSource, steps: Steps, field: string | undefined) =>
    readSource(value, { steps, field, kind: kindIs === undefined ? kind : undefined, groups, isPattern: pattern !== undefined }, checks);
  for (const [field, value] of Object.entries(fact.fields)) {
    const unknown = kindIs === undefined ? fieldProblem(kind, field) : undefined;
    checks.report(['fact', 'fields', field], unknown);
    fields[field] = source(value, ['fact', 'fields', field], unknown === undefined ? field : undefined);
  }
  const missing = kindIs === undefined ? requiredFields(kind).filter(field => !(field in fact.fields)) : [];
  checks.report(
    ['fact', 'fields'],
    missing.length > 0 ? `a fact of kind ${kind} needs ${missing.map(each => `"${each}"`).join(', ')}` : undefined,
  );
  return {
    kind,
    fields,
    ...(fact.environment === undefined ? {} : { environment: source(fact.environment, ['fact', 'environment'], undefined) }),
    ...(fact.service === undefined ? {} : { service: source(fact.service, ['fact', 'service'], undefined) }),
  };
}

interface SourceContext {
  readonly steps: Steps;
  readonly field: string | undefined;
  readonly kind: FactKind | undefined;
  readonly groups: readonly string[] | undefined;
  readonly isPattern: boolean;
}

function readSource(value: WrittenSource, context: SourceContext, checks: Checks): ValueSource {
  const { steps, groups, isPattern } = context;
  if (typeof value !== 'object' || Array.isArray(value)) {
    checkValue(value, steps, context, checks);
    return { from: 'constant', value };
  }
  const record = value as Exclude<WrittenSource, string | number | boolean | string[]>;
  if ('has' in record) {
    checkValue(record.present, [...steps, 'present'], context, checks);
    checkValue(record.absent, [...steps, 'absent'], context, checks);
    if (isPattern) checks.report([...steps, 'has'], 'a pattern has no paths: name a "group"');
    return { from: 'presence', path: checks.path(record.has, [...steps, 'has']), present: record.present, absent: record.absent };
  }
  for (const [word, meaning] of Object.entries(record.words ?? {})) checkValue(meaning, [...steps, 'words', word], context, checks);
  if (record.otherwise !== undefined) checkValue(record.otherwise, [...steps, 'otherwise'], context, checks);
  const lookup = {
    ...(record.words ? { words: record.words } : {}),
    ...(record.otherwise === undefined ? {} : { otherwise: record.otherwise }),
  };
  if ('group' in record) {
    checks.report([...steps, 'group'], groupProblem(record.group, groups));
    return { from: 'group', group: record.group, ...lookup };
  }
  if (isPattern) checks.report([...steps, 'path'], 'a pattern has no paths: name a "group"');
  return { from: 'path', path: checks.path(record.path, [...steps, 'path']), ...lookup };
}

function groupProblem(group: string, groups: readonly string[] | undefined): string | undefined {
  if (groups === undefined) return 'only a pattern has groups: name a "path"';
  if (groups.includes(group)) return undefined;
  const guess = nearest(group, groups);
  return `the pattern has no group "${group}"; ${guess ? `the nearest is "${guess}"` : `it has ${groups.join(', ') || 'none'}`}`;
}

function checkValue(value: FactValue, steps: Steps, { kind, field }: SourceContext, checks: Checks): void {
  if (kind !== undefined && field !== undefined) checks.report(steps, valueProblem(kind, field, value));
  else if (field === undefined && typeof value !== 'string') checks.report(steps, 'must be a text');
}

function conditionsOf(where: Readonly<Record<string, WrittenCondition>>, checks: Checks): readonly NodeCondition[] {
  return Object.entries(where).flatMap(([source, condition]) => {
    const steps = ['query', 'where', source];
    const path = checks.path(source, steps);
    return testsOf(condition, steps, checks).map(test => ({ path, test }));
  });
}

function testsOf(condition: WrittenCondition, steps: Steps, checks: Checks): readonly NodeTest[] {
  if (typeof condition !== 'object' || Array.isArray(condition)) return [{ is: 'one_of', texts: textsOf(condition) }];
  const { is, not, exists, contains, starts_with, ends_with, matches, at_least, at_most } = condition;
  if (matches !== undefined) checks.pattern(matches, [...steps, 'matches']);
  const tests: (NodeTest | undefined)[] = [
    is === undefined ? undefined : { is: 'one_of', texts: textsOf(is) },
    not === undefined ? undefined : { is: 'none_of', texts: textsOf(not) },
    exists === undefined ? undefined : { is: exists ? 'there' : 'absent' },
    contains === undefined ? undefined : { is: 'contains', text: contains },
    starts_with === undefined ? undefined : { is: 'starts_with', text: starts_with },
    ends_with === undefined ? undefined : { is: 'ends_with', text: ends_with },
    matches === undefined ? undefined : { is: 'matches', text: matches },
    at_least === undefined ? undefined : { is: 'at_least', number: at_least },
    at_most === undefined ? undefined : { is: 'at_most', number: at_most },
  ];
  return tests.filter(test => test !== undefined);
}

function textsOf(value: string | number | boolean | readonly (string | number | boolean)[]): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map(String);
}

type WrittenExample = NonNullable<WrittenDetector['examples']>[number];

function readExample(written: WrittenExample, kind: FactKind, at: Example['at'], steps: Steps, checks: Checks): Example {
  const facts = written.facts === 'none' ? [] : written.facts;
  for (const [index, fact] of facts.entries())
    for (const field of Object.keys(fact))
      if (!['line', 'environment', 'service'].includes(field)) checks.report([...steps, 'facts', index, field], fieldProblem(kind, field));
  return { file: written.file, text: written.text, at, facts };
}
