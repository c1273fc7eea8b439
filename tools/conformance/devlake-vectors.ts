import { measure } from '../../src/measure.ts';
import { storeEvents } from '../../src/store/merge-events.ts';
import { broughtCommits } from '../../src/store/metrics/devlake/brought-commits.ts';
import { devlakeLinkRows } from '../../src/store/metrics/devlake/incidents.ts';
import { previousSuccesses } from '../../src/store/metrics/devlake/previous-success.ts';
import { pullRequestStages } from '../../src/store/metrics/devlake/pull-requests.ts';
import { questionFor, requestFor, storeDeployments } from './devlake-store.ts';
import { requestRows } from './pull-request-rows.ts';
import { inStore, readTable, utc, type Vector } from './vector.ts';

const definition = 'devlake/2023';

const leadTimes: Vector = {
  folder: '01_devlake_change_lead_time',
  definition,
  compare: folder =>
    inStore(async store => {
      const input = (name: string) => readTable(store, folder, 'input', `${name}.csv`);
      const mapping = await input('project_mapping');
      await storeDeployments(store, await input('cicd_deployment_commits'));
      await storeEvents(store, 'change', await requestRows(input));
      const repositories = new Map([['project1', mapping.filter(row => row.project_name === 'project1').map(row => row.row_id ?? '')]]);
      const stages = await pullRequestStages(store, await questionFor(store, mapping), repositories);
      const expected = await readTable(store, folder, 'expected', 'project_pr_metrics.csv');
      const number = (text: string | null | undefined) => (text ? Number(text) : null);
      const rows = expected.map(row => ({
        what: `stages of ${row.id}`,
        expected: {
          coding: number(row.pr_coding_time),
          pickup: number(row.pr_pickup_time),
          review: number(row.pr_review_time),
          deployment: row.deployment_commit_id || null,
          deploy: number(row.pr_deploy_time),
          cycle: number(row.pr_cycle_time),
        },
        actual: ((stage = stages.find(each => `pr${each.number}` === row.id)) =>
          stage && {
            coding: stage.coding,
            pickup: stage.pickup,
            review: stage.review,
            deployment: stage.deployment,
            deploy: stage.deploy,
            cycle: stage.cycle,
          })(),
      }));
      const deployed = stages.filter(stage => stage.deployment !== null).map(stage => stage.cycle ?? 0); // prettier-ignore
      const median = deployed.sort((a, b) => a - b)[(deployed.length - 1) >> 1];
      return [
        ...rows,
        { what: 'requests that were merged', expected: 6, actual: stages.length },
        { what: 'lower median of those deployed', expected: 4478, actual: median },
      ];
    }),
};

const previous: Vector = {
  folder: '02_devlake_prev_success',
  definition,
  compare: folder =>
    inStore(async store => {
      await storeDeployments(store, await readTable(store, folder, 'input', 'cicd_deployment_commits_before.csv'));
      const mapping = await readTable(store, folder, 'input', 'project_mapping.csv');
      const found = new Map((await previousSuccesses(store, await questionFor(store, mapping))).map(row => [row.id, row.previous]));
      const expected = await readTable(store, folder, 'expected', 'cicd_deployment_commits_after.csv');
      return expected.map(row => ({
        what: `deployment before ${row.id}`,
        expected: row.prev_success_deployment_commit_id || null,
        actual: found.get(row.id ?? '') ?? null,
      }));
    }),
};

const incidents: Vector = {
  folder: '03_devlake_incident_to_deployment',
  definition,
  compare: folder =>
    inStore(async store => {
      await storeDeployments(store, await readTable(store, folder, 'input', 'cicd_deployment_commits.csv'));
      const reported = await readTable(store, folder, 'input', 'incidents.csv');
      await storeEvents(
        store,
        'incident',
        reported.map(row => ({
          source: 'devlake',
          id: row.id,
          service: row.scope_id,
          service_at: utc(row.created_date),
          created_at: utc(row.created_date),
        })),
      );
      const mapping = await readTable(store, folder, 'input', 'project_mapping.csv');
      const links = await devlakeLinkRows(store, await questionFor(store, mapping));
      const expected = await readTable(store, folder, 'expected', 'project_incident_deployment_relationships.csv');
      const [project] = await measure(store, requestFor(mapping));
      const value = (name: string) => project?.values.find(each => each.name === name)?.value;
      return [
        ...expected.map(row => ({
          what: `deployment of ${row.id}`,
          expected: row.deployment_id,
          actual: links.find(link => link.id === row.id)?.deployment,
        })),
        { what: 'incidents with a deployment', expected: expected.length, actual: links.length },
        { what: 'deployments', expected: 5, actual: value('deployments') },
        { what: 'change failure rate', expected: 0.4, actual: value('change-failure-rate') },
      ];
    }),
};

const commits: Vector = {
  folder: '05_devlake_commit_diff',
  definition,
  compare: folder =>
    inStore(async store => {
      const input = (name: string) => readTable(store, folder, 'input', `${name}.csv`);
      await storeDeployments(store, await input('cicd_deployment_commits'));
      const parents = await input('commit_parents');
      const listed = await input('repo_commits');
      await storeEvents(
        store,
        'change',
        listed.map(({ repo_id, commit_sha }) => ({
          repository: repo_id,
          sha: commit_sha,
          parents: parents
            .filter(row => row.commit_sha === commit_sha)
            .map(row => row.parent_commit_sha)
            .join(' '), // prettier-ignore
        })),
      );
      const sets = await broughtCommits(store, await questionFor(store, await input('project_mapping')));
      const expected = await readTable(store, folder, 'expected', 'commits_diffs.csv');
      const pairs = await readTable(store, folder, 'expected', 'finished_commits_diffs.csv');
      const pairOf = (set: (typeof sets)[number]) => `${set.deployment.sha} ${set.deployment.previous_sha ?? ''}`;
      return [
        {
          what: 'pairs',
          expected: pairs.map(row => `${row.new_commit_sha} ${row.old_commit_sha ?? ''}`).sort(),
          actual: sets.map(pairOf).sort(),
        },
        ...pairs.map(({ new_commit_sha, old_commit_sha }) => ({
          what: `commits of ${new_commit_sha}`,
          expected: expected
            .filter(row => row.new_commit_sha === new_commit_sha)
            .map(row => row.commit_sha)
            .sort(), // prettier-ignore
          actual: [...(sets.find(set => pairOf(set) === `${new_commit_sha} ${old_commit_sha ?? ''}`)?.commits ?? [])].sort(),
        })),
      ];
    }),
};

export const devlakeVectors: readonly Vector[] = [leadTimes, previous, incidents, commits];
