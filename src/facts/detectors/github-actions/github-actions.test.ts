import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const path = '.github/workflows/ci.yml';

async function jobs(files: Record<string, string> | string): Promise<readonly Record<string, unknown>[]> {
  const facts = await factsOf(typeof files === 'string' ? { [path]: files } : files);
  return flat(facts, 'pipeline.job');
}

test.each([
  ['on: pull_request', ['pull_request'], 'pull_request'],
  ['on: [push, workflow_dispatch]', ['push', 'manual'], 'every_push'],
  ['on:\n  push:', ['push'], 'every_push'],
  ['on:\n  push:\n    branches: [main]', ['push_default'], 'default_push'],
  ['on:\n  push:\n    branches: [main, "release/**"]', ['push_default'], 'default_push'],
  ['on:\n  push:\n    branches: ["**"]', ['push'], 'every_push'],
  ['on:\n  push:\n    branches: ["feature/**"]', ['push'], 'every_push'],
  ['on:\n  push:\n    branches: [main, "try-this/**"]', ['push_default'], 'default_push'],
  ['on:\n  push:\n    tags: ["v*"]', ['tag'], 'none'],
  ['on:\n  push:\n    branches-ignore: [main]', ['push'], 'every_push'],
  ['on:\n  merge_group:', ['merge_queue'], 'pull_request'],
  ['on:\n  pull_request:\n    types: [closed]', ['other'], 'none'],
  ['on:\n  pull_request:\n    types: [labeled]', ['other'], 'none'],
  ['on:\n  schedule:\n    - cron: "0 4 * * *"', ['schedule'], 'none'],
  ['on:\n  release:\n    types: [published]', ['tag'], 'none'],
])('triggers of %j', async (on, triggers, onChange) => {
  const [job] = await jobs(`${on}\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npx vitest run\n`);
  expect(job).toMatchObject({ triggers, onChange, tests: 'tests', blocking: 'yes', enabled: 'yes' });
});

const steps = (text: string) => `on: pull_request\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n${text}`;

test.each<[string, string, Record<string, unknown>]>([
  ['tests', '      - run: go test ./...\n', { tests: 'tests', blocking: 'yes', line: 6, command: 'go test ./...' }],
  [
    'tests on the second line of a script',
    '      - run: |\n          go vet ./...\n          go test ./...\n',
    { tests: 'tests', lints: true, line: 8 },
  ],
  ['commented tests', '      - run: |\n          # go test ./...\n          go build\n', { tests: 'none', blocking: 'unknown' }],
  ['tests that may fail', '      - run: go test ./...\n        continue-on-error: true\n', { tests: 'tests', blocking: 'no' }],
  ['tests that are switched off', '      - run: go test ./...\n        if: false\n', { tests: 'none' }],
  ['tests not on pull requests', "      - run: go test ./...\n        if: github.event_name == 'push'\n", { tests: 'none' }],
  ['tests that end with true', '      - run: go test ./... || true\n', { tests: 'tests', blocking: 'no' }],
  ['linting only', '      - run: npx eslint .\n', { tests: 'none', lints: true }],
  ['formatting of Terraform only', '      - run: terraform fmt -check -recursive\n', { tests: 'none', plans: 'none', lints: true }],
  ['a plan', '      - run: terraform plan\n        working-directory: env/staging\n', { tests: 'validates', plans: 'plan' }],
  ['a scan', '      - uses: aquasecurity/trivy-action@v1\n        with:\n          exit-code: 1\n', { scans: 'blocking' }],
  ['a scan that only reports', '      - uses: aquasecurity/trivy-action@v1\n', { scans: 'advisory', blocking: 'no' }],
  ['a soft scan', '      - uses: bridgecrewio/checkov-action@v12\n        with:\n          soft_fail: true\n', { scans: 'advisory' }],
  ['a rating of practices', '      - uses: ossf/scorecard-action@v2\n', { scans: 'none' }],
  ['documentation', '      - uses: peaceiris/actions-gh-pages@v4\n', { deploys: 'pages' }],
  ['an image that is only built', '      - uses: docker/build-push-action@v6\n        with:\n          push: false\n', { deploys: 'none' }],
  ['a label', '      - uses: actions/labeler@v5\n', { tests: 'none', deploys: 'none', lints: false }],
  [
    'a cluster for the test',
    '      - uses: helm/kind-action@v1\n      - run: helm install shop ./chart\n',
    { tests: 'validates', deploys: 'none' },
  ],
  ['a known program below bin', '      - name: Prepare tests\n        run: bin/rails db:schema:load\n', { tests: 'none' }],
])('a step: %s', async (_, text, expected) => {
  expect((await jobs(steps(text)))[0]).toMatchObject(expected);
});

test('commands are followed to make targets, package scripts and scripts', async () => {
  const found = await jobs({
    [path]: steps('      - run: make test\n      - run: npm run lint\n        working-directory: web\n      - run: ./scripts/scan.sh\n'),
    Makefile: 'GO ?= go\n\n.PHONY: test\ntest: unit\n\nunit:\n\t@$(GO) test ./...\n',
    'web/package.json': '{ "scripts": { "lint": "eslint ." } }',
    'scripts/scan.sh': '#!/bin/sh\nset -e\ntrivy fs --exit-code 1 . # docker push\n',
  });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({
    tests: 'tests',
    lints: true,
    scans: 'blocking',
    line: 6,
    command: 'go test ./...',
    commandPath: 'Makefile:7',
  });
});

test('a placeholder for tests is no test; the test script of a package is one, whichever program it runs', async () => {
  const npmTest = steps('      - run: npm test\n');
  const manifest = (script: string) => JSON.stringify({ scripts: { test: script } });
  expect((await jobs({ [path]: npmTest, 'package.json': manifest('echo "Error: no test specified" && exit 1') }))[0]).toMatchObject({
    tests: 'none',
  });
  expect((await jobs({ [path]: npmTest, 'package.json': manifest('node run-all.js') }))[0]).toMatchObject({ tests: 'tests' });
  expect((await jobs({ [path]: npmTest, 'package.json': manifest('node tools/test.js') }))[0]).toMatchObject({ tests: 'tests' });
  expect((await jobs({ [path]: npmTest, 'package.json': manifest('eslint .') }))[0]).toMatchObject({ tests: 'none', lints: true });
});

const deployment = `name: Release
on:
  push:
    branches: [main]
jobs:
  staging:
    environment: staging
    runs-on: ubuntu-latest
    steps:
      - uses: ./.github/actions/deploy
      - name: Smoke test
        run: curl -f https://staging.example.org/health
  approve:
    needs: staging
    runs-on: ubuntu-latest
    steps:
      - uses: trstringer/manual-approval@v1
  production:
    needs: approve
    environment:
      name: production
    runs-on: ubuntu-latest
    steps:
      - uses: ./.github/actions/deploy
      - if: failure()
        run: helm rollback shop
      - uses: slackapi/slack-github-action@v2
  verify:
    needs: [production]
    runs-on: ubuntu-latest
    steps:
      - run: k6 run smoke.js
`;

test('deployments, gates, verification and environments', async () => {
  const facts = await factsOf({
    '.github/workflows/release.yml': deployment,
    '.github/actions/deploy/action.yml':
      'runs:\n  using: composite\n  steps:\n    - shell: bash\n      run: helm upgrade --install shop chart\n',
  });
  const found = flat(facts, 'pipeline.job');
  expect(found[0]).toMatchObject({
    deploys: 'environment',
    environment: 'staging',
    production: 'no',
    gate: 'settings',
    verifies: true,
    line: 10,
  });
  expect(found[0]).toMatchObject({ automatic: 'yes', commandPath: '.github/actions/deploy/action.yml:5' });
  expect(found[2]).toMatchObject({ deploys: 'environment', environment: 'production', production: 'yes', gate: 'human', rollsBack: true });
  expect(found[3]).toMatchObject({ deploys: 'none', verifies: true, environment: '' });
  expect(flat(facts, 'environment.definition')).toMatchObject([
    { name: 'staging', tier: 'staging', line: 7 },
    { name: 'production', tier: 'production' },
  ]);
  expect(flat(facts, 'change.announcement')).toMatchObject([{ where: 'slack', environment: 'production', line: 27 }]);
});

test('a called workflow runs in its caller, with its inputs', async () => {
  const found = await jobs({
    '.github/workflows/prod.yml': `on:
  push:
    branches: [main]
  pull_request:
jobs:
  infra:
    uses: ./.github/workflows/terraform.yml
    with:
      environment: production
`,
    '.github/workflows/terraform.yml': `on:
  workflow_call:
    inputs:
      environment:
        default: dev
jobs:
  run:
    environment: \${{ inputs.environment }}
    runs-on: ubuntu-latest
    steps:
      - run: terraform plan
      - if: github.ref == 'refs/heads/main'
        run: terraform apply -auto-approve
`,
  });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({
    name: 'infra / run',
    path: '.github/workflows/prod.yml',
    line: 7,
    plans: 'plan',
    deploys: 'environment',
  });
  expect(found[0]).toMatchObject({
    environment: 'production',
    onChange: 'pull_request',
    commandPath: '.github/workflows/terraform.yml:13',
  });
});

test('a workflow of another repository is known by its name and inputs', async () => {
  const facts = await factsOf({
    [path]: `on:
  push:
    branches: [main]
jobs:
  deploy-prod:
    uses: acme/workflows/.github/workflows/deploy.yaml@v3
    with:
      cluster: prod-gcp
  enhetstest:
    uses: acme/workflows/.github/workflows/maven.yaml@main
  latest:
    uses: acme/workflows/.github/workflows/cleanup.yaml@main
  publish:
    uses: acme/workflows/.github/workflows/gitleaks.yaml@main
  release:
    uses: acme/workflows/.github/workflows/create-release-pr.yaml@main
`,
  });
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { deploys: 'environment', environment: 'prod-gcp', production: 'yes', gate: 'none', automatic: 'yes', line: 6 },
    { tests: 'opaque', blocking: 'yes' },
    { tests: 'none', deploys: 'none' },
    { scans: 'advisory', deploys: 'none' },
    { scans: 'none', deploys: 'none' },
  ]);
  expect(
    flat(facts, 'pipeline.template')
      .slice(0, 3)
      .map(({ source, pinned }) => [source, pinned]),
  ).toEqual([
    ['acme/workflows/.github/workflows/deploy.yaml', true],
    ['acme/workflows/.github/workflows/maven.yaml', false],
    ['acme/workflows/.github/workflows/cleanup.yaml', false],
  ]);
});

test.each<[string, string, readonly string[]]>([
  [
    'a matrix list',
    `    strategy:\n      matrix:\n        env: [staging, production]\n    environment: \${{ matrix.env }}\n`,
    ['staging', 'production'],
  ],
  [
    'a JSON list',
    `    strategy:\n      matrix:\n        env: \${{ fromJSON('["dev","prod"]') }}\n    environment: \${{ matrix.env }}\n`,
    ['dev', 'prod'],
  ],
  [
    'included entries',
    '    strategy:\n      matrix:\n        include:\n          - cluster: prod-eu\n          - cluster: prod-us\n',
    ['prod-eu', 'prod-us'],
  ],
  ['a choice', `    environment: \${{ github.ref == 'refs/heads/main' && 'production' || 'staging' }}\n`, ['production', 'staging']],
  ['a variable', '    env:\n      ENVIRONMENT: production\n', ['production']],
])('environments from %s', async (_, text, expected) => {
  const found = await jobs(
    `on: push\njobs:\n  rollout:\n${text}    runs-on: ubuntu-latest\n    steps:\n      - run: helm upgrade shop chart\n`,
  );
  expect(found.map(({ environment }) => environment)).toEqual(expected);
});

test('what does not run is no pipeline, what is started by hand says so', async () => {
  const facts = await factsOf({
    '.github/workflows/old/ci.yml': steps('      - run: go test ./...\n'),
    'docs/ci.yml': steps('      - run: go test ./...\n'),
    '.github/workflows/deploy.yml': `on:
  workflow_dispatch:
    inputs:
      environment:
        type: choice
        options: [staging, production]
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: kubectl apply -f k8s
  never:
    if: false
    runs-on: ubuntu-latest
    steps:
      - run: kubectl apply -f k8s
`,
  });
  const found = flat(facts, 'pipeline.job');
  expect(found.map(({ name, environment, gate, automatic, enabled }) => [name, environment, gate, automatic, enabled])).toEqual([
    ['deploy', 'staging', 'manual_start', 'no', 'yes'],
    ['deploy', 'production', 'manual_start', 'no', 'yes'],
    ['never', 'staging', 'none', 'no', 'no'],
    ['never', 'production', 'none', 'no', 'no'],
  ]);
});

test('literal secrets are found, references and throwaway passwords are not', async () => {
  const facts = await factsOf({
    [path]: `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    services:
      db:
        env:
          POSTGRES_PASSWORD: postgres
    env:
      TOKEN: \${{ secrets.TOKEN }}
      AWS_ACCESS_KEY_ID: ${'AKIA'}QWERTZUIOPASDFGH
      # OLD_KEY: ${'AKIA'}QWERTZUIOPASDFGH
      DB_PASSWORD: kT9xWq27LmZb84Rv
      SAMPLE: ${'AKIA'}IOSFODNN7EXAMPLE
    steps: []
`,
  });
  expect(flat(facts, 'pipeline.secret').map(({ rule, masked, line }) => [rule, masked, line])).toEqual([
    ['aws-access-key', 'AKIA…', 11],
    ['secret-value', 'kT9x…', 13],
  ]);
});

test('odd shapes yield nothing and do not fail', async () => {
  for (const text of [
    '',
    'on: push\n',
    'jobs: 3\n',
    'on:\njobs:\n  a:\n',
    'on: push\njobs:\n  a: []\n',
    'on: push\njobs:\n  a:\n    steps: {run: 1}\n    needs: {}\n',
  ]) {
    expect(flat(await factsOf({ [path]: text }), 'pipeline.job').length).toBeLessThanOrEqual(1);
  }
});

test('programs of the repository', async () => {
  const workflow = `name: Roll out
on: { push: { branches: [main] } }
jobs:
  upgrade-prod:
    runs-on: ubuntu-latest
    steps:
      - run: shopctl deploy-hub eu
      - run: shopctl run-health-check eu
  others:
    runs-on: ubuntu-latest
    steps:
      - run: mkdir deploy
      - run: shopctl plan-deployment eu
      - run: unknownctl deploy eu
`;
  const program = { 'pyproject.toml': '[project]\nname = "shop"\n\n[project.scripts]\nshopctl = "shop.main:run"\n' };
  const jobs = flat(await factsOf({ '.github/workflows/cd.yml': workflow, ...program }), 'pipeline.job');
  expect(jobs).toMatchObject([
    { name: 'upgrade-prod', deploys: 'script', verifies: true, production: 'yes', command: 'shopctl deploy-hub eu', line: 7 },
    { name: 'others', deploys: 'none', tests: 'none' },
  ]);
  const without = flat(await factsOf({ '.github/workflows/cd.yml': workflow }), 'pipeline.job');
  expect(without).toMatchObject([{ deploys: 'none' }, { deploys: 'none' }]);
});

test('a service of Compose whose own command runs the tests', async () => {
  const files = {
    '.github/workflows/ci.yml': steps('      - run: docker compose -f ci/compose.ci.yml run --rm unit\n'),
    'ci/compose.ci.yml': 'services:\n  unit:\n    build: { context: .. }\n    command: [make check]\n  db: { image: postgres }\n',
    Makefile: 'check:\n\tpytest tests/unit\n',
  };
  expect(flat(await factsOf(files), 'pipeline.job')).toMatchObject([
    { tests: 'tests', blocking: 'yes', commandPath: 'Makefile:2', line: 6 },
  ]);
});

test('a message only after a failure announces nothing', async () => {
  const workflow = (inputs: string) => `on: { push: { branches: [main] } }
jobs:
  deploy-prod:
    runs-on: ubuntu-latest
    steps:
      - run: helm upgrade shop chart
      - uses: ravsamhq/notify-slack-action@v2
        if: always()
        with: { status: "\${{ job.status }}"${inputs} }
`;
  const announced = async (inputs: string) =>
    flat(await factsOf({ '.github/workflows/cd.yml': workflow(inputs) }), 'change.announcement').length;
  expect(await announced('')).toBe(1);
  expect(await announced(', notify_when: "success,failure"')).toBe(1);
  expect(await announced(', notify_when: failure')).toBe(0);
});

const byHand = (name: string, inputs: string) =>
  `on:\n  workflow_dispatch:\n${inputs}jobs:\n  ${name}:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ./bin/${name} "$SERVICE"\n`;

test.each([
  ['an operation with inputs', byHand('restart', '    inputs:\n      service: { type: string }\n'), true, 7],
  ['an operation without inputs', byHand('restart', ''), false, 5],
  ['a check with inputs', byHand('lint', '    inputs:\n      level: { type: string }\n'), false, 9],
  [
    'an operation that starts by itself',
    byHand('restart', '    inputs:\n      service: { type: string }\n').replace('  workflow_dispatch:\n', '  push:\n'),
    false,
    7,
  ],
])('a button for people: %s', async (_, text, selfService, line) => {
  expect(flat(await factsOf({ '.github/workflows/tool.yml': text }), 'pipeline.job')).toMatchObject([{ selfService, line }]);
});

test('a workflow of those who make a tool is no template of a platform team', async () => {
  const jobs =
    '  sign:\n    uses: slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml@v2.0.0\n  build:\n    uses: acme/workflows/.github/workflows/build.yml@v1\n';
  const facts = await factsOf({ '.github/workflows/a.yml': `on: push\njobs:\n${jobs}` });
  expect(flat(facts, 'pipeline.template').map(({ source }) => source)).toEqual(['acme/workflows/.github/workflows/build.yml']);
});

test('a command that the matrix gives', async () => {
  const job = (commands: string) =>
    `on: pull_request\njobs:\n  b:\n    strategy:\n      matrix:\n        tests: [${commands}]\n    steps:\n      - run: \${{ matrix.tests }}\n`;
  const jobsOf = async (commands: string) => flat(await factsOf({ '.github/workflows/a.yml': job(commands) }), 'pipeline.job');
  expect(await jobsOf('"make lint", "npx jest --ci"')).toMatchObject([{ tests: 'tests', onChange: 'pull_request' }]);
  expect(await jobsOf('"echo a", "echo b"')).toMatchObject([{ tests: 'none' }]);
});
