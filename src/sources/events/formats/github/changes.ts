import type { JsonValue } from '../../../../lib/json-value.ts';
import type { FoundEvent } from '../event-format.ts';
import type { Reading } from '../reading.ts';

const nothing = /^0+$/;
const mostCommits = 2048;

/** A request that was closed without a merge has a `merge_commit_sha` too: that of a test merge. */
export function* pullRequest(body: JsonValue, repository: string, reading: Reading): Generator<FoundEvent> {
  const request = body.get('pull_request');
  const sha = request.text('merge_commit_sha');
  if (request.flag('merged') !== true || !sha) return;
  yield {
    kind: 'change',
    row: {
      repository,
      sha,
      pull_request: request.number('number'),
      opened_at: reading.time(request, 'created_at'),
      merged_at: reading.time(request, 'merged_at'),
      labels:
        request
          .list('labels')
          .flatMap(label => label.text('name') ?? [])
          .join(',') || undefined,
    },
  };
}

/** The parents of commits are not told, and the list ends after 2,048 of them: the graph comes from git. */
export function* push(body: JsonValue, repository: string, reading: Reading): Generator<FoundEvent> {
  if (body.flag('deleted') === true || nothing.test(body.text('after') ?? '') || !body.text('ref')?.startsWith('refs/heads/')) return;
  const commits = body.list('commits');
  if (commits.length >= mostCommits) reading.skip('pushes with more commits than GitHub tells of: opsex events from-git knows them all');
  for (const commit of commits) {
    const sha = commit.text('id');
    if (!sha) continue;
    const author = reading.person(commit.text('author.email') ?? commit.text('author.name'));
    yield { kind: 'change', row: { repository, sha, committed_at: reading.time(commit, 'timestamp'), author } };
  }
}
