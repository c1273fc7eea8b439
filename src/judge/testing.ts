import { type Fact, fact, type Place } from '../model/fact.ts';
import type { FactFields, FactKind } from '../model/fact-kinds.ts';
import type { Criterion, Model } from '../model/model.ts';
import type { SearchRecord } from '../model/verdict.ts';

/** A complete fact for tests: own, declared (an outcome: observed), in `path` at line 1 unless said otherwise. */
export function given<K extends FactKind>(
  kind: K,
  fields: Partial<FactFields<K>> = {},
  place: Partial<Place> & { path?: string } = {},
): Fact {
  const draft = fact(kind, fields, { line: 1, ...place });
  const path = place.path ?? `${kind}.yaml`;
  return {
    kind,
    fields: draft.fields,
    origin: { kind: 'file', path, line: draft.line, endLine: draft.endLine ?? draft.line },
    strength: place.strength ?? (kind === 'metric' ? 'observed' : 'declared'),
    scope: { service: '', environment: '', production: 'unknown', ...place.scope },
    pathClass: place.pathClass ?? 'own',
    templated: false,
    detector: 'test',
  } as Fact;
}

export function criterion(id: string, test: Criterion['test'], more: Partial<Criterion> = {}): Criterion {
  return {
    id,
    control: 'C-1',
    level: 2,
    ask: `Is ${id} so?`,
    test,
    strength: 'declared',
    effort: 'S',
    remedy: `Make ${id} so.`,
    from: ['test'],
    ...more,
  };
}

export function modelOf(criteria: readonly Criterion[], more: Partial<Model> = {}): Model {
  const controls = [...new Set(criteria.map(({ control }) => control))].map(id => ({ id, title: id, cells: [] }));
  return {
    id: 'test',
    version: '1.0.0',
    title: 'Test',
    digest: '',
    levels: [],
    controls,
    criteria,
    checklists: [],
    entryPath: [],
    policies: [],
    applicability: [],
    statements: [
      { kind: 'review', days: 90, title: 'Review' },
      { kind: 'process', days: 180, title: 'Process' },
    ],
    ...more,
  };
}

/** A search in which one detector looked for everything in three files. */
export const searchedAll: SearchRecord = { detectorsFor: () => ['test'], filesRead: () => 3, unreadFor: () => [], openFor: () => [] };
