import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const ruleset = (enforcement: string, approvals: number, extra = '') => `{
  "name": "main",
  "target": "branch",
  "enforcement": "${enforcement}",
  "conditions": { "ref_name": { "include": ["~DEFAULT_BRANCH"], "exclude": [] } },
  "bypass_actors": [],
  "rules": [
    { "type": "deletion" },
    { "type": "pull_request", "parameters": { "required_approving_review_count": ${approvals}, "require_code_owner_review": true, "require_last_push_approval": false } }${extra}
  ]
}`;

const checks = ', { "type": "required_status_checks", "parameters": { "required_status_checks": [{ "context": "ci" }] } }';

test.each([
  [
    'an active ruleset, which a file only declares',
    '.github/rulesets/main.json',
    ruleset('active', 2, checks),
    [
      {
        tool: 'github-ruleset',
        branch: '~DEFAULT_BRANCH',
        approvals: 2,
        coversDefault: 'yes',
        checks: true,
        enforced: 'unknown',
        codeOwners: true,
        adminsToo: 'yes',
        line: 9,
      },
    ],
  ],
  [
    'a ruleset that only evaluates',
    '.github/rulesets/main.json',
    ruleset('evaluate', 1),
    [{ approvals: 1, checks: false, enforced: 'no' }],
  ],
  ['a ruleset without approvals', 'rulesets/main.json', ruleset('active', 0), [{ approvals: 0 }]],
  ['a ruleset that is off', '.github/rulesets/main.json', ruleset('disabled', 1), [{ enforced: 'no' }]],
  [
    'a ruleset of other branches',
    '.github/rulesets/main.json',
    ruleset('active', 1).replace('~DEFAULT_BRANCH', 'refs/heads/feature/**'),
    [{ branch: 'feature/**', coversDefault: 'no' }],
  ],
  [
    'a ruleset that some pass by',
    '.github/rulesets/main.json',
    ruleset('active', 1).replace(
      '"bypass_actors": []',
      '"bypass_actors": [{ "actor_id": 5, "actor_type": "RepositoryRole", "bypass_mode": "always" }]',
    ),
    [{ adminsToo: 'no' }],
  ],
  ['a ruleset against deletion only', 'rulesets/main.json', ruleset('active', 1).replace('"pull_request"', '"non_fast_forward"'), []],
  [
    'safe-settings of a group of repositories',
    '.github/suborgs/shops.yml',
    'suborgrepos: [shop, till]\nbranches:\n  - name: main\n    protection:\n      required_pull_request_reviews: {}\n',
    [{ tool: 'safe-settings', repository: 'shop', enforced: 'unknown', approvals: 1, line: 5 }],
  ],
  [
    'a rule for releases',
    'main.tf',
    'resource "github_branch_protection" "r" {\n  pattern = "release/*"\n  required_pull_request_reviews {\n    required_approving_review_count = 1\n  }\n}\n',
    [{ coversDefault: 'no', approvals: 1, line: 1 }],
  ],
  [
    'a rule of an organisation, which is not known to hold here',
    'main.tf',
    'resource "github_organization_ruleset" "x" {\n  target      = "branch"\n  enforcement = "active"\n  rules {\n    required_status_checks {\n      required_check {\n        context = "ci"\n      }\n    }\n  }\n}\n',
    [{ repository: '*', checks: true, approvals: 0, enforced: 'yes' }],
  ],
  [
    'an Azure policy that does not block',
    'main.tf',
    'resource "azuredevops_branch_policy_min_reviewers" "m" {\n  blocking = false\n  settings {\n    reviewer_count = 2\n  }\n}\n',
    [{ enforced: 'no', approvals: 2 }],
  ],
  [
    'Bitbucket',
    'main.tf',
    'resource "bitbucket_branch_restriction" "m" {\n  kind = "require_approvals_to_merge"\n  pattern = "main"\n  value = 2\n}\n',
    [{ approvals: 2, branch: 'main', coversDefault: 'yes' }],
  ],
  ['a ruleset of tags', '.github/rulesets/tags.json', ruleset('active', 1).replace('"branch"', '"tag"'), []],
  [
    'probot settings',
    '.github/settings.yml',
    `repository:
  name: shop
branches:
  - name: main
    protection:
      required_pull_request_reviews:
        required_approving_review_count: 1
      required_status_checks:
        strict: true
        contexts: [ci]
      enforce_admins: true
`,
    [
      {
        tool: 'probot-settings',
        branch: 'main',
        approvals: 1,
        checks: true,
        adminsToo: 'yes',
        enforced: 'unknown',
        repository: '',
        line: 7,
      },
    ],
  ],
  ['settings that switch protection off', '.github/settings.yml', 'branches:\n  - name: main\n    protection: null\n', []],
  ['settings without branches', '.github/settings.yml', 'repository:\n  name: shop\n', []],
  [
    'safe-settings of one repository',
    '.github/repos/shop.yml',
    'branches:\n  - name: default\n    protection:\n      required_pull_request_reviews:\n        required_approving_review_count: 2\n',
    [{ tool: 'safe-settings', branch: 'default', repository: 'shop', approvals: 2 }],
  ],
  [
    'a Terraform rule',
    'github/main.tf',
    `resource "github_branch_protection" "main" {
  repository_id  = "shop"
  pattern        = "main"
  enforce_admins = true
  required_pull_request_reviews {
    required_approving_review_count = 1
  }
  required_status_checks {
    contexts = ["ci"]
  }
}
`,
    [{ tool: 'terraform', branch: 'main', approvals: 1, checks: true, enforced: 'yes', adminsToo: 'yes', line: 1 }],
  ],
  ['a rule against force pushes only', 'main.tf', 'resource "github_branch_protection" "main" {\n  pattern = "main"\n}\n', []],
  ['a rule with count 0', 'main.tf', 'resource "github_branch_protection" "x" {\n  count = 0\n  required_status_checks {}\n}\n', []],
  [
    'a rule that a variable decides',
    'main.tf',
    'resource "github_branch_protection" "x" {\n  count = var.protect ? 1 : 0\n  required_status_checks {}\n}\n',
    [{ enforced: 'unknown', checks: true }],
  ],
  [
    'a Terraform ruleset',
    'main.tf',
    `resource "github_repository_ruleset" "main" {
  target      = "branch"
  enforcement = "evaluate"
  conditions {
    ref_name {
      include = ["refs/heads/main"]
      exclude = []
    }
  }
  rules {
    pull_request {
      required_approving_review_count = 2
    }
  }
}
`,
    [{ branch: 'main', approvals: 2, enforced: 'no' }],
  ],
  [
    'GitLab',
    'main.tf',
    `resource "gitlab_branch_protection" "main" {
  project                      = gitlab_project.shop.id
  branch                       = "main"
  push_access_level            = "no one"
  merge_access_level           = "developer"
  code_owner_approval_required = true
}

resource "gitlab_project_approval_rule" "all" {
  project            = gitlab_project.shop.id
  approvals_required = 2
}
`,
    [
      { branch: 'main', enforced: 'yes', approvals: 0, codeOwners: true, line: 1 },
      { approvals: 2, enforced: 'yes', line: 9 },
    ],
  ],
  [
    'GitLab where maintainers push',
    'main.tf',
    'resource "gitlab_branch_protection" "m" {\n  branch = "main"\n  push_access_level = "maintainer"\n}\n',
    [{ enforced: 'no' }],
  ],
  [
    'Azure DevOps',
    'main.tf',
    `resource "azuredevops_branch_policy_min_reviewers" "main" {
  blocking = true
  settings {
    reviewer_count = 2
    scope {
      repository_ref = "refs/heads/main"
      match_type     = "Exact"
    }
  }
}
`,
    [{ branch: 'main', approvals: 2, enforced: 'yes' }],
  ],
  ['secrets of Actions only', 'main.tf', 'resource "github_actions_secret" "token" {\n  secret_name = "github_branch_protection"\n}\n', []],
  [
    '.asf.yaml',
    '.asf.yaml',
    'github:\n  protected_branches:\n    main:\n      required_pull_request_reviews:\n        required_approving_review_count: 1\n',
    [{ tool: 'asf-yaml', branch: 'main', approvals: 1, enforced: 'yes', line: 5 }],
  ],
  [
    'Prow',
    'prow/config.yaml',
    'branch-protection:\n  orgs:\n    acme:\n      protect: true\n      required_pull_request_reviews:\n        required_approving_review_count: 1\n      repos:\n        shop:\n          branches:\n            gh-pages:\n              protect: false\n',
    [{ tool: 'prow', repository: 'acme', approvals: 1, checks: true, enforced: 'yes', line: 4 }],
  ],
  ['prose', 'docs/branches.md', 'We set "enforcement": "active" and github_branch_protection in the settings.', []],
])('%s', async (_, path, text, expected) => {
  const facts = flat(await factsOf({ [path]: text }), 'repository.protection');
  expect(facts).toHaveLength(expected.length);
  expect(facts).toMatchObject(expected);
});

test.each([
  ['a command that sends it', 'gh api \\\n  --method PUT repos/acme/shop/rulesets/7 --input .github/rulesets/main.json\n', 'yes'],
  ['a command that lists them', 'gh api repos/acme/shop/rulesets\n', 'unknown'],
  ['a commented-out command', '# gh api --method PUT repos/acme/shop/rulesets/7 --input main.json\n', 'unknown'],
])('a ruleset beside %s', async (_, script, enforced) => {
  const files = { '.github/rulesets/main.json': ruleset('active', 1), 'scripts/rules.sh': script };
  expect(flat(await factsOf(files), 'repository.protection')).toMatchObject([{ enforced, line: 9 }]);
});

test.each([
  [
    'of a group',
    'X-Team: shop\napprovals:\n  groups:\n    all:\n      minimum: 2\n      from:\n        orgs: [acme]\n',
    [{ approvals: 2, line: 3 }],
  ],
  ['for all', 'approvals:\n  minimum: 1\n  pattern: "^(:+1:)$"\n', [{ approvals: 1 }]],
  ['when nothing is said', 'approvals:\n  ignore: none\n', [{ approvals: 2 }]],
  ['that nobody has to give', 'approvals:\n  minimum: 0\n', []],
  ['that are not named', 'X-Team: shop\ncommit:\n  message: {}\n', []],
])('approvals that Zappr asks for: %s', async (_, text, expected) => {
  const found = flat(await factsOf({ '.zappr.yaml': text }), 'repository.protection');
  expect(found).toMatchObject(expected.map(each => ({ tool: 'zappr', enforced: 'unknown', ...each })));
  expect(found).toHaveLength(expected.length);
});
