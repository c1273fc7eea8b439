import type { HclFile } from '../../../lib/hcl.ts';
import { fact, type Known } from '../../../model/fact.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { resourcesOf, type TerraformResource } from '../terraform-resources.ts';
import type { ProtectionDraft } from './ruleset.ts';

type Protection = Partial<FactFields<'repository.protection'>>;
type Reading = (resource: TerraformResource) => Protection | undefined;

const readings: Readonly<Record<string, Reading>> = {
  github_branch_protection: githubBranch,
  github_branch_protection_v3: githubBranch,
  github_repository_ruleset: githubRuleset,
  github_organization_ruleset: githubRuleset,
  gitlab_branch_protection: gitlabBranch,
  gitlab_project_approval_rule: ({ body }) => ({
    approvals: body.number('approvals_required') ?? 0,
    repository: body.text('project') ?? '',
  }),
  azuredevops_branch_policy_min_reviewers: azureReviewers,
  azuredevops_branch_policy_build_validation: resource => azurePolicy(resource, { checks: true }),
  azuredevops_branch_policy_status_check: resource => azurePolicy(resource, { checks: true }),
  bitbucket_branch_restriction: bitbucketRestriction,
};

export const protectionTypes = Object.keys(readings);

/** Rules of an organisation or project, which need not be the one of this repository. */
const everyRepository = '*';

export function* fromTerraform(file: HclFile): Generator<ProtectionDraft> {
  for (const resource of resourcesOf(file, ...protectionTypes)) {
    const protection = readings[resource.type]?.(resource);
    if (!protection) continue;
    const enforced: Known = protection.enforced ?? 'yes';
    const fields = { tool: 'terraform', ...protection, enforced: resource.created === 'yes' ? enforced : 'unknown' } as const;
    yield fact('repository.protection', fields, { line: resource.line, endLine: resource.endLine });
  }
}

/** A branch that only forbids force pushes is not protected in the sense of reviews and checks. */
function githubBranch({ body }: TerraformResource): Protection | undefined {
  const reviews = body.get('required_pull_request_reviews');
  const checks = body.has('required_status_checks');
  if (!reviews && !checks) return undefined;
  return {
    branch: body.text('pattern') ?? body.text('branch') ?? '',
    repository: body.text('repository_id') ?? body.text('repository') ?? '',
    // the provider's default of the v4 resource is no count at all
    approvals: reviews ? (reviews.number('required_approving_review_count') ?? 0) : 0,
    checks,
    codeOwners: reviews?.flag('require_code_owner_reviews') === true,
    lastPush: reviews?.flag('require_last_push_approval') === true,
    adminsToo: body.flag('enforce_admins') === true ? 'yes' : 'no',
  };
}

function githubRuleset({ body }: TerraformResource): Protection | undefined {
  const review = body.get('rules.pull_request');
  const checks = body.has('rules.required_status_checks') || body.has('rules.required_workflows') || body.has('rules.merge_queue');
  if ((body.text('target') ?? 'branch') !== 'branch' || (!review && !checks)) return undefined;
  return {
    branch: body.texts('conditions.ref_name.include').join(', ').replaceAll('refs/heads/', ''),
    repository: body.text('repository') ?? everyRepository,
    approvals: review?.number('required_approving_review_count') ?? 0,
    checks,
    enforced: body.get('enforcement')?.tag === 'expression' ? 'unknown' : body.text('enforcement') === 'active' ? 'yes' : 'no',
    codeOwners: review?.flag('require_code_owner_review') === true,
    lastPush: review?.flag('require_last_push_approval') === true,
    adminsToo: body.has('bypass_actors') ? 'unknown' : 'yes',
  };
}

/** A merge request is needed only if nobody may push; how many approve it stands in an approval rule. */
function gitlabBranch({ body }: TerraformResource): Protection {
  const closed = body.text('push_access_level') === 'no one';
  return {
    branch: body.text('branch') ?? '',
    repository: body.text('project') ?? '',
    enforced: closed ? 'yes' : 'no',
    codeOwners: body.flag('code_owner_approval_required') === true,
    adminsToo: closed ? 'yes' : 'unknown',
  };
}

function azureReviewers(resource: TerraformResource): Protection | undefined {
  const settings = resource.body.get('settings');
  return azurePolicy(resource, {
    approvals: settings?.number('reviewer_count') ?? 0,
    lastPush: settings?.flag('last_pusher_cannot_approve') === true,
  });
}

/** A policy is enabled and blocking by default. */
function azurePolicy({ body }: TerraformResource, protection: Protection): Protection | undefined {
  const scope = body.get('settings.scope');
  return {
    ...protection,
    branch: (scope?.text('repository_ref') ?? scope?.text('match_type') ?? '').replace(/^refs\/heads\//, ''),
    repository: scope?.text('repository_id') ?? everyRepository,
    enforced: body.flag('enabled') === false || body.flag('blocking') === false ? 'no' : 'yes',
  };
}

function bitbucketRestriction({ body }: TerraformResource): Protection | undefined {
  const kind = body.text('kind');
  const place = { branch: body.text('pattern') ?? '', repository: body.text('repository') ?? '' };
  if (kind === 'require_approvals_to_merge') return { ...place, approvals: body.number('value') ?? 0 };
  if (kind === 'require_passing_builds_to_merge') return { ...place, checks: true };
  return undefined;
}
