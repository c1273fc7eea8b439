import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../src/judge/judge.ts';
import { decideLevels } from '../src/judge/levels.ts';
import { planRoadmap } from '../src/judge/roadmap.ts';
import { type Fact, type FactDraft, fact, type PathClass, type Scope } from '../src/model/fact.ts';
import type { FactFields, FactKind } from '../src/model/fact-kinds.ts';
import { loadModel } from '../src/model/load.ts';
import type { Model } from '../src/model/model.ts';
import type { SearchRecord } from '../src/model/verdict.ts';

const folder = join(import.meta.dirname, '../models/waf-ops');
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.yaml'));
const loaded = loadModel(names.map(name => ({ path: name, text: readFileSync(join(folder, name), 'utf8') })));
const searchedEverywhere: SearchRecord = { detectorsFor: () => ['all'], filesRead: () => 1, unreadFor: () => [], openFor: () => [] };

export function shippedModel(): Model {
  if (!('model' in loaded)) throw new Error('the model does not load');
  return loaded.model;
}

/** The verdict on each criterion of the shipped model as of 31 March 2026, when every detector has looked everywhere. */
export function verdicts(facts: readonly Fact[]): ReadonlyMap<string, string> {
  if (!('model' in loaded)) throw new Error('the model does not load');
  const judged = judge(loaded.model, facts, searchedEverywhere, new Date('2026-03-31'));
  return new Map(judged.map(({ criterion, verdict }) => [criterion.id, verdict]));
}

/** The proven level of each control. */
export function provenLevels(facts: readonly Fact[]): ReadonlyMap<string, number> {
  if (!('model' in loaded)) throw new Error('the model does not load');
  const judged = judge(loaded.model, facts, searchedEverywhere, new Date('2026-03-31'));
  return new Map(decideLevels(loaded.model, judged).controls.map(({ id, level }) => [id, level?.proven ?? 0]));
}

/** The criteria of the next steps, best first. */
export function nextSteps(facts: readonly Fact[]): readonly string[] {
  const model = shippedModel();
  const judged = judge(model, facts, searchedEverywhere, new Date('2026-03-31'));
  return planRoadmap(model, judged, decideLevels(model, judged)).flatMap(({ criteria }) => criteria);
}

/** A fact as a detector would have seen it in a file of the team's own. */
export function see<K extends FactKind>(
  kind: K,
  fields: Partial<FactFields<K>>,
  scope: Partial<Scope> = {},
  pathClass: PathClass = 'own',
): Fact {
  const draft: FactDraft = fact(kind, fields, { line: 1 });
  return {
    kind,
    fields: draft.fields,
    origin: { kind: 'file', path: 'a', line: 1, endLine: 1 },
    strength: kind === 'metric' ? 'observed' : 'declared',
    scope: { service: '', environment: '', production: 'unknown', ...scope },
    pathClass,
    templated: false,
    detector: 'test',
  };
}

export const service = see('workload', { nature: 'service', operates: 'yes', infrastructure: 'yes', stateful: 'yes', services: 1 });
export const library = see('workload', { nature: 'library', operates: 'no', infrastructure: 'no', stateful: 'no', publishes: true });
export const production = { environment: 'production', production: 'yes' } as const;
