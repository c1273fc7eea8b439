import type { Tree } from '../../../lib/tree.ts';
import { fact } from '../../../model/fact.ts';
import type { ProtectionDraft } from './ruleset.ts';

/** Prow's branchprotector: settings of an organisation hold for its repositories and branches unless these say otherwise. */
export function* fromProw(documents: readonly Tree[]): Generator<ProtectionDraft> {
  for (const document of documents) {
    const top = document.get('branch-protection');
    if (!top || (top.flag('allow_disabled_policies') === undefined && !hasPolicy(top))) continue;
    yield* levelFacts(top, { repository: '', branch: '' }, undefined);
  }
}

const levels = ['orgs', 'repos', 'branches'] as const;

interface Where {
  readonly repository: string;
  readonly branch: string;
}

function hasPolicy(level: Tree): boolean {
  return [...policyKeys, ...levels].some(key => level.has(key));
}

const policyKeys = ['protect', 'required_pull_request_reviews', 'required_status_checks', 'enforce_admins'];

function* levelFacts(level: Tree, where: Where, inherited: Tree | undefined): Generator<ProtectionDraft> {
  const own = policyKeys.some(key => level.has(key)) ? level : inherited;
  if (own === level && level.flag('protect') !== false) yield protectionFact(level, where);
  for (const key of levels) {
    for (const [name, below] of level.pairs(key)) {
      const repository = key === 'branches' ? where.repository : [where.repository, name].filter(Boolean).join('/');
      yield* levelFacts(below, { repository, branch: key === 'branches' ? name : where.branch }, own);
    }
  }
}

function protectionFact(level: Tree, { repository, branch }: Where): ProtectionDraft {
  const reviews = level.get('required_pull_request_reviews');
  return fact(
    'repository.protection',
    {
      tool: 'prow',
      branch,
      repository,
      approvals: reviews ? (reviews.number('required_approving_review_count') ?? 1) : 0,
      checks: true, // Prow requires its own blocking jobs on every protected branch
      enforced: level.flag('protect') === true ? 'yes' : 'unknown',
      codeOwners: reviews?.flag('require_code_owner_reviews') === true,
      adminsToo: level.flag('enforce_admins') === true ? 'yes' : 'no',
    },
    { line: level.line, endLine: level.endLine },
  );
}
