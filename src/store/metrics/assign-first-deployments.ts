import type { Database } from '../database.ts';
import { deploymentGroups } from './deployment-groups.ts';
import { groupsWithNews, type News } from './group-news.ts';
import type { Place } from './question.ts';
import { walkGroups } from './walk-groups.ts';

/** What was looked at: groups of deployments (a service from a repository) with news, of them those walked anew, and commits that were placed. */
export interface Assigned {
  readonly groups: number;
  readonly anew: number;
  readonly commits: number;
}

/**
 * Notes for each commit the first deployment to the environment that contained it. Does nothing where nothing came in. New deployments only
 * walk over commits that have none yet; a group is walked anew when a deployment or a commit came in late, before what had been looked at.
 */
export async function assignFirstDeployments(database: Database, place: Place): Promise<Assigned> {
  const groups = await deploymentGroups(database, place);
  const news = await groupsWithNews(database, groups, place.environment);
  let anew = 0;
  let commits = 0;
  for (const batch of batches(news)) {
    const assigned = await database.transaction(() => walkGroups(database, batch, place));
    anew += assigned.anew;
    commits += assigned.commits;
  }
  return { groups: news.length, anew, commits };
}

const mostCommits = 2_000_000;

/** Parts that fit into memory. */
function* batches(news: readonly News[]): Generator<readonly News[]> {
  let batch: News[] = [];
  let commits = 0;
  for (const each of news) {
    if (batch.length > 0 && commits + each.group.changes > mostCommits) {
      yield batch;
      batch = [];
      commits = 0;
    }
    batch.push(each);
    commits += each.group.changes;
  }
  if (batch.length > 0) yield batch;
}
