import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const setup = `      - uses: hashicorp/setup-terraform@v3
`;
const unwrapped = `${setup}        with:
          terraform_wrapper: false
`;

function workflow(steps: string, cron = '0 6 * * *', job = ''): string {
  return `on:
  schedule:
    - cron: '${cron}'
jobs:
  drift:
    runs-on: ubuntu-latest
    environment: production${job}
    steps:
${steps}`;
}

async function checks(files: Record<string, string>): Promise<readonly Record<string, unknown>[]> {
  return flat(await factsOf(files), 'drift.check');
}

test.each([
  ['exit code fails the job', `${unwrapped}      - run: terraform plan -detailed-exitcode\n`, 'yes', ''],
  [
    'status is read',
    `${unwrapped}      - run: |\n          set +e\n          terraform plan -detailed-exitcode\n          if [ $? -eq 2 ]; then exit 1; fi\n`,
    'yes',
    '',
  ],
  [
    '(a) the default wrapper and $?',
    `${setup}      - run: |\n          terraform plan -detailed-exitcode\n          if [ $? -eq 2 ]; then exit 1; fi\n`,
    'no',
    'wrapper',
  ],
  [
    '(a) the default wrapper and PIPESTATUS',
    `${setup}      - run: |\n          terraform plan -detailed-exitcode | tee plan.txt\n          exit \${PIPESTATUS[0]}\n`,
    'no',
    'wrapper',
  ],
  [
    '(a) the default wrapper and the outcome',
    `${setup}      - id: plan\n        run: terraform plan -detailed-exitcode\n        continue-on-error: true\n      - if: steps.plan.outcome == 'failure'\n        run: exit 1\n`,
    'no',
    'wrapper',
  ],
  ['(a) the wrapper of OpenTofu', `      - uses: opentofu/setup-opentofu@v1\n      - run: tofu plan -detailed-exitcode\n`, 'no', 'wrapper'],
  ['(a) terragrunt calls the wrapped binary', `${setup}      - run: terragrunt run-all plan -detailed-exitcode\n`, 'no', 'wrapper'],
  [
    'the wrapper and its own output',
    `${setup}      - id: plan\n        run: terraform plan -detailed-exitcode\n      - if: steps.plan.outputs.exitcode == '2'\n        run: exit 1\n`,
    'yes',
    '',
  ],
  [
    'the wrapper and the text of the plan',
    `${setup}      - run: |\n          terraform plan -no-color > plan.txt\n          grep -q "No changes" plan.txt\n`,
    'yes',
    '',
  ],
  [
    'an action from elsewhere sets up the binary',
    `      - uses: acme/actions/setup-terraform@v1\n      - run: terraform plan -detailed-exitcode\n`,
    'unknown',
    'elsewhere',
  ],
  ['(b) no detailed exit code', `${unwrapped}      - run: terraform plan -input=false\n`, 'no', 'no detailed exit code'],
  [
    '(b) the plan as JSON',
    `${unwrapped}      - run: |\n          terraform plan -out tf.plan\n          terraform show -json tf.plan | jq -e '[.resource_changes[]] | length == 0'\n`,
    'yes',
    '',
  ],
  ['(c) thrown away', `${unwrapped}      - run: terraform plan -detailed-exitcode || true\n`, 'no', 'thrown away'],
  [
    '(c) may fail',
    `${unwrapped}      - run: terraform plan -detailed-exitcode\n        continue-on-error: true\n`,
    'no',
    'without consequence',
  ],
  [
    '(c) may fail, but the outcome is read',
    `${unwrapped}      - id: plan\n        run: terraform plan -detailed-exitcode\n        continue-on-error: true\n      - if: steps.plan.outcome == 'failure'\n        run: exit 1\n`,
    'yes',
    '',
  ],
  ['(d) a pipe', `${unwrapped}      - run: terraform plan -detailed-exitcode | tee plan.txt\n`, 'no', 'pipe'],
  [
    '(d) a pipe under bash with pipefail',
    `${unwrapped}      - shell: bash\n        run: terraform plan -detailed-exitcode | tee plan.txt\n`,
    'yes',
    '',
  ],
  [
    '(d) set -o pipefail',
    `${unwrapped}      - run: |\n          set -euo pipefail\n          terraform plan -detailed-exitcode | tee plan.txt\n`,
    'yes',
    '',
  ],
  [
    '(f) a variable decides',
    `${unwrapped}      - if: vars.DRIFT_ROLE != ''\n        run: terraform plan -detailed-exitcode\n`,
    'unknown',
    'variable',
  ],
  [
    'an output that nobody reads',
    `${unwrapped}      - id: plan\n        run: terraform plan -detailed-exitcode || echo "code=$?" >> "$GITHUB_OUTPUT"\n`,
    'no',
    'nothing reads',
  ],
  [
    'an output that is read',
    `${unwrapped}      - id: plan\n        run: terraform plan -detailed-exitcode || echo "code=$?" >> "$GITHUB_OUTPUT"\n      - if: steps.plan.outputs.code == '2'\n        run: exit 1\n`,
    'yes',
    '',
  ],
  [
    'an option from the environment',
    `${unwrapped}      - run: terraform plan $OPTIONS\n        env:\n          OPTIONS: -detailed-exitcode\n`,
    'yes',
    '',
  ],
  ['an option from nowhere', `${unwrapped}      - run: terraform plan $OPTIONS\n`, 'unknown', 'OPTIONS'],
  [
    'OpenTofu without its wrapper',
    `      - uses: opentofu/setup-opentofu@v1\n        with:\n          tofu_wrapper: false\n      - run: tofu plan -detailed-exitcode\n`,
    'yes',
    '',
  ],
  ['refresh only', '      - run: terraform plan -refresh-only -detailed-exitcode\n', 'yes', ''],
  ['Pulumi that refreshes', '      - run: pulumi refresh --preview-only --expect-no-changes\n', 'yes', ''],
  ['CDK', '      - run: cdk diff --fail\n', 'yes', ''],
  ['CDK without the option', '      - run: cdk diff\n', 'no', 'no detailed exit code'],
  [
    'CloudFormation that nobody asks',
    '      - run: aws cloudformation detect-stack-drift --stack-name shop\n',
    'no',
    'no detailed exit code',
  ],
  [
    'CloudFormation whose answer is read',
    '      - run: |\n          aws cloudformation detect-stack-drift --stack-name shop\n          aws cloudformation describe-stacks --stack-name shop | grep -q IN_SYNC\n',
    'yes',
    '',
  ],
  ['Azure that only prints', '      - run: az deployment group what-if -g shop -f main.bicep\n', 'no', 'no detailed exit code'],
  ['driftctl', '      - run: driftctl scan\n', 'yes', ''],
  ['Snyk', '      - run: snyk iac describe --drift\n', 'yes', ''],
  ['Ansible that only prints', '      - run: ansible-playbook --check --diff site.yml\n', 'no', 'no detailed exit code'],
  [
    'Ansible whose recap is read',
    "      - run: |\n          ansible-playbook --check --diff site.yml | tee out\n          grep -q 'changed=0' out\n",
    'yes',
    '',
  ],
  ['Helm', '      - run: helm diff upgrade shop chart --detailed-exitcode\n', 'yes', ''],
  ['Helm without the option', '      - run: helm diff upgrade shop chart\n', 'no', 'no detailed exit code'],
  ['kubectl', '      - run: kubectl diff -f k8s\n', 'yes', ''],
  ['Argo CD', '      - run: argocd app diff shop --exit-code\n', 'yes', ''],
  ['Terramate', '      - run: terramate run --sync-drift-status -- terraform plan -detailed-exitcode\n', 'yes', ''],
  ['Digger', '      - uses: diggerhq/digger@v0\n        with:\n          mode: drift-detection\n', 'yes', ''],
  ['an action that fails on changes', '      - uses: dflook/terraform-check@v2\n        with:\n          path: live/prod\n', 'yes', ''],
  ['Pulumi', '      - run: pulumi preview --expect-no-changes\n', 'yes', ''],
])('whether a drift job can fire: %s', async (_, steps, canFire, because) => {
  const [check] = await checks({ '.github/workflows/drift.yml': workflow(steps) });
  expect(check).toMatchObject({ via: 'job', canFire, maxGapHours: 24, production: 'yes' });
  expect(check?.cannotFireBecause).toContain(because);
});

test.each([
  ['a plan on pull requests', 'on: pull_request\njobs:\n  plan:\n    steps:\n      - run: terraform plan -detailed-exitcode\n'],
  ['drift of generated files', workflow('      - run: |\n          make generate\n          git diff --exit-code\n')],
  ['model drift', workflow('      - run: python evaluate_drift.py --reference data\n')],
  ['drift of models by an action', workflow('      - uses: acme/model-drift@v1\n')],
  ['drift of data by Evidently', workflow('      - run: python -m evidently report drift.py\n')],
  ['drift of data by Alibi', workflow('      - run: python alibi_detect_drift.py\n')],
  ['drift of generated files', workflow('      - run: make generate && git diff --exit-code\n')],
  ['drift of an interface', workflow('      - run: npm run openapi:generate && git diff --exit-code\n')],
  ['drift of a schema by an action', workflow('      - uses: acme/schema-drift-check@v1\n')],
  ['drift of a database', workflow('      - run: prisma migrate diff --exit-code\n')],
  ['a job that is switched off', workflow('      - run: terraform plan -detailed-exitcode\n', '0 6 * * *', '\n    if: false')],
  ['a commented-out plan', workflow('      # - run: terraform plan -detailed-exitcode\n      - run: echo nothing\n')],
  ['static analysis', workflow('      - run: terraform validate && tfsec .\n')],
  ['not refreshed', workflow('      - run: terraform plan -refresh=false -detailed-exitcode\n')],
  [
    'a job that only pull requests run',
    workflow('      - run: terraform plan -detailed-exitcode\n', '0 6 * * *', "\n    if: github.event_name == 'pull_request'"),
  ],
  ['a validation action', workflow('      - uses: dflook/terraform-validate@v2\n        with:\n          path: live\n')],
])('no drift check: %s', async (_, text) => {
  expect(await checks({ '.github/workflows/checks.yml': text })).toEqual([]);
});

test.each([
  [
    'in a file that is switched off',
    '.github/workflows/drift.yml.disabled',
    workflow('      - run: terraform plan -detailed-exitcode\n'),
    [],
  ],
  [
    'whose schedule is commented out',
    '.github/workflows/drift.yml',
    workflow('      - run: terraform plan -detailed-exitcode\n').replace(
      "  schedule:\n    - cron: '0 6 * * *'",
      "  workflow_dispatch:\n  # schedule:\n  #   - cron: '0 6 * * *'",
    ),
    [{ via: 'manual', maxGapHours: 0 }],
  ],
  [
    'once a week',
    '.github/workflows/drift.yml',
    workflow('      - run: terraform plan -detailed-exitcode\n', '0 6 * * 1'),
    [{ via: 'job', maxGapHours: 168 }],
  ],
  [
    'with an environment that only reads production',
    '.github/workflows/drift.yml',
    workflow('      - run: terraform plan -detailed-exitcode\n').replace('environment: production', 'environment: production-readonly'),
    [{ via: 'job', environment: 'production-readonly', production: 'no' }],
  ],
  [
    'in a job that may fail',
    '.github/workflows/drift.yml',
    workflow('      - run: terraform plan -detailed-exitcode\n', '0 6 * * *', '\n    continue-on-error: true'),
    [{ canFire: 'no' }],
  ],
  [
    'in a job that a variable switches on',
    '.github/workflows/drift.yml',
    workflow('      - run: terraform plan -detailed-exitcode\n', '0 6 * * *', "\n    if: vars.DRIFT == 'on'"),
    [{ canFire: 'unknown' }],
  ],
])('a plan %s', async (_, path, text, expected) => {
  expect(await checks({ [path]: text })).toMatchObject(expected);
});

const plan = '      - id: plan\n        run: terraform plan -detailed-exitcode\n';
const message = (condition: string) => `      - uses: slackapi/slack-github-action@v2\n${condition}`;

test.each([
  ['when it fails', `${plan}${message('        if: failure()\n')}`, 'yes'],
  ['in any case', `${plan}${message('        if: always()\n')}`, 'yes'],
  ['only when nothing differs', `${plan}${message('        if: success()\n')}`, 'no'],
  ['when the code says that nothing differs', `${plan}${message("        if: steps.plan.outputs.exitcode == '0'\n")}`, 'no'],
  ['after a plan that ends the job', `${plan}${message('')}`, 'no'],
  ['before it starts', `${message('')}${plan}`, 'no'],
  ['by nobody but GitHub', plan, 'no'],
])('somebody is told %s', async (_, steps, notifies) => {
  expect(await checks({ '.github/workflows/drift.yml': workflow(`${unwrapped}${steps}`) })).toMatchObject([{ notifies, canFire: 'yes' }]);
});

test.each([
  ['that runs after success', '', 'no'],
  ['that runs after failure', '    if: failure()\n', 'yes'],
])('a job %s tells somebody', async (_, condition, notifies) => {
  const text = `${workflow(`${unwrapped}${plan}`)}  tell:\n    needs: drift\n    runs-on: ubuntu-latest\n${condition}    steps:\n${message('')}`;
  expect(await checks({ '.github/workflows/drift.yml': text })).toMatchObject([{ notifies }]);
});

test('line, folder and cadence of a check', async () => {
  const text = workflow(
    `${unwrapped}      - name: Plan
        run: |
          cd live/production
          terraform init
          terraform plan -detailed-exitcode
      - if: failure()
        uses: slackapi/slack-github-action@v2
`,
    '0 6 * * 1-5',
  );
  expect(await checks({ '.github/workflows/drift.yml': text, 'live/production/main.tf': '' })).toMatchObject([
    { line: 16, maxGapHours: 72, notifies: 'yes', roots: ['live/production'], everyProductionRoot: 'yes', environment: 'production' },
  ]);
});

test.each([
  ['0 8 * * 1', 168],
  ['0 6 * * 1-5', 72],
  ['0 6 * * *', 24],
])('the file is called drift detection, but %s leaves up to %d hours', async (cron, hours) => {
  const text = workflow(`${unwrapped}      - run: terraform plan -detailed-exitcode\n`, cron);
  expect(await checks({ '.github/workflows/drift-detection.yml': text })).toMatchObject([{ maxGapHours: hours, canFire: 'yes' }]);
});

test('a production root that no job looks at', async () => {
  const files = {
    '.github/workflows/drift.yml': workflow(`${unwrapped}      - run: terraform -chdir=live/production/network plan -detailed-exitcode\n`),
    'live/production/network/main.tf': '',
    'live/production/app/main.tf': '',
  };
  expect(await checks(files)).toMatchObject([{ roots: ['live/production/network'], everyProductionRoot: 'no', notifies: 'no' }]);
});

test('a matrix of folders', async () => {
  const job = '\n    strategy:\n      matrix:\n        stack: [live/prod/app, live/prod/data]';
  const text = workflow(
    `${unwrapped}      - working-directory: \${{ matrix.stack }}\n        run: terraform plan -detailed-exitcode\n`,
    '@daily',
    job,
  );
  expect(await checks({ '.github/workflows/drift.yml': text, 'live/prod/app/main.tf': '', 'live/prod/data/main.tf': '' })).toMatchObject([
    { roots: ['live/prod/app', 'live/prod/data'], everyProductionRoot: 'yes' },
  ]);
});

const make = `production:
	$(eval ENVIRONMENT=production)

plan: init
	terraform -chdir=infra plan $(DETAILED_EXITCODE) -var-file $(ENVIRONMENT).tfvars
`;

test.each([
  ['a make target with the option', { Makefile: make }, 'make production plan DETAILED_EXITCODE=-detailed-exitcode', 'yes'],
  ['a make target without it', { Makefile: make }, 'make production plan', 'unknown'],
  ['a script', { 'ci/plan.sh': '#!/bin/sh\nset -e\nterraform plan -detailed-exitcode\n' }, './ci/plan.sh', 'yes'],
  ['a script that goes on', { 'ci/plan.sh': '#!/bin/sh\nterraform plan -detailed-exitcode\necho finished\n' }, 'bash ci/plan.sh', 'no'],
  [
    'a script whose failure is thrown away',
    { 'ci/plan.sh': 'set -e\nterraform plan -detailed-exitcode\n' },
    'bash ci/plan.sh || true',
    'no',
  ],
])('a plan behind %s', async (_, files, command, canFire) => {
  const text = workflow(`      - run: ${command}\n`);
  expect(await checks({ ...files, '.github/workflows/nightly.yml': text })).toMatchObject([
    { canFire, via: 'job', path: '.github/workflows/nightly.yml', line: 9 },
  ]);
});

test('a plan in a composite action that installs the wrapper', async () => {
  const action = `runs:
  using: composite
  steps:
    - uses: hashicorp/setup-terraform@v3
    - shell: bash
      run: |
        terraform plan -detailed-exitcode
        exit $?
`;
  const files = {
    '.github/actions/plan/action.yml': action,
    '.github/workflows/nightly.yml': workflow('      - uses: ./.github/actions/plan\n'),
  };
  expect(await checks(files)).toMatchObject([{ canFire: 'no', line: 9 }]);
});

test('a check that is kept in another repository', async () => {
  const steps = `      - uses: acme/actions/validate-infra@main
        with:
          azure-client-id: \${{ secrets.CLIENT }}
          environment: production
          terraform-base: infra/app
          slack-webhook-url: \${{ secrets.HOOK }}
`;
  expect(await checks({ '.github/workflows/nightly.yml': workflow(steps) })).toMatchObject([
    { canFire: 'unknown', notifies: 'yes', roots: ['infra/app'], line: 9 },
  ]);
});

test('a scheduled apply through a reusable workflow reports nothing', async () => {
  const called = `on:
  workflow_call:
    inputs:
      folder: { type: string }
jobs:
  main:
    steps:
      - run: bash scripts/apply.sh "\${{ inputs.folder }}"
`;
  const caller = `on:
  schedule:
    - cron: '30 22 * * 0'
jobs:
  baseline:
    uses: ./.github/workflows/apply.yml
    with:
      folder: live/production
`;
  const files = {
    '.github/workflows/apply.yml': called,
    '.github/workflows/weekly.yml': caller,
    'scripts/apply.sh': 'terraform -chdir="$1" apply -auto-approve\n',
  };
  expect(await checks(files)).toMatchObject([
    { via: 'apply', remediates: true, maxGapHours: 168, production: 'yes', path: '.github/workflows/weekly.yml' },
  ]);
});

test('a drift plan that only a person starts', async () => {
  const text = 'on: workflow_dispatch\njobs:\n  plan:\n    steps:\n      - run: terraform plan -detailed-exitcode\n';
  expect(await checks({ '.github/workflows/drift.yml': text })).toMatchObject([{ via: 'manual', maxGapHours: 0 }]);
  expect(await checks({ '.github/workflows/plan.yml': text })).toEqual([]);
});
