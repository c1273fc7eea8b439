import { storeEvents } from '../../src/store/merge-events.ts';
import { assignFirstDeployments } from '../../src/store/metrics/assign-first-deployments.ts';
import { inStore, readTable, utc, type Vector } from './vector.ts';

/** Commits by the first tag that contains them, and their median lead times in seconds. */
const commits = { 'v3.0.0': 25, 'v4.0.0': 181, 'v4.13.1': 2, 'v5.0.0': 53, 'v5.1.0': 79, 'v5.2.0': 51 };
const medians = { 'v4.13.1': 2537, 'v5.0.0': 13_215_063, 'v5.1.0': 2_357_761 };

/** The tags of a real repository as deployments. */
export const gitTags: Vector = {
  folder: '13_four_keys_git_tags',
  definition: 'opsex/1',
  compare: folder =>
    inStore(async store => {
      const history = await readTable(store, folder, 'input', 'commits_reachable_from_v5.2.0.tsv');
      const tags = await readTable(store, folder, 'input', 'tags.csv');
      const repository = 'example.org/library';
      await storeEvents(
        store,
        'change',
        history.map(row => ({ repository, sha: row.sha, parents: row.parents ?? '', committed_at: utc(row.committer_date) })),
      );
      await storeEvents(
        store,
        'deployment',
        tags.map(row => ({
          ...{ source: 'git-tags', id: row.tag, service: 'library', environment: 'production', production: true },
          ...{ repository, sha: row.commit_sha, succeeded_at: utc(row.committer_date) },
        })),
      );
      await assignFirstDeployments(store, { environment: 'production', productionNames: [], outdone: [] });
      const rows = await store.query<{ id: string; commits: number; median: number }>(
        `select id, count(*) as commits, percentile_cont(0.5) within group (order by extract(epoch from deployed_at) - extract(epoch from committed_at)) as median
         from first_deployment group by id`,
      );
      const of = (tag: string) => rows.find(row => row.id === tag);
      return [
        { what: 'commits', expected: 1691, actual: history.length },
        ...Object.entries(commits).map(([tag, expected]) => ({ what: `commits of ${tag}`, expected, actual: of(tag)?.commits })),
        ...Object.entries(medians).map(([tag, expected]) => ({ what: `lead time of ${tag}`, expected, actual: of(tag)?.median })),
      ];
    }),
};
