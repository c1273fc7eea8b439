import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

test.each([
  [
    'a reviewed GitHub environment: one of the reviewers suffices',
    'main.tf',
    `resource "github_repository_environment" "production" {
  repository          = "shop"
  environment         = "production"
  prevent_self_review = true
  wait_timer          = 10
  reviewers {
    teams = [1, 2]
  }
}
`,
    [{ name: 'production', reviewers: 1, preventsSelfReview: true, waitMinutes: 10, production: 'yes', line: 1 }],
  ],
  [
    'an environment without rules',
    'main.tf',
    'resource "github_repository_environment" "dev" {\n  environment = "dev"\n}\n',
    [{ name: 'dev', reviewers: 0 }],
  ],
  [
    'an environment that only waits, or only asks which branch it is: nobody approves',
    'main.tf',
    'resource "github_repository_environment" "p" {\n  environment = "production"\n  wait_timer = 30\n  deployment_branch_policy {\n    protected_branches = true\n  }\n}\n',
    [{ name: 'production', reviewers: 0, waitMinutes: 30, automatedChecks: false }],
  ],
  [
    'a protected GitLab environment',
    'main.tf',
    'resource "gitlab_project_protected_environment" "p" {\n  environment = "production"\n  approval_rules = [{ required_approvals = 2, group_id = 5 }]\n}\n',
    [{ name: 'production', reviewers: 2 }],
  ],
  [
    'an Azure approval of an environment',
    'main.tf',
    'resource "azuredevops_check_approval" "p" {\n  target_resource_id = azuredevops_environment.production.id\n  target_resource_type = "environment"\n  requester_can_approve = false\n  approvers = [azuredevops_group.ops.origin_id]\n}\n',
    [{ name: 'production', reviewers: 1, preventsSelfReview: true }],
  ],
  [
    'an Azure approval of a service connection',
    'main.tf',
    'resource "azuredevops_check_approval" "p" {\n  target_resource_type = "endpoint"\n  approvers = ["x"]\n}\n',
    [],
  ],
  [
    'Cloud Deploy targets',
    'clouddeploy.yaml',
    'apiVersion: deploy.cloud.google.com/v1\nkind: Target\nmetadata: { name: prod }\nrequireApproval: true\n---\napiVersion: deploy.cloud.google.com/v1\nkind: Target\nmetadata: { name: staging }\n',
    [
      { tool: 'google-cloud-deploy', name: 'prod', reviewers: 1, production: 'yes', line: 1 },
      { name: 'staging', reviewers: 0, line: 6 },
    ],
  ],
  [
    'repository settings',
    '.github/settings.yml',
    'environments:\n  - name: production\n    reviewers:\n      - id: 1\n        type: Team\n  - name: staging\n    wait_timer: 5\n',
    [
      { name: 'production', reviewers: 1, line: 2 },
      { name: 'staging', reviewers: 0, waitMinutes: 5, line: 6 },
    ],
  ],
  [
    'a script that writes the rules',
    'scripts/environments.sh',
    '#!/bin/bash\npayload="{\\"reviewers\\": [$ids]}"\necho "$payload" | curl -X PUT \\\n  "https://api.github.com/repos/$repository/environments/production" -d @-\n',
    [{ tool: 'github-api', name: 'production', reviewers: 1, line: 2 }],
  ],
  [
    'a script that only lists environments',
    'scripts/list.sh',
    'curl "https://api.github.com/repos/acme/shop/environments/production" | jq .reviewers\n',
    [],
  ],
  ['a script with commented-out rules', 'scripts/x.sh', '# curl -X PUT repos/a/b/environments/production -d "reviewers: []"\n', []],
])('%s', async (_, path, text, expected) => {
  const facts = flat(await factsOf({ [path]: text }), 'repository.environment');
  expect(facts).toHaveLength(expected.length);
  expect(facts).toMatchObject(expected);
});
