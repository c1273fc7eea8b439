import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

/** Jobs that look like tests, scans, gates or deployments, and what they are. */

async function jobs(workflow: string, files: Record<string, string> = {}): Promise<readonly Record<string, unknown>[]> {
  return flat(await factsOf({ '.github/workflows/ci.yml': workflow, ...files }), 'pipeline.job');
}

const onPullRequest = (job: string, trigger = 'pull_request') => `on: ${trigger}\njobs:\n  check:\n    runs-on: ubuntu-latest\n${job}`;
const onMain = (jobs: string) => `on: { push: { branches: [main] } }\njobs:\n${jobs}`;
const steps = (...lines: readonly string[]) => `    steps:\n${lines.map(line => `      - ${line}\n`).join('')}`;

test.each<[string, string, Record<string, string>, Record<string, unknown>]>([
  [
    'housekeeping of requests is no CI',
    onPullRequest(steps('uses: release-drafter/release-drafter@v6', 'uses: actions/labeler@v5', 'uses: actions/stale@v9')),
    {},
    { tests: 'none', lints: false, scans: 'none', deploys: 'none', line: 4 },
  ],
  [
    'a job that may fail',
    onPullRequest(`    continue-on-error: true\n${steps('run: pytest')}`),
    {},
    { tests: 'tests', blocking: 'no', line: 7 },
  ],
  ['a job that is off', onPullRequest(`    if: \${{ false }}\n${steps('run: pytest')}`), {}, { enabled: 'no', line: 7 }],
  [
    'a step for a version that the matrix lacks',
    onPullRequest(`    strategy: { matrix: { python: ['3.12', '3.13'] } }\n${steps("{ run: pytest, if: matrix.python == '3.9' }")}`),
    {},
    { tests: 'none' },
  ],
  [
    'a step for a version of the matrix',
    onPullRequest(`    strategy: { matrix: { python: ['3.12', '3.13'] } }\n${steps("{ run: pytest, if: matrix.python == '3.13' }")}`),
    {},
    { tests: 'tests', line: 7 },
  ],
  [
    'a job that only pushes to main run',
    onPullRequest(`    if: github.ref == 'refs/heads/main'\n${steps('run: pytest')}`, '[push, pull_request]'),
    {},
    { onChange: 'default_push' },
  ],
  [
    'tests at night',
    onPullRequest(steps('run: pytest'), '{ schedule: [{ cron: "0 1 * * *" }] }'),
    {},
    { tests: 'tests', onChange: 'none' },
  ],
  [
    'requests to some paths',
    onPullRequest(steps('run: pytest'), '{ pull_request: { paths: [src/**] } }'),
    {},
    { onChange: 'pull_request' },
  ],
  ['requests of forks', onPullRequest(steps('run: pytest'), 'pull_request_target'), {}, { onChange: 'pull_request' }],
  [
    'a test script that prints',
    onPullRequest(steps('run: npm test')),
    { 'package.json': '{"scripts": {"test": "echo ok"}}' },
    { tests: 'none' },
  ],
  [
    'a test script that forgives itself',
    onPullRequest(steps('run: npm test')),
    { 'package.json': '{"scripts": {"test": "jest || true"}}' },
    { tests: 'tests', blocking: 'no', commandPath: 'package.json:1' },
  ],
  ['content without tests, and there are none', onPullRequest(steps('run: npx jest --passWithNoTests')), {}, { tests: 'none' }],
  [
    'content without tests, but there are some',
    onPullRequest(steps('run: npx jest --passWithNoTests')),
    { 'src/cart.test.ts': '' },
    { tests: 'tests', line: 6 },
  ],
  ['Gradle without a task', onPullRequest(steps('uses: gradle/gradle-build-action@v3')), {}, { tests: 'none' }],
  [
    'Gradle with its tests',
    onPullRequest(steps('{ uses: gradle/gradle-build-action@v3, with: { arguments: check } }')),
    {},
    { tests: 'tests', line: 6 },
  ],
  [
    'Cypress that is only installed',
    onPullRequest(steps('{ uses: cypress-io/github-action@v6, with: { runTests: false } }')),
    {},
    { tests: 'none' },
  ],
  [
    'a preview of Pulumi',
    onPullRequest(steps('{ uses: pulumi/actions@v6, with: { command: preview } }')),
    {},
    { plans: 'plan', deploys: 'none' },
  ],
  [
    'a scan that may fail',
    onPullRequest(steps('{ uses: snyk/actions/node@master, continue-on-error: true }')),
    {},
    { scans: 'advisory', blocking: 'no' },
  ],
  ['a scanner that only starts', onPullRequest(steps('uses: github/codeql-action/init@v3')), {}, { scans: 'none' }],
  [
    'metrics of deliveries',
    onPullRequest(steps('uses: DeveloperMetrics/lead-time-for-changes@main')),
    {},
    { measuresDora: true, deploys: 'none' },
  ],
  ['coverage', onPullRequest(steps('uses: codecov/codecov-action@v5')), {}, { deploys: 'none', tests: 'none' }],
  ['dependency updates', onPullRequest(steps('uses: renovatebot/github-action@v41')), {}, { deploys: 'none', scans: 'none' }],
  [
    'a preview of a request',
    onPullRequest(`    environment: pr-\${{ github.event.number }}\n${steps('run: helm upgrade shop chart')}`),
    {},
    { deploys: 'environment', production: 'no', line: 7 },
  ],
  [
    'a plan that may only read production',
    onPullRequest(`    environment: production-readonly\n${steps('run: terraform plan')}`),
    {},
    { deploys: 'none', plans: 'plan', production: 'no' },
  ],
  [
    'production without a deployment',
    onPullRequest(`    environment: production\n${steps('run: npx vite build')}`),
    {},
    { deploys: 'none' },
  ],
])('%s', async (_, workflow, files, expected) => {
  expect(await jobs(workflow, files)).toMatchObject([expected]);
});

test.each<[string, string, Record<string, unknown>[]]>([
  [
    'main is a branch, not production',
    onMain(`  deploy:\n${steps('run: helm upgrade shop chart')}`),
    [{ deploys: 'environment', production: 'unknown' }],
  ],
  [
    'serialised and chained is not gated',
    `${onMain(`  staging:\n    concurrency: staging\n${steps('run: helm upgrade shop chart')}`)}  deploy-prod:\n    needs: staging\n${steps('run: helm upgrade shop chart')}`,
    [{ gate: 'none' }, { gate: 'none', production: 'yes', line: 10 }],
  ],
  [
    'a job that only waits for an approval in front of the deployment',
    `${onMain(`  approve:\n    environment: go-live\n${steps('run: echo waiting')}`)}  deploy-prod:\n    needs: approve\n${steps('run: helm upgrade shop chart')}`,
    [
      { deploys: 'none', gate: 'settings' },
      { gate: 'settings', production: 'yes' },
    ],
  ],
  [
    'a deployment that goes on whatever the approval says',
    `${onMain(`  approve:\n    environment: go-live\n${steps('run: echo waiting')}`)}  deploy-prod:\n    needs: approve\n    if: always()\n${steps('run: helm upgrade shop chart')}`,
    [{ gate: 'settings' }, { gate: 'none', production: 'yes' }],
  ],
  [
    'the environment of an earlier deployment is not a gate of the next',
    `${onMain(`  deploy-staging:\n    environment: staging\n${steps('run: helm upgrade shop chart')}`)}  deploy-prod:\n    needs: deploy-staging\n${steps('run: helm upgrade shop chart')}`,
    [{ gate: 'settings' }, { gate: 'none', production: 'yes' }],
  ],
  [
    'an environment by name and address',
    onMain(`  ship:\n    environment: { name: production, url: https://shop.io }\n${steps('run: helm upgrade shop chart')}`),
    [{ gate: 'settings', environment: 'production', production: 'yes' }],
  ],
  [
    'a script on a server is a deployment by script',
    onMain(`  deploy:\n${steps('{ uses: appleboy/ssh-action@v1, with: { script: docker compose up -d } }')}`),
    [{ deploys: 'script', line: 5 }],
  ],
  [
    'asking the old version whether it is healthy verifies nothing',
    onMain(`  deploy:\n${steps('run: curl -f https://shop.io/health', 'run: helm upgrade shop chart')}`),
    [{ deploys: 'environment', verifies: false }],
  ],
  [
    'asking beside the deployment verifies nothing',
    `${onMain(`  deploy:\n${steps('run: helm upgrade shop chart')}`)}  smoke:\n${steps('run: curl -f https://shop.io/health')}`,
    [{ verifies: false }, { verifies: false }],
  ],
  [
    'an image that is written into a manifest and pushed',
    onMain(`  bump:\n${steps(`run: yq -i '.image.tag = "2"' deploy/prod/values.yaml`, 'run: git commit -am Bump && git push')}`),
    [{ deploys: 'gitops', environment: 'prod', production: 'yes', line: 5 }],
  ],
  [
    'an image that is written but kept',
    onMain(`  bump:\n${steps('run: kustomize edit set image shop=shop:2', 'run: kustomize build')}`),
    [{ deploys: 'none', plans: 'validate' }],
  ],
  [
    'documents that are copied to a bucket',
    `name: Docs\n${onMain(`  deploy:\n${steps('run: aws s3 sync site s3://docs.shop.io')}`)}`,
    [{ deploys: 'pages' }],
  ],
  ['a book of components', onMain(`  book:\n${steps('uses: chromaui/action@v11')}`), [{ deploys: 'pages' }]],
  [
    'a site of documents',
    onMain(`  site:\n    environment: github-pages\n${steps('uses: actions/deploy-pages@v4')}`),
    [{ deploys: 'pages' }],
  ],
  [
    'releases of a library',
    onMain(`  npm:\n${steps('run: npm publish')}  pypi:\n${steps('uses: pypa/gh-action-pypi-publish@v1')}`),
    [{ deploys: 'artifact' }, { deploys: 'artifact' }],
  ],
])('%s', async (_, workflow, expected) => {
  expect(await jobs(workflow)).toMatchObject(expected);
});

test('a workflow that does not offer to be called is not called', async () => {
  const other = 'on: workflow_dispatch\njobs:\n  unit:\n    steps:\n      - run: pytest\n';
  const called = await jobs('on: pull_request\njobs:\n  tests:\n    uses: ./.github/workflows/other.yml\n', {
    '.github/workflows/other.yml': other,
  });
  expect(called).toMatchObject([
    { name: 'tests', tests: 'none' },
    { name: 'unit', onChange: 'none' },
  ]);
});

test('updates of dependencies are no scan and no pipeline', async () => {
  const files = {
    '.github/dependabot.yml': 'version: 2\nupdates: [{ package-ecosystem: npm }]\n',
    'renovate.json': '{"extends": ["config:recommended"]}',
  };
  expect((await factsOf(files)).filter(({ kind }) => kind.startsWith('pipeline.'))).toEqual([]);
});

test.each([
  ['github-token', `ghp_${'k3J9sWq8Zx2LmVb7TnRf5YcPd1HgAe4UoIi6'}`],
  ['gitlab-token', `glpat-${'k3J9sWq8Zx2LmVb7TnRf'}`],
  ['slack-token', `xoxb-${'918273645012-918273645012-k3J9sWq8Zx2LmVb7TnRf5Ycd'}`],
  ['private-key', `-----BEGIN ${'RSA'} PRIVATE KEY-----`],
])('a literal secret: %s', async (rule, value) => {
  const files = { '.github/workflows/ci.yml': `on: push\nenv:\n  KEY: "${value}"\njobs:\n  a: { steps: [] }\n` };
  expect(flat(await factsOf(files), 'pipeline.secret')).toMatchObject([{ rule, line: 3 }]);
});

test.each(['$DB_PASSWORD', '<password>', '${{ secrets.DB }}', 'changeme', '${PASSWORD}'])('no secret: %s', async value => {
  const files = { '.github/workflows/ci.yml': `on: push\nenv:\n  DB_PASSWORD: "${value}"\njobs:\n  a: { steps: [] }\n` };
  expect(flat(await factsOf(files), 'pipeline.secret')).toEqual([]);
});
