import { expect, test } from 'vitest';
import { toDiff } from './diff.ts';
import { diffSchema } from './diff-contract.ts';
import { toDiffMarkdown } from './diff-markdown.ts';
import type { DiffCriterion, DiffSide } from './diff-side.ts';
import { toDiffText } from './diff-text.ts';

const statement = (summary: string, path: string | null = 'a.yaml', kind = 'alert.rule') => ({ kind, path, line: 3, summary });
const criterion = (verdict: DiffCriterion['verdict'], more: Partial<DiffCriterion> = {}): DiffCriterion => ({
  id: 'alerts',
  control: 'WAF-OPS-040',
  level: 2,
  gate: 2,
  ask: 'Are there alerts?',
  verdict,
  cause: null,
  reason: 'the evidence shows it',
  basis: 'file',
  evidence: [],
  missing: [],
  ...more,
});
const side = (criteria: readonly DiffCriterion[], more: Partial<DiffSide> = {}): DiffSide => ({
  schema: 'opsex.assessment/1',
  opsex: '0.1.0',
  asOf: '2026-06-30T00:00:00.000Z',
  workload: { name: 'shop', sources: [{ commit: 'a'.repeat(40), dirty: false }] },
  model: { id: 'waf-ops', version: '1.0.0', digest: 'd1' },
  overall: { level: { proven: 2, possible: 3 } },
  controls: [],
  criteria: [...criteria],
  ...more,
});
const otherCommit = { workload: { name: 'shop', sources: [{ commit: 'b'.repeat(40), dirty: false }] } };
const later = { asOf: '2026-09-30T00:00:00.000Z' };
const met = criterion('met', { evidence: [statement('alert a')] });
const lost = criterion('not_met');

test.each<[string, DiffSide, DiffSide, string, RegExp]>([
  ['what was found is gone', side([met]), side([lost], otherCommit), 'evidence', /^gone: a.yaml:3 alert.rule/],
  ['something new is found', side([lost]), side([met], { ...otherCommit, ...later }), 'evidence', /^new: a.yaml:3 alert.rule/],
  ['the same files, later', side([met]), side([lost], later), 'time', /92 days later/],
  [
    'it is still there and no longer counts',
    side([met, criterion('met', { id: 'x', evidence: met.evidence })]),
    side([lost, criterion('met', { id: 'x', evidence: met.evidence })], { ...otherCommit, ...later }),
    'time',
    /92 days later/,
  ],
  [
    'another model, the same files',
    side([met]),
    side([lost], { model: { id: 'waf-ops', version: '1.1.0', digest: 'd2' } }),
    'model',
    /^judged by waf-ops 1.1.0, before by waf-ops 1.0.0/,
  ],
  ['another opsex, the same files', side([lost]), side([met], { opsex: '0.2.0' }), 'tool', /^found by opsex 0.2.0, before by 0.1.0/],
  [
    'a statement',
    side([lost]),
    side([criterion('met', { basis: 'person', evidence: [statement('statement by Ada', 'opsex.yaml', 'statement')] })], otherCommit),
    'statement',
    /^new: opsex.yaml:3/,
  ],
  ['a statement that ran out', side([met]), side([criterion('unknown', { cause: 'expired' })], later), 'time', /expired/],
  ['a waiver', side([lost]), side([criterion('waived', { reason: 'accepted until May' })]), 'waiver', /accepted until May/],
  ['a waiver that is over', side([criterion('waived')]), side([lost], later), 'waiver', /over or was taken back/],
  [
    'numbers of the same commit',
    side([criterion('met', { evidence: [statement('metric mttr-median: 20', null, 'metric')] })]),
    side([criterion('not_met', { missing: [statement('metric mttr-median: 90', null, 'metric')] })], later),
    'evidence',
    /now: metric mttr-median: 90/,
  ],
  [
    'a new criterion',
    side([]),
    side([met], { model: { id: 'waf-ops', version: '1.1.0', digest: 'd2' } }),
    'model',
    /^new in waf-ops 1.1.0/,
  ],
  ['one that is gone', side([met]), side([], { model: { id: 'waf-ops', version: '1.1.0', digest: 'd2' } }), 'model', /asks it no longer/],
])('%s', (_, before, after, cause, because) => {
  const diff = diffSchema.parse(toDiff({ name: 'before', side: before }, { name: 'after', side: after }, '0.1.0'));
  expect(diff.changes).toMatchObject([{ criterion: 'alerts', cause, because: expect.stringMatching(because) }]);
});

test('a line that moved, or another order, is no change', () => {
  const moved = criterion('met', { evidence: [{ ...statement('alert a'), line: 99 }] });
  expect(toDiff({ name: 'a', side: side([met]) }, { name: 'b', side: side([moved], otherCommit) }, '0.1.0').changes).toEqual([]);
});

test('what a person reads says it in a line, and no text from outside is markup', () => {
  const evil = criterion('met', { evidence: [statement('x', '<img src=x>\u001b[31m.yaml')] });
  const after = side([evil], { ...otherCommit, overall: { level: { proven: 3, possible: 3 } } });
  const diff = toDiff({ name: 'v1', side: side([lost]) }, { name: 'v2', side: after }, '0.1.0');
  const text = toDiffText(diff, { colour: false, columns: 80 });
  expect(text.split('\n')[0]).toBe('shop: level 2 (possible 3) → level 3, 1 better');
  expect(text).toContain('+ alerts: met, was not met, gate of level 2\n    evidence: new: ');
  expect(text).not.toContain('\u001b');
  expect(toDiffMarkdown(diff)).not.toMatch(/(^|[^\\])<img/);
});
