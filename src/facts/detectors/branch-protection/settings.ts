import type { Tree } from '../../../lib/tree.ts';
import { fact } from '../../../model/fact.ts';
import { type ProtectionDraft, rulesetFacts } from './ruleset.ts';

/** Probot Settings (`.github/settings.yml`) and safe-settings (`repos/`, `suborgs/`, often in a repository named `admin`). */
export const settingsFile = /^\.github\/(?:settings|(?:repos|suborgs)\/[^/]+)\.ya?ml$/;

export function* fromSettings(documents: readonly Tree[], path: string): Generator<ProtectionDraft> {
  const settings = documents[0];
  if (!settings) return;
  // `settings.yml` is about the repository it stands in
  const repository =
    /\/repos\/([^/]+)\.ya?ml$/.exec(path)?.[1] ?? (path.includes('/suborgs/') ? (settings.texts('suborgrepos')[0] ?? '*') : '');
  const tool = path.endsWith('/settings.yml') ? 'probot-settings' : 'safe-settings';
  for (const branch of settings.list('branches')) {
    const draft = protectionOf(branch.get('protection'), branch, tool);
    if (draft) yield { ...draft, fields: { ...draft.fields, repository } };
  }
  for (const ruleset of settings.list('rulesets')) {
    for (const draft of rulesetFacts(ruleset)) yield { ...draft, fields: { ...draft.fields, tool, repository, enforced: 'unknown' } };
  }
}

/** `protection: null` switches protection off, and so does a branch without any requirement. */
function protectionOf(protection: Tree | undefined, branch: Tree, tool: string): ProtectionDraft | undefined {
  const reviews = protection?.get('required_pull_request_reviews');
  const hasReviews = reviews?.kind === 'map';
  const checks = protection?.get('required_status_checks')?.kind === 'map';
  if (!protection || (!hasReviews && !checks)) return undefined;
  return fact(
    'repository.protection',
    {
      tool,
      branch: branch.text('name') ?? '',
      approvals: hasReviews ? (reviews.number('required_approving_review_count') ?? 1) : 0,
      checks: checks === true,
      enforced: 'unknown', // an app must be installed that applies the file
      codeOwners: reviews?.flag('require_code_owner_reviews') === true,
      lastPush: reviews?.flag('require_last_push_approval') === true,
      adminsToo: protection.flag('enforce_admins') === true ? 'yes' : 'no',
    },
    { line: (hasReviews ? reviews : protection).line, endLine: protection.endLine },
  );
}
