import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact, type Known } from '../../../model/fact.ts';

export type ProtectionDraft = FactDraft<'repository.protection'>;

/** Rulesets as GitHub exports them, one or a list; `'unknown'` as long as nothing is seen that applies them. */
export function* fromRuleset(json: Tree | undefined): Generator<ProtectionDraft> {
  if (!json) return;
  for (const ruleset of json.list()) {
    for (const draft of rulesetFacts(ruleset)) yield { ...draft, fields: { ...draft.fields, enforced: declared(draft.fields.enforced) } };
  }
}

function declared(enforced: Known): Known {
  return enforced === 'yes' ? 'unknown' : enforced;
}

/** One ruleset of branches; the file is only declared, something else must apply it. */
export function* rulesetFacts(ruleset: Tree): Generator<ProtectionDraft> {
  const rules = ruleset.list('rules').filter(rule => rule.text('type') !== undefined);
  const target = ruleset.text('target');
  if ((target !== undefined && target !== 'branch') || !ruleset.has('enforcement') || rules.length === 0) return;
  const review = rules.find(rule => rule.text('type') === 'pull_request');
  const checks = rules.some(rule => checkRules.has(rule.text('type') ?? ''));
  if (!review && !checks) return;
  for (const branch of branchesOf(ruleset)) {
    yield fact(
      'repository.protection',
      {
        tool: 'github-ruleset',
        branch,
        approvals: review?.number('parameters.required_approving_review_count') ?? 0,
        checks,
        enforced: ruleset.text('enforcement') === 'active' ? 'yes' : 'no',
        codeOwners: review?.flag('parameters.require_code_owner_review') === true,
        lastPush: review?.flag('parameters.require_last_push_approval') === true,
        adminsToo: bindsAdmins(ruleset),
      },
      { line: (review ?? ruleset).line, endLine: (review ?? ruleset).endLine },
    );
  }
}

const checkRules = new Set(['required_status_checks', 'workflows', 'merge_queue']);

function branchesOf(ruleset: Tree): readonly string[] {
  const names = ruleset.texts('conditions.ref_name.include').map(name => name.replace(/^refs\/heads\//, ''));
  return names.length > 0 ? names : [''];
}

/** A ruleset binds everybody who is not named; role 5 is the repository administrator. */
function bindsAdmins(ruleset: Tree): Known {
  if (!ruleset.has('bypass_actors')) return 'unknown';
  const always = ruleset.list('bypass_actors').filter(actor => actor.text('bypass_mode') !== 'pull_request');
  return always.some(actor => actor.text('actor_type') === 'OrganizationAdmin' || actor.number('actor_id') === 5) ? 'no' : 'yes';
}
