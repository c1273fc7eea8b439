import { type FactDraft, fact } from '../../../model/fact.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { type Commit, detector } from '../../detector.ts';
import { infrastructurePaths } from './infrastructure-path.ts';

/** Subjects that forges write when a request is merged. The number at the end is left by a squash. */
const requests: readonly RegExp[] = [
  /\(#\d+\)\s*$/, // GitHub, squash
  /^Merge pull request #\d+/, // GitHub
  /^Merged? PR \d+|^Merged PR \d+:/, // Azure DevOps
  /^Merged in \S+ \(pull request #\d+\)/, // Bitbucket
  /\(!\d+\)\s*$/, // GitLab, squash with a reference
  /^Merge branch '.{1,200}' into '.{1,200}'/, // GitLab
  /^Merge "(?:[^"]{1,300})"/, // Gerrit
];
const bot =
  /\[bot\]|(?:^|[-_ ])bot(?:$|[-_ @<])|renovate|dependabot|greenkeeper|snyk|github-actions|semantic-release|imagepolicy|flux(?:cd)?bot|argocd-image-updater/i;
const ticket = /(?:^|[^\w])(?:#\d+|[A-Z][A-Z0-9]{1,9}-\d+)\b/;

export const history = detector<never>({
  id: 'history',
  title: 'How changes reached the default branch',
  docs: 'https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges',
  reads: [],
  emits: ['history.changes'],

  *parse() {},

  *link(_, scene) {
    const people = scene.commits.filter(commit => !bot.test(commit.author));
    const isInfrastructure = infrastructurePaths(scene.paths);
    yield* changesOf('all', people);
    yield* changesOf(
      'infrastructure',
      people.filter(commit => commit.paths.some(isInfrastructure)),
    );
  },
});

function* changesOf(paths: FactFields<'history.changes'>['paths'], commits: readonly Commit[]): Generator<FactDraft> {
  const [newest] = commits;
  const oldest = commits[commits.length - 1];
  if (!newest || !oldest) return;
  const viaPullRequest = commits.filter(cameByRequest).length;
  const linked = commits.filter(commit => ticket.test(commit.subject)).length;
  const share = Math.round((viaPullRequest / commits.length) * 1000) / 1000;
  const fields = { paths, commits: commits.length, viaPullRequest, share, linked, since: oldest.date, until: newest.date };
  yield fact('history.changes', fields, { line: 1, path: '', origin: { kind: 'git', reference: newest.sha } });
}

/** A merge commit on the first-parent line brings a branch in; a plain `git pull` merges the own branch and does not count. */
function cameByRequest({ subject, parents }: Commit): boolean {
  if (requests.some(request => request.test(subject))) return true;
  return parents > 1 && !/^Merge (?:remote-tracking )?branch '(?:origin\/)?(?:main|master|develop|trunk)'/.test(subject);
}
