import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

test.each([
  [
    'gitStream that approves what is safe',
    { '.cm/gitstream.cm': 'automations:\n  safe:\n    if:\n      - {{ is.docs }}\n    run:\n      - action: approve@v1\n' },
    [{ tool: 'gitstream', routes: true, line: 3 }],
  ],
  [
    'gitStream that only comments',
    { '.cm/gitstream.cm': 'automations:\n  hi:\n    if:\n      - true\n    run:\n      - action: add-comment@v1\n' },
    [],
  ],
  [
    'policy-bot',
    {
      '.policy.yml':
        'policy:\n  approval: [infra]\napproval_rules:\n  - name: infra\n    if:\n      changed_files: { paths: ["^terraform/"] }\n    requires: { count: 2 }\n',
    },
    [{ tool: 'policy-bot', routes: true, line: 4 }],
  ],
  [
    'risk labels that a workflow gives',
    {
      '.github/labeler.yml': 'risk/high:\n  - changed-files:\n      - any-glob-to-any-file: terraform/**\n',
      '.github/workflows/label.yml': 'jobs:\n  label:\n    steps:\n      - uses: actions/labeler@v5\n',
    },
    [{ tool: 'labeler', routes: false, invoked: 'yes', line: 1 }],
  ],
  [
    'risk labels that nothing gives',
    { '.github/labeler.yml': 'risk/high:\n  - changed-files:\n      - any-glob-to-any-file: terraform/**\n' },
    [{ tool: 'labeler', routes: false, invoked: 'no', line: 1 }],
  ],
  ['a list of labels', { '.github/labels.yml': '- name: risk/high\n' }, []],
  [
    'updates that merge themselves',
    { 'renovate.json': '{"automerge": true}', '.github/workflows/a.yml': 'jobs:\n  a:\n    steps:\n      - run: gh pr merge --auto\n' },
    [],
  ],
  [
    'Mergify by risk',
    { '.mergify.yml': 'pull_request_rules:\n  - name: low\n    conditions: [label=risk/low]\n    actions: { merge: {} }\n' },
    [{ tool: 'mergify', routes: true, invoked: 'unknown', line: 2 }],
  ],
  [
    'checks of Terraform Cloud, of which only the mandatory one decides',
    {
      'main.tf':
        'resource "tfe_workspace_run_task" "m" {\n  enforcement_level = "mandatory"\n}\nresource "tfe_workspace_run_task" "a" {\n  enforcement_level = "advisory"\n}\n',
    },
    [{ tool: 'terraform-cloud', routes: false, line: 1 }],
  ],
  ['labels of areas', { '.github/labeler.yml': 'area/brisk:\n  - docs/**\n' }, []],
  [
    'Mergify without risk',
    { '.mergify.yml': 'pull_request_rules:\n  - name: automerge\n    conditions: [label=automerge]\n    actions: { merge: {} }\n' },
    [],
  ],
  [
    'a script in CI',
    { '.github/workflows/ci.yml': 'jobs:\n  risk:\n    steps:\n      - run: |\n          python tools/risk_score.py plan.json\n' },
    [{ tool: 'script', invoked: 'yes', line: 5 }],
  ],
  [
    'risks of a plan',
    {
      '.github/workflows/ci.yml':
        'jobs:\n  plan:\n    steps:\n      - run: terraform plan -out p\n      - uses: overmindtech/actions/submit-plan@main\n',
    },
    [{ tool: 'overmind', routes: false, invoked: 'yes', line: 5 }],
  ],
  [
    'env0',
    { 'main.tf': 'resource "env0_approval_policy_assignment" "a" {\n  scope = "PROJECT"\n}\n' },
    [{ tool: 'env0', routes: true, invoked: 'yes', line: 1 }],
  ],
  [
    'the score of opsex',
    {
      '.github/workflows/ci.yml':
        'on: pull_request\njobs:\n  risk:\n    steps:\n      - run: |\n          npm ci\n          npx --yes opsex change-risk origin/main..HEAD --max high\n',
    },
    [{ tool: 'opsex', routes: false, invoked: 'yes', line: 7 }],
  ],
  [
    'a score of opsex that is only spoken of',
    {
      '.github/workflows/ci.yml':
        'jobs:\n  risk:\n    steps:\n      - run: |\n          # opsex change-risk main..HEAD\n          echo "opsex change-risk main..HEAD"\n          opsex change-risk --help\n',
    },
    [],
  ],
  ['a word in an echo', { '.github/workflows/ci.yml': 'jobs:\n  a:\n    steps:\n      - run: echo "see risk_score.py"\n' }, []],
  [
    'Spacelift',
    { 'main.tf': 'resource "spacelift_policy" "p" {\n  type = "APPROVAL"\n}\n' },
    [{ tool: 'spacelift', routes: true, invoked: 'yes' }],
  ],
  [
    'GitLab approval policy',
    {
      '.gitlab/security-policies/policy.yml':
        'approval_policy:\n  - name: critical\n    enabled: true\n    actions:\n      - type: require_approval\n        approvals_required: 2\n',
    },
    [{ tool: 'gitlab-approval-policy', routes: true, invoked: 'yes', line: 2 }],
  ],
])('%s', async (_, files, expected) => {
  const facts = flat(await factsOf(files as unknown as Record<string, string>), 'change.risk-score');
  expect(facts).toHaveLength(expected.length);
  expect(facts).toMatchObject(expected);
});
