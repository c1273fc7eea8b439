import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const workflow = (step: string, on = 'pull_request', job = '') => ({
  '.github/workflows/policy.yml': `on: [${on}]\njobs:\n  policy:\n    runs-on: ubuntu-latest${job}\n    steps:\n${step}`,
});
const run = (command: string) => `      - run: ${command}\n`;
const uses = (action: string, more = '') => `      - uses: ${action}\n${more}`;
const kyverno = (spec: string) => ({ 'policies/a.yaml': `apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nspec:\n${spec}` });
const constraint = (spec: string) => ({
  'policies/c.yaml': `apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sRequiredLabels\nspec:\n  match: {}\n${spec}`,
});
const enforced = '  validationFailureAction: Enforce\n  rules:\n    - name: a\n      validate: {}\n';

test.each([
  ['conftest', workflow(run('conftest test plan.json')), { tool: 'conftest', blocking: 'yes', line: 6 }],
  ['ignored', workflow(run('conftest test plan.json || true')), { blocking: 'no' }],
  [
    'a job that may fail',
    workflow(run('checkov -d .'), 'pull_request', '\n    continue-on-error: true'),
    { tool: 'checkov', blocking: 'no' },
  ],
  ['soft', workflow(run('checkov -d . --soft-fail')), { blocking: 'no' }],
  ['only by schedule', workflow(run('tfsec .'), 'schedule'), { tool: 'tfsec', blocking: 'no' }],
  ['an action', workflow(uses('bridgecrewio/checkov-action@v12')), { tool: 'checkov', blocking: 'yes' }],
  ['a soft action', workflow(uses('bridgecrewio/checkov-action@v12', '        with:\n          soft_fail: true\n')), { blocking: 'no' }],
  [
    'an action that never fails',
    workflow(uses('aquasecurity/trivy-action@v0', '        with:\n          scan-type: config\n')),
    { tool: 'trivy', blocking: 'no' },
  ],
  ['opa without --fail', workflow(run("opa eval -d policy 'data.x'")), { tool: 'opa', blocking: 'no' }],
  ['Kyverno', kyverno(enforced), { tool: 'kyverno', blocking: 'yes', line: 1 }],
  ['Kyverno that audits', kyverno(enforced.replace('Enforce', 'Audit')), { blocking: 'no' }],
  ['Gatekeeper by default', constraint(''), { tool: 'gatekeeper', blocking: 'yes' }],
  ['Gatekeeper that only tries', constraint('  enforcementAction: dryrun\n'), { blocking: 'no' }],
  ['Kyverno rule by rule', kyverno('  rules:\n    - name: a\n      validate: { failureAction: Enforce }\n'), { blocking: 'yes' }],
  ['Kyverno by default', kyverno('  rules:\n    - name: a\n      validate: {}\n'), { blocking: 'no' }],
  ...(['Deny', 'Warn'] as const).map((action): [string, Record<string, string>, Record<string, unknown>] => [
    `an admission policy with the action ${action}`,
    {
      'policies/v.yaml': `apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nspec:\n  validationActions: [${action}]\n`,
    },
    { tool: 'validating-admission-policy', blocking: action === 'Deny' ? 'yes' : 'no' },
  ]),
  ['cfn-guard', workflow(run('cfn-guard validate -r rules')), { tool: 'cfn-guard', blocking: 'yes', line: 6 }],
  ['opa that fails', workflow(run('opa eval --fail -d policy data.x')), { blocking: 'yes' }],
  ['soft-mandatory Sentinel', { 'sentinel.hcl': 'policy "tags" {\n  enforcement_level = "soft-mandatory"\n}\n' }, { blocking: 'yes' }],
  ['Gatekeeper as a warning', constraint('  enforcementAction: warn\n'), { blocking: 'no' }],
  [
    'Sentinel',
    { 'sentinel.hcl': 'policy "tags" {\n  source = "./tags.sentinel"\n  enforcement_level = "hard-mandatory"\n}\n' },
    { tool: 'sentinel', blocking: 'yes' },
  ],
  ['advisory Sentinel', { 'sentinel.hcl': 'policy "tags" {\n  enforcement_level = "advisory"\n}\n' }, { tool: 'sentinel', blocking: 'no' }],
  [
    'cdk-nag',
    { 'bin/app.ts': "import x from 'y';\nAspects.of(app).add(new AwsSolutionsChecks());\n" },
    { tool: 'cdk-nag', blocking: 'yes', line: 2 },
  ],
])('%s', async (_, files: Record<string, string>, expected) => {
  expect(flat(await factsOf(files), 'iac.policy')).toMatchObject([expected]);
});

test('a configuration makes every run soft', async () => {
  const facts = await factsOf({ ...workflow(run('checkov -d .')), '.checkov.yml': 'soft-fail: true\n' });
  expect(flat(facts, 'iac.policy')).toMatchObject([{ tool: 'checkov', blocking: 'no' }]);
});

test.each([
  ['lint of templates', workflow(run('cfn-lint stack.yaml'))],
  ['rules that nothing runs', { 'policy/a.rego': 'package main\ndeny[msg] { msg := "x" }\n' }],
  ['installing it', workflow(run('sudo mv conftest /usr/local/bin'))],
  ['a version', workflow(run('checkov --version'))],
  ['a comment', workflow('      # - run: conftest test plan.json\n      - run: make\n')],
  ['an image scan', workflow(uses('aquasecurity/trivy-action@v0', '        with:\n          scan-type: image\n'))],
  ['a Python test configuration', { 'tests/conftest.py': 'import pytest\n', Makefile: 'test:\n\tpytest tests/conftest.py\n' }],
  ['a policy that only mutates', kyverno('  rules:\n    - name: a\n      mutate: {}\n')],
])('no policy: %s', async (_, files: Record<string, string>) => {
  expect(flat(await factsOf(files), 'iac.policy')).toEqual([]);
});
