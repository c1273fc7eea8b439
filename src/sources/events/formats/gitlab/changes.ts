import type { JsonValue } from '../../../../lib/json-value.ts';
import type { FoundEvent } from '../event-format.ts';
import type { Reading } from '../reading.ts';
import type { Project } from './gitlab.ts';

export function* mergeRequest(body: JsonValue, project: Project, reading: Reading): Generator<FoundEvent> {
  const request = body.get('object_attributes');
  if (request.text('state') !== 'merged') return;
  // a fast-forward has no commit of the merge: the last commit of the request is what arrives on the branch
  const sha = request.text('merge_commit_sha') ?? request.text('squash_commit_sha') ?? request.text('last_commit.id');
  if (!sha) return;
  const merged =
    reading.time(request, 'merged_at') ?? (request.text('action') === 'merge' ? reading.time(request, 'updated_at') : undefined);
  yield {
    kind: 'change',
    row: {
      repository: project.repository,
      sha,
      pull_request: request.number('iid'),
      opened_at: reading.time(request, 'created_at'),
      merged_at: merged,
      labels:
        body
          .list('labels')
          .flatMap(label => label.text('title') ?? [])
          .join(',') || undefined,
    },
  };
}

/** At most 20 commits are told of a push. */
export function* push(body: JsonValue, project: Project, reading: Reading): Generator<FoundEvent> {
  if (/^0+$/.test(body.text('after') ?? '') || !body.text('ref')?.startsWith('refs/heads/')) return;
  const commits = body.list('commits');
  if ((body.number('total_commits_count') ?? 0) > commits.length)
    reading.skip('pushes with more commits than GitLab tells of: opsex events from-git knows them all');
  for (const commit of commits) {
    const sha = commit.text('id');
    if (!sha) continue;
    const author = reading.person(commit.text('author.email') ?? commit.text('author.name'));
    yield { kind: 'change', row: { repository: project.repository, sha, committed_at: reading.time(commit, 'timestamp'), author } };
  }
}
