import { nearest } from '../lib/nearest.ts';
import type { Layer } from './layers.ts';
import type { ModelContent } from './merge.ts';
import type { ModelProblem, Steps } from './model-document.ts';
import type { ModelFile } from './model-schema.ts';

/** Checks that every criterion, control, policy and rule that a model names exists. */
export function checkReferences(layers: readonly Layer[], content: ModelContent): ModelProblem[] {
  const names = namesOf(layers, content);
  return layers.flatMap(layer => checkLayer(layer, names));
}

interface Names {
  readonly criteria: ReadonlySet<string>;
  readonly controls: ReadonlySet<string>;
  readonly policies: ReadonlySet<string>;
  readonly applicability: ReadonlySet<string>;
  readonly statements: ReadonlySet<string>;
}

function namesOf(layers: readonly Layer[], content: ModelContent): Names {
  const removed = layers.flatMap(({ head }) => head.content.remove ?? []).filter(id => isWritten(layers, id));
  return {
    criteria: new Set([...content.criteria.map(({ id }) => id), ...removed]),
    controls: new Set(content.controls.map(({ id }) => id)),
    policies: new Set(content.policies.map(({ id }) => id)),
    applicability: new Set(content.applicability.map(({ id }) => id)),
    statements: new Set(content.statements.map(({ kind }) => kind)),
  };
}

function isWritten(layers: readonly Layer[], id: string): boolean {
  return layers.some(layer => layer.controls.some(({ content }) => content.criteria.some(criterion => criterion.id === id)));
}

function checkLayer({ head, controls }: Layer, names: Names): ModelProblem[] {
  const problems = referencesOf(head.content).flatMap(({ steps, kind, name }) => {
    const message = unresolved(kind, name, names[kind]);
    return message ? [{ path: head.document.path, line: head.document.lineOf(steps), message }] : [];
  });
  for (const { document, content } of controls) {
    const report = (steps: Steps, message: string | undefined) => {
      if (message) problems.push({ path: document.path, line: document.lineOf(steps), message });
    };
    report(['control'], unresolved('controls', content.control, names.controls));
    for (const [index, { applies, policies, lasts, needs }] of content.criteria.entries()) {
      if (lasts !== undefined) report(['criteria', index, 'lasts'], unresolved('statements', lasts, names.statements));
      for (const need of needs ?? []) report(['criteria', index, 'needs'], unresolved('criteria', need, names.criteria));
      if (applies !== undefined) report(['criteria', index, 'applies'], unresolved('applicability', applies, names.applicability));
      for (const policy of policies ?? []) report(['criteria', index, 'policies'], unresolved('policies', policy, names.policies));
    }
  }
  return problems;
}

interface Reference {
  readonly steps: Steps;
  readonly kind: keyof Names;
  readonly name: string;
}

/** Every name that a model.yaml uses, with its place. */
function referencesOf(head: ModelFile): Reference[] {
  const references: Reference[] = [];
  const criteria = (steps: Steps, ids: readonly string[]) => {
    for (const [index, name] of ids.entries()) references.push({ steps: [...steps, index], kind: 'criteria', name });
  };
  for (const [at, level] of (head.levels ?? []).entries())
    for (const [index, phrase] of (level.phrases ?? []).entries()) criteria(['levels', at, 'phrases', index, 'criteria'], phrase.criteria);
  for (const [at, control] of (head.controls ?? []).entries())
    for (const [index, cell] of control.cells.entries()) criteria(['controls', at, 'cells', index, 'criteria'], cell.criteria);
  for (const [at, list] of (head.checklists ?? []).entries())
    for (const [index, line] of list.lines.entries()) criteria(['checklists', at, 'lines', index, 'criteria'], line.criteria);
  for (const [at, action] of (head.entry_path ?? []).entries()) {
    criteria(['entry_path', at, 'criteria'], action.criteria);
    for (const [index, name] of action.controls.entries())
      references.push({ steps: ['entry_path', at, 'controls', index], kind: 'controls', name });
  }
  criteria(['remove'], head.remove ?? []);
  return references;
}

const nouns: Readonly<Record<keyof Names, string>> = {
  criteria: 'criterion',
  controls: 'control',
  policies: 'policy',
  applicability: 'applicability rule',
  statements: 'kind of statement',
};

export function unresolved(kind: keyof Names, name: string, known: ReadonlySet<string>): string | undefined {
  if (known.has(name)) return undefined;
  const guess = nearest(name, known);
  return `there is no ${nouns[kind]} "${name}"${guess ? `; the nearest is "${guess}"` : ''}`;
}
