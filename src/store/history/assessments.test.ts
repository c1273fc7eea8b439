import { afterEach, describe, expect, test } from 'vitest';
import type { AssessmentJson, CriterionJson } from '../../report/contract.ts';
import type { Database } from '../database.ts';
import { openStore } from '../open-store.ts';
import { engines } from '../testing.ts';
import { readAssessment, saveAssessment, storedAssessments, storedChanges, storedWorkloads } from './assessments.ts';
import { findAssessment } from './find-assessment.ts';
import { addMilestone, milestones } from './milestones.ts';

const criterion = (id: string, verdict: CriterionJson['verdict'], line = 1, summary = 'alert.rule a'): CriterionJson => ({
  id,
  control: 'WAF-OPS-010',
  level: 2,
  gate: 2,
  ask: 'Is it so?',
  verdict,
  cause: verdict === 'unknown' ? 'not_observable' : null,
  reason: 'the evidence shows it',
  basis: 'file',
  strength: 'declared',
  coverage: null,
  evidence: [{ kind: 'alert.rule', path: 'a.yaml', line, endLine: line, summary }],
  missing: [],
  searched: { detectors: ['x'], files: 1 },
  effort: 'S',
  remedy: 'Do it.',
  expires: null,
});

function assessment(asOf: string, criteria: readonly CriterionJson[]): AssessmentJson {
  return {
    schema: 'opsex.assessment/1',
    opsex: '0.1.0',
    asOf: `${asOf}T00:00:00.000Z`,
    workload: { name: 'shop', sources: [{ kind: 'repository', path: '/x', commit: 'abc', dirty: false, shallow: false, files: 3 }] },
    model: { id: 'waf-ops', version: '1.0.0', digest: 'd' },
    overall: { level: { proven: 2, possible: 3 }, heldBackBy: [], progress: null },
    controls: [],
    criteria: [...criteria],
    roadmap: [],
    metrics: [],
    coverage: { met: 1, not_met: 0, unknown: 0, not_applicable: 0, waived: 0 },
    notes: [],
    unread: [],
  };
}

const june = assessment('2026-06-01', [criterion('a', 'met'), criterion('b', 'not_met')]);
const july = assessment('2026-07-01', [criterion('a', 'met', 7), criterion('b', 'met')]);
const august = assessment('2026-08-01', [criterion('b', 'met'), criterion('c', 'unknown')]);

describe.each(engines)('%s', (_, newAddress) => {
  let store: Database | undefined;
  const open = async () => {
    store = await openStore(await newAddress());
    return store;
  };
  afterEach(async () => {
    await store?.close();
    store = undefined;
  });

  test('only what changed is stored, and every assessment can be read as it was', async () => {
    const database = await open();
    const saved = [];
    for (const each of [june, july, august]) saved.push(await saveAssessment(database, each));
    expect(saved.map(each => each.changes)).toEqual([2, 1, 2]);
    expect(await storedWorkloads(database)).toEqual(['shop']);
    const read = await readAssessment(database, 'shop', saved[1]?.id ?? '');
    expect(read?.criteria.map(each => [each.id, each.verdict])).toEqual([
      ['a', 'met'],
      ['b', 'met'],
    ]);
    expect(read?.overall).toEqual(july.overall);
    expect((await readAssessment(database, 'shop', saved[2]?.id ?? ''))?.criteria.map(each => each.id)).toEqual(['b', 'c']);
    expect((await storedChanges(database, 'shop', 'a')).map(each => each.verdict)).toEqual(['met', 'removed']);
  });

  test('storing again changes nothing', async () => {
    const database = await open();
    await saveAssessment(database, june);
    expect(await saveAssessment(database, june)).toMatchObject({ isNew: false, changes: 0 });
    expect(await storedAssessments(database, 'shop')).toHaveLength(1);
  });

  test.each([[[june, august, july]], [[august, july, june]], [[july, june, august]]])('the order does not matter (%#)', async order => {
    const database = await open();
    const ids = new Map<AssessmentJson, string>();
    for (const each of order) ids.set(each, (await saveAssessment(database, each)).id);
    for (const each of order) {
      const read = await readAssessment(database, 'shop', ids.get(each) ?? '');
      expect(read?.criteria.map(({ id, verdict }) => [id, verdict])).toEqual(each.criteria.map(({ id, verdict }) => [id, verdict]));
    }
  });

  test('a name is a milestone, a day, a place in the row or the start of an id', async () => {
    const database = await open();
    const first = await saveAssessment(database, june);
    await saveAssessment(database, july);
    const milestone = { workload: 'shop', name: 'launch', assessment: first.id, setAt: '2026-06-02T00:00:00.000Z' };
    expect(await addMilestone(database, milestone)).toBe(true);
    expect(await addMilestone(database, { ...milestone, assessment: 'x' })).toBe(false);
    expect(await milestones(database, 'shop')).toEqual([milestone]);
    const dateOf = async (name: string) => (await findAssessment(database, 'shop', name))?.asOf.slice(0, 10);
    expect(await dateOf('launch')).toBe('2026-06-01');
    expect(await dateOf('latest')).toBe('2026-07-01');
    expect(await dateOf('previous')).toBe('2026-06-01');
    expect(await dateOf('2026-06-20')).toBe('2026-06-01');
    expect(await dateOf('2026-05-20')).toBeUndefined();
    expect(await dateOf(first.id.slice(0, 6))).toBe('2026-06-01');
    expect(await dateOf('nowhere')).toBeUndefined();
  });
});
