import { type MeasureRequest, questionOf } from '../../src/measure.ts';
import type { Database } from '../../src/store/database.ts';
import { storeEvents } from '../../src/store/merge-events.ts';
import type { Question } from '../../src/store/metrics/question.ts';
import { type Table, utc } from './vector.ts';

/** What the vectors of DevLake compute: all time, one project. */
const wholeTime = { from: new Date('2020-01-01T00:00:00Z'), to: new Date('2026-01-01T00:00:00Z') };

/** A scope of DevLake is a service here, its project a subject with several. */
export async function storeDeployments(store: Database, rows: Table): Promise<void> {
  const deployments = rows.map(row => {
    const ended = utc(row.finished_date ?? row.started_date);
    return {
      source: 'devlake',
      id: row.id ?? '',
      service: row.cicd_scope_id,
      environment: row.environment || null,
      production: row.environment === 'PRODUCTION',
      repository: row.repo_url,
      sha: row.commit_sha,
      pipeline: row.cicd_deployment_id,
      started_at: utc(row.started_date),
      succeeded_at: row.result === 'SUCCESS' ? ended : null,
      failed_at: row.result === 'SUCCESS' ? null : ended,
    };
  });
  await storeEvents(store, 'deployment', deployments);
}

export function requestFor(mapping: Table, project = 'project1'): MeasureRequest {
  const services = mapping.filter(row => row.project_name === project).map(row => row.row_id ?? '');
  return {
    subjects: [{ name: project, services }],
    environment: 'production',
    window: wholeTime,
    asOf: wholeTime.to,
    zone: 'UTC',
    unit: 'quarter',
    definition: 'devlake/2023',
    linkHours: 24,
  };
}

export function questionFor(store: Database, mapping: Table): Promise<Question> {
  return questionOf(store, requestFor(mapping));
}
