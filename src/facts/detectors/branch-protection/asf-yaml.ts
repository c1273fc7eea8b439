import type { Tree } from '../../../lib/tree.ts';
import { fact } from '../../../model/fact.ts';
import type { ProtectionDraft } from './ruleset.ts';

/** `.asf.yaml` of Apache projects, which the foundation's infrastructure applies. */
export function* fromAsfYaml(documents: readonly Tree[]): Generator<ProtectionDraft> {
  for (const [branch, rules] of documents[0]?.pairs('github.protected_branches') ?? []) {
    const reviews = rules.get('required_pull_request_reviews');
    const checks = rules.list('required_status_checks.contexts').length + rules.list('required_status_checks.checks').length > 0;
    if (!reviews && !checks) continue;
    yield fact(
      'repository.protection',
      {
        tool: 'asf-yaml',
        branch,
        approvals: reviews ? (reviews.number('required_approving_review_count') ?? 1) : 0,
        checks,
        enforced: 'yes',
        codeOwners: reviews?.flag('require_code_owner_reviews') === true,
        lastPush: reviews?.flag('require_last_push_approval') === true,
      },
      { line: (reviews ?? rules).line, endLine: rules.endLine },
    );
  }
}
