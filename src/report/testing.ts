import type { AssessmentJson, CriterionJson, StatementJson } from './contract.ts';

/** A small assessment for tests: the criteria that are named, everything else as if nothing were wrong. */
export function assessmentOf(
  criteria: readonly (Partial<CriterionJson> & Pick<CriterionJson, 'id' | 'verdict'>)[],
  more: Partial<AssessmentJson> = {},
): AssessmentJson {
  return {
    schema: 'opsex.assessment/1',
    opsex: '0.1.0',
    asOf: '2026-06-30T00:00:00.000Z',
    workload: {
      name: 'shop',
      sources: [{ kind: 'repository', path: '/shop', commit: 'c0ffee00c0ffee', dirty: false, shallow: false, files: 3 }],
    },
    model: { id: 'waf-ops', version: '1.0.0', digest: 'sha256:1' },
    overall: { level: { proven: 2, possible: 3 }, heldBackBy: [], progress: { level: 3, met: 1, of: 2 } },
    controls: [{ id: 'WAF-OPS-010', title: 'CI/CD pipeline', level: { proven: 2, possible: 3 }, heldBackBy: [] }],
    criteria: criteria.map(criterionOf),
    roadmap: [],
    metrics: [],
    coverage: { met: 0, not_met: 0, unknown: 0, not_applicable: 0, waived: 0 },
    notes: [],
    unread: [],
    ...more,
  };
}

function criterionOf(given: Partial<CriterionJson> & Pick<CriterionJson, 'id' | 'verdict'>): CriterionJson {
  return {
    control: 'WAF-OPS-010',
    level: 3,
    gate: null,
    ask: `Is ${given.id} so?`,
    cause: given.verdict === 'unknown' ? 'not_observable' : null,
    reason: 'none was found',
    basis: 'none',
    strength: null,
    coverage: null,
    evidence: [],
    missing: [],
    searched: { detectors: [], files: 0 },
    effort: 'S',
    remedy: `Do ${given.id}.`,
    expires: null,
    ...given,
  };
}

export function placeAt(path: string, line: number, summary = 'alert.rule HighErrors: paging'): StatementJson {
  return { kind: summary.split(' ')[0] ?? '', path, line, endLine: line, summary };
}
