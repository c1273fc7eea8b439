import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { factKinds } from '../src/model/fact-kinds.ts';
import { lintModel } from '../src/model/lint.ts';
import { loadModel } from '../src/model/load.ts';
import { metricNames } from '../src/model/metric-names.ts';
import type { Model } from '../src/model/model.ts';
import type { ModelText } from '../src/model/model-document.ts';
import type { Clause } from '../src/model/model-schema.ts';
import { renderModelDocs } from '../src/report/model-docs.ts';
import { renderModelShow } from '../src/report/model-show.ts';
import { carriedBy, criteriaByControl } from './model-contents.ts';

const root = join(import.meta.dirname, '..');
const model = shippedModel();
const criteria = new Map(model.criteria.map(criterion => [criterion.id, criterion]));

function shippedFiles(): readonly ModelText[] {
  const folder = join(root, 'models/waf-ops');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.yaml'));
  return names.map(name => ({ path: name, text: readFileSync(join(folder, name), 'utf8') }));
}

function shippedModel(): Model {
  const loaded = loadModel(shippedFiles());
  if ('model' in loaded) return loaded.model;
  throw new Error(loaded.problems.map(({ path, line, message }) => `${path}:${line} ${message}`).join('\n'));
}

test('the shipped model is tidy', () => {
  expect(lintModel(model)).toEqual([]);
});

test('every criterion states how strong its evidence must be, and outcomes must have been observed', () => {
  expect(model.criteria.filter(({ strength }) => strength === undefined)).toEqual([]);
  const outcomes = model.criteria.filter(({ test }) => 'measure' in test);
  expect(outcomes.filter(({ strength }) => strength !== 'observed')).toEqual([]);
});

test.each(Object.entries(criteriaByControl))('%s has exactly its criteria', (control, ids) => {
  const own = model.criteria.filter(criterion => criterion.control === control && !criterion.id.startsWith('out-'));
  expect(own.map(({ id, level }) => `${level} ${id}`).sort()).toEqual([...ids].sort());
});

test('the outcomes of the level rows cap levels 2 and 3, gate levels 4 and 5 and block no control', () => {
  const outcomes = model.criteria.filter(({ id }) => id.startsWith('out-'));
  expect(
    outcomes.map(({ id, gate, cap, optional }) => `${id} ${gate === undefined ? `caps ${cap}` : `gates ${gate}`} ${optional}`).sort(),
  ).toEqual([
    'out-df-l2 caps 2 true',
    'out-df-l3 caps 3 true',
    'out-df-l4 gates 4 true',
    'out-df-l5 gates 5 true',
    'out-lt-l5 gates 5 true',
    'out-mttr-l2 caps 2 true',
    'out-mttr-l3 caps 3 true',
    'out-mttr-l4 gates 4 true',
    'out-mttr-l5 gates 5 true',
  ]);
});

/** Where each line, phrase, cell and action of the published model is found here. */
function carried(): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { level, phrases } of model.levels)
    for (const [index, phrase] of (phrases ?? []).entries()) found.set(`row ${level}/${index + 1}`, phrase.criteria);
  for (const { level, group, lines } of model.checklists)
    for (const [index, line] of lines.entries()) found.set(`list ${level}/${group}/${index + 1}`, line.criteria);
  for (const { priority, criteria: ids } of model.entryPath) found.set(`path ${priority}`, ids);
  return found;
}

test('every line, phrase and action of the published model is there and carried by the right criteria', () => {
  const found = carried();
  expect([...found.keys()].sort()).toEqual(Object.keys(carriedBy).sort());
  for (const [key, ids] of Object.entries(carriedBy)) expect(found.get(key), key).toEqual(expect.arrayContaining([...ids]));
});

test('all cells are named, and those above level 1 are carried', () => {
  for (const { id, cells } of model.controls) {
    expect(
      cells.map(({ level }) => level),
      id,
    ).toEqual([1, 2, 3, 4, 5]);
    for (const { level, criteria: ids } of cells) {
      expect(ids.length > 0, `${id} ${level}`).toBe(level > 1);
      for (const each of ids) expect(criteria.get(each), each).toMatchObject({ control: id, level });
    }
  }
});

test('what a checklist or a level row asks for gates or caps that level', () => {
  for (const { level, lines } of model.checklists) for (const { text, criteria: ids } of lines) expect(gatesOf(ids), text).toContain(level);
  for (const { level, phrases } of model.levels.slice(1))
    for (const { text, criteria: ids } of phrases ?? [])
      expect(
        gatesOf(ids).some(gate => gate !== undefined && gate <= level),
        text,
      ).toBe(true);
});

function gatesOf(ids: readonly string[]): (number | undefined)[] {
  return ids.map(id => criteria.get(id)?.gate ?? criteria.get(id)?.cap);
}

test('level 5 has a gate in every control', () => {
  const controls = new Set(model.criteria.filter(({ gate }) => gate === 5).map(({ control }) => control));
  expect([...controls].sort()).toEqual(model.controls.map(({ id }) => id).sort());
});

test('a stricter level is never easier: the bounds of the outcomes tighten', () => {
  const values: Record<string, number> = Object.assign({}, ...model.policies.map(policy => policy.values ?? {}));
  expect(values).toMatchObject({ mttr_l2_minutes: 240, mttr_l3_minutes: 60, mttr_l4_minutes: 30, cfr_l5: 0.05, toil_l5_share: 0.2 });
  const level5 = criteria.get('out-mttr-l5')?.test;
  expect(level5).toMatchObject({ all_of: [criteria.get('out-mttr-l4')?.test, { measure: 'mttr-p90' }] });
});

test('nothing that files cannot show is called missing', () => {
  const byAbsence = model.criteria.filter(({ absent }) => absent === 'not_met').map(({ id }) => id);
  expect(byAbsence).toEqual([]);
});

test('every kind of fact that a detector may yield serves a criterion or says why not', () => {
  const used = new Set(model.criteria.flatMap(({ test }) => kindsOf(test)));
  const context = ['evidence.elsewhere', 'repository.codeowners', 'statement'];
  const entriesOfRegisters = ['debt.entry', 'debt.month', 'postmortem.action', 'runbook.broken-link']; // their registers are judged as a whole
  expect(Object.keys(factKinds).filter(kind => ![...used, ...context, ...entriesOfRegisters].includes(kind))).toEqual([]);
});

test('every metric serves a criterion', () => {
  const tests = JSON.stringify(model.criteria.map(criterion => criterion.test));
  expect(Object.keys(metricNames).filter(name => !tests.includes(`"${name}"`) && !tests.includes(`'${name}'`))).toEqual([]);
});

function kindsOf(clause: Clause): string[] {
  if ('all_of' in clause) return clause.all_of.flatMap(kindsOf);
  if ('any_of' in clause) return clause.any_of.flatMap(kindsOf);
  if ('for_each' in clause) return ['service', ...kindsOf(clause.has)];
  if ('measure' in clause) return ['metric'];
  return Object.entries(clause).flatMap(([word, kind]) => (['some', 'every', 'none', 'given'].includes(word) ? [String(kind)] : []));
}

test('docs/reference/model.md is fresh', () => {
  expect(readFileSync(join(root, 'docs/reference/model.md'), 'utf8')).toBe(renderModelDocs(model));
});

test('the overview names every criterion', () => {
  const shown = renderModelShow(model);
  expect(model.criteria.filter(({ id }) => !shown.includes(` ${id} `))).toEqual([]);
});

test('the examples of the guide load', () => {
  const guide = readFileSync(join(root, 'docs/guides/model.md'), 'utf8');
  const blocks = [...guide.matchAll(/```yaml\n# (ours\/\S+)\n([^`]+)```/g)].map(([, path = '', text = '']) => ({ path, text }));
  expect(blocks.map(({ path }) => path)).toEqual(['ours/model.yaml', 'ours/controls/changes.yaml']);
  const loaded = loadModel(blocks, id => (id === 'waf-ops' ? shippedFiles() : undefined));
  const changed =
    'model' in loaded
      ? loaded.model.criteria.filter(({ id }) => ['change-freeze', 'exp-platform', 'change-four-eyes'].includes(id))
      : loaded;
  expect(changed).toMatchObject([
    { id: 'change-freeze', gate: 4, level: 3 },
    { id: 'change-four-eyes', level: 3 },
  ]);
});
