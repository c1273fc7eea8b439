import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from '../../src/measure.ts';
import type { MetricName } from '../../src/model/metric-names.ts';
import { told } from '../../src/sources/events/formats/testing.ts';
import { storeEvents } from '../../src/store/merge-events.ts';
import { requestFor } from './devlake-store.ts';
import { type Comparison, inStore, type Vector } from './vector.ts';

interface Case {
  readonly id: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
}

const day = '2023-05-10T';
const at = (clock: string) => `${day}${clock}:00.000Z`;
const hour = (hours: number) => new Date(Date.parse(at('00:00')) + hours * 3_600_000).toISOString();

/** Numbers from documents and bug reports, each computed the whole way through the store. */
export const workedExamples: Vector = {
  folder: '18_worked_examples',
  definition: 'opsex/1, devlake/2023',
  compare: async folder => {
    const { cases } = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as { readonly cases: readonly Case[] };
    const found: Comparison[] = [];
    for (const each of cases) found.push(...(await compare(each)));
    return found;
  },
};

async function compare({ id, input, expected }: Case): Promise<readonly Comparison[]> {
  switch (id) {
    case 'fdrt-vs-mttr': {
      const [began, ended, deployed] = [input.incident_created, input.incident_resolved, input.deploy_finished].map(String);
      const values = await valuesOf([deployment('1', at(deployed ?? ''))], [incident('1', at(began ?? ''), at(ended ?? ''))]);
      return bothDefinitions(id, values, { 'failed-change-recovery': expected.devlake_fdrt_minutes, 'mttr-median': expected.mttr_minutes });
    }
    case 'cfr-2-of-5':
      return bothDefinitions(id, await failing(5, [0, 2]), { 'change-failure-rate': expected.cfr });
    case 'cfr-dedup':
      return bothDefinitions(id, await failing(23, [0, 0, 4, 9, 9, 20]), { 'change-failure-rate': expected.cfr_correct });
    case 'fourkeys-cfr':
      return bothDefinitions(id, await failing(4, [1]), { 'change-failure-rate': expected.cfr });
    case 'github-inactive':
      return [{ what: id, expected: [new Date(String(expected.finished_at)).toISOString()], actual: await finishOnGitHub(input) }];
    case 'gitlab-offset':
      return [{ what: id, expected: new Date(String(expected.utc)).toISOString(), actual: timeOfGitLab(String(input.status_changed_at)) }];
    case 'arlol-mean-bug': {
      const incidents = (input.durations_h as number[]).map((hours, index) => incident(String(index), hour(0), hour(hours)));
      const values = await valuesOf([], incidents);
      return [
        { what: `${id}: mean`, expected: Number(expected.mean_h) * 60, actual: values['opsex/1']('mttr-mean') },
        { what: `${id}: median`, expected: Number(expected.median_h) * 60, actual: values['opsex/1']('mttr-median') },
      ];
    }
    default:
      return [{ what: id, expected: 'a comparison', actual: 'none is written' }];
  }
}

const deployment = (id: string, succeeded_at: string) => ({
  ...{ source: 'ci', id, service: 'shop', environment: 'production', production: true, succeeded_at },
});
const incident = (id: string, started_at: string, resolved_at: string) => ({
  ...{ source: 'pager', id, service: 'shop', service_at: started_at, started_at, created_at: started_at, resolved_at },
});

/** Deployments every two days; `failures` says after which of them an incident came. */
function failing(deployments: number, failures: readonly number[]) {
  return valuesOf(
    Array.from({ length: deployments }, (_, index) => deployment(String(index), hour(index * 48))),
    failures.map((index, number) => incident(String(number), hour(index * 48 + 1 + number / 60), hour(index * 48 + 2))),
  );
}

type Read = (name: MetricName) => number | null | undefined;

function valuesOf(deployments: readonly object[], incidents: readonly object[]): Promise<Record<'opsex/1' | 'devlake/2023', Read>> {
  return inStore(async store => {
    await storeEvents(store, 'deployment', deployments as never);
    await storeEvents(store, 'incident', incidents as never);
    const read = async (definition: 'opsex/1' | 'devlake/2023'): Promise<Read> => {
      const [shop] = await measure(store, { ...requestFor([{ project_name: 'project1', row_id: 'shop' }]), definition });
      return name => shop?.values.find(value => value.name === name)?.value;
    };
    return { 'opsex/1': await read('opsex/1'), 'devlake/2023': await read('devlake/2023') };
  });
}

function bothDefinitions(
  id: string,
  values: Record<'opsex/1' | 'devlake/2023', Read>,
  expected: Partial<Record<MetricName, unknown>>,
): readonly Comparison[] {
  return (['opsex/1', 'devlake/2023'] as const).flatMap(definition =>
    Object.entries(expected).map(([name, value]) => ({
      what: `${id}: ${name}, ${definition}`,
      expected: value,
      actual: values[definition](name as MetricName),
    })),
  );
}

/** The statuses as GitHub delivers them, in any order, merged in the store. */
function finishOnGitHub(input: Case['input']): Promise<readonly unknown[]> {
  const messages = (input.statuses as [string, string][]).map(([state, created_at]) => ({
    headers: { 'X-GitHub-Event': 'deployment_status' },
    body: {
      action: 'created',
      deployment_status: { id: 1, state, created_at },
      deployment: { id: 7, sha: 'a'.repeat(40), environment: 'production', created_at },
      repository: { full_name: 'acme/shop', html_url: 'https://github.com/acme/shop' },
    },
  }));
  return inStore(async store => {
    for (const message of messages.reverse()) await storeEvents(store, 'deployment', told([message]).deployment as never);
    return (await store.query<{ succeeded_at: string }>('select succeeded_at from deployment')).map(row => row.succeeded_at);
  });
}

function timeOfGitLab(status_changed_at: string): unknown {
  const body = {
    ...{ object_kind: 'deployment', status: 'success', status_changed_at, deployment_id: 15, environment: 'production' },
    project: { id: 30, path_with_namespace: 'team/shop', web_url: 'https://gitlab.example.com/team/shop' },
  };
  const [row] = told([{ headers: { 'X-Gitlab-Event': 'Deployment Hook' }, body }]).deployment as { succeeded_at?: string }[];
  return row?.succeeded_at;
}
