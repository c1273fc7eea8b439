import { type Table, utc } from './vector.ts';

/** Changes from the tables of DevLake: the commits of requests, the commits that merged them, and a graph that gives the differences listed. */
export async function requestRows(input: (name: string) => Promise<Table>): Promise<readonly Record<string, string | number | null>[]> {
  const requests = await input('pull_requests');
  const comments = await input('pull_request_comments');
  const numberOf = (id: string | null | undefined) => Number(id?.replace(/^pr/, ''));
  const repositoryOf = new Map(requests.map(row => [row.id, row.base_repo_id ?? '']));
  const own = (await input('pull_request_commits')).map(row => ({
    repository: repositoryOf.get(row.pull_request_id ?? '') ?? '',
    sha: row.commit_sha ?? '',
    pull_request: numberOf(row.pull_request_id),
    authored_at: utc(row.commit_authored_date),
  }));
  const merges = requests.map(row => ({
    repository: row.base_repo_id ?? '',
    sha: row.merge_commit_sha ?? '',
    parents: '',
    pull_request: numberOf(row.id),
    opened_at: utc(row.created_date),
    merged_at: utc(row.merged_date),
    first_review_at: firstReview(row, comments),
  }));
  return [...own, ...merges, ...graphOf(await input('commits_diffs'))];
}

/** A comment by somebody else than the author, by anybody when the author is not known. */
function firstReview(request: Table[number], comments: Table): string | null {
  const times = comments
    .filter(row => row.pull_request_id === request.id && (!request.author_id || row.account_id !== request.author_id))
    .flatMap(row => utc(row.created_date) ?? []);
  return times.sort()[0] ?? null;
}

/** Each new commit descends from the old one and from those that the difference lists. */
function graphOf(differences: Table) {
  const parents = new Map<string, Set<string>>();
  for (const { old_commit_sha, new_commit_sha, commit_sha } of differences) {
    const set = parents.get(new_commit_sha ?? '') ?? new Set();
    for (const parent of [old_commit_sha, commit_sha]) if (parent) set.add(parent);
    parents.set(new_commit_sha ?? '', set);
    if (old_commit_sha && !parents.has(old_commit_sha)) parents.set(old_commit_sha, new Set());
  }
  return [...parents].map(([sha, set]) => ({ repository: 'graph', sha, parents: [...set].join(' ') }));
}
