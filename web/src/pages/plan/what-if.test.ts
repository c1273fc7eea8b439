import { expect, test } from 'vitest';
import type { AssessmentJson, CriterionJson } from '../../../../src/report/contract.ts';
import { levelsWith, neededFor, planInMarkdown } from './what-if.ts';

function criterion(id: string, level: number, verdict: CriterionJson['verdict'], more: Partial<CriterionJson> = {}): CriterionJson {
  return {
    id,
    control: 'C-1',
    level,
    gate: level,
    ask: `Is ${id} so?`,
    verdict,
    cause: null,
    reason: '',
    basis: 'file',
    strength: null,
    coverage: null,
    evidence: [],
    missing: [],
    searched: { detectors: [], files: 0 },
    effort: 'S',
    remedy: `Do ${id}.`,
    expires: null,
    ...more,
  };
}

const assessment: AssessmentJson = {
  schema: 'opsex.assessment/1',
  opsex: '0.1.0',
  asOf: '2026-06-30T00:00:00.000Z',
  workload: { name: '[shop](x)', sources: [] },
  model: { id: 'm', version: '1.0.0', digest: 'd' },
  overall: { level: { proven: 1, possible: 1 }, heldBackBy: ['a'], progress: { level: 2, met: 0, of: 1 } },
  controls: [{ id: 'C-1', title: 'One', level: { proven: 1, possible: 1 }, heldBackBy: ['a'] }],
  criteria: [
    criterion('a', 2, 'not_met'),
    criterion('b', 3, 'unknown'),
    criterion('outcome', 3, 'not_met', { gate: null, cap: 3, optional: true }),
    criterion('c', 4, 'met'),
  ],
  roadmap: [{ rank: 1, criteria: ['a'], control: 'C-1', title: 'Do *a*', why: '', effort: 'S', unlocks: '' }],
  metrics: [],
  coverage: { met: 1, not_met: 2, unknown: 1, not_applicable: 0, waived: 0 },
  notes: [],
  unread: [],
};

test('nothing ticked gives the levels of the assessment, and ticks lift them as far as they reach', () => {
  const levels = (...done: string[]) => levelsWith(assessment, new Set(done)).overall.level;
  expect(levels()).toEqual(assessment.overall.level);
  expect(levels('a')).toEqual({ proven: 2, possible: 2 });
  expect(levels('a', 'outcome')).toEqual({ proven: 2, possible: 4 });
  expect(levels('a', 'b', 'outcome')).toEqual({ proven: 4, possible: 4 });
});

test.each([2, 3, 4])('what level %i needs reaches it', level => {
  const done = new Set(neededFor(assessment, level));
  expect(levelsWith(assessment, done).overall.level?.proven).toBeGreaterThanOrEqual(level);
});

test('a plan cannot carry markup out', () => {
  expect(planInMarkdown(assessment, new Set(['a']))).toBe(
    '# Plan for \\[shop\\]\\(x\\)\n\nLevel 1 proven today; 2 once this step is done.\n\n- [ ] Do \\*a\\* (`a`, effort S)\n',
  );
});
