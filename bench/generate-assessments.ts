import type { AssessmentJson } from '../src/report/contract.ts';
import type { Database } from '../src/store/database.ts';

/** Stores weekly assessments of services as if they had been saved week by week: levels that rise, and a criterion a week that changes. */
export async function storeYear(store: Database, services: number, weeks: number): Promise<void> {
  const last = Date.UTC(2026, 10, 1);
  const rows: (string | number | null)[][] = [];
  const changes: (string | null)[][] = [];
  for (let service = 0; service < services; service++) {
    const workload = `service-${String(service).padStart(4, '0')}`;
    for (let week = 0; week < weeks; week++) {
      const asOf = new Date(last - (weeks - 1 - week) * 7 * 86_400_000).toISOString();
      const id = (service * weeks + week).toString(16).padStart(12, '0');
      const proven = 1 + (Math.floor((week * 3 + service) / weeks) % 4);
      rows.push([
        workload,
        id,
        asOf,
        null,
        'waf-ops 1.0.0',
        'd',
        '0.1.0',
        proven,
        Math.min(5, proven + 1),
        JSON.stringify(bodyOf(workload, service, asOf, proven)),
      ]);
      const evidence = week === 0 ? criteria : criteria.slice(week % criteria.length, (week % criteria.length) + 1);
      for (const criterion of evidence)
        changes.push([workload, criterion, id, asOf, 'met', null, 'as declared', JSON.stringify(criterionOf(criterion))]);
    }
  }
  await store.append(
    'assessment',
    ['workload', 'id', 'assessed_at', 'commit_sha', 'model', 'model_digest', 'tool', 'proven', 'possible', 'body'],
    rows,
  );
  await store.append(
    'verdict_change',
    ['workload', 'criterion', 'assessment', 'changed_at', 'verdict', 'cause', 'reason', 'evidence'],
    changes,
  );
}

const criteria = Array.from({ length: 120 }, (_, at) => `criterion-${at}`);
const controls = Array.from({ length: 10 }, (_, at) => `WAF-OPS-${String((at + 1) * 10).padStart(3, '0')}`);

function bodyOf(name: string, service: number, asOf: string, proven: number): Omit<AssessmentJson, 'criteria'> {
  const level = { proven, possible: Math.min(5, proven + 1) };
  return {
    schema: 'opsex.assessment/1',
    opsex: '0.1.0',
    asOf,
    workload: {
      name,
      team: `team-${service % 40}`,
      tier: service % 4,
      sources: [{ kind: 'repository', path: `/src/${name}`, commit: null, dirty: null, shallow: false, files: 400 }],
    },
    model: { id: 'waf-ops', version: '1.0.0', digest: 'd' },
    overall: { level, heldBackBy: criteria.slice(0, 3), progress: { level: proven, met: 14, of: 17 } },
    controls: controls.map((id, at) => ({ id, title: `Control ${at + 1}`, level, heldBackBy: [] })),
    roadmap: [],
    metrics: [
      { name: 'deployment-frequency', value: 3.2, unit: 'per week', n: 41, definition: 'opsex/1', windowDays: 90 },
      { name: 'time-to-restore', value: 2.5, unit: 'h', n: 12, definition: 'opsex/1', windowDays: 90 },
    ],
    coverage: { met: 60, not_met: 30, unknown: 25, not_applicable: 5, waived: 0 },
    notes: [],
    unread: [],
  };
}

function criterionOf(id: string): AssessmentJson['criteria'][number] {
  const found = {
    kind: 'pipeline.job',
    path: '.github/workflows/ci.yml',
    line: 12,
    endLine: 20,
    summary: 'tests run on every pull request',
  };
  return {
    id,
    control: 'WAF-OPS-010',
    level: 2,
    gate: null,
    ask: 'Do tests run on every pull request?',
    verdict: 'met',
    cause: null,
    reason: '1 of 1 pipelines',
    basis: 'file',
    strength: 'declared',
    coverage: null,
    evidence: [found],
    missing: [],
    searched: { detectors: ['github-actions'], files: 3 },
    effort: 'S',
    remedy: 'Add a workflow that runs the tests.',
    expires: null,
  };
}
