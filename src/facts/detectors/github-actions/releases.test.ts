import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const push = 'push: { branches: [main] }';
const staging = (check = 'npx newman run smoke.json', more = '') => `  staging:
    environment: staging${more}
    steps:
      - run: kubectl apply -f staging/
      - name: Smoke test
        run: ${check}
`;
const production = (more = '    needs: staging\n') => `  production:
${more}    steps:
      - run: helm upgrade shop . --namespace production
`;
const workflow = (jobs: string, on = push) => ({ '.github/workflows/cd.yml': `on:\n  ${on}\njobs:\n${jobs}` });
const productionJob = async (files: Record<string, string>) =>
  flat(await factsOf(files), 'pipeline.job').filter(job => job.name === 'production');

test.each([
  ['a release that is checked in staging', staging() + production(), 'yes'],
  [
    'a check in a job of its own',
    `${staging('echo')}  smoke:\n    needs: staging\n    steps:\n      - run: npx newman run smoke.json\n${production('    needs: smoke\n')}`,
    'yes',
  ],
  [
    'a release in staging without a check',
    staging('echo').replace('      - name: Smoke test\n        run: echo\n', '') + production(),
    'no',
  ],
  ['a check that cannot fail', staging('npx newman run smoke.json || true').replace('name: Smoke test', 'name: Look') + production(), 'no'],
  ['a job that may fail', staging('npx newman run smoke.json', '\n    continue-on-error: true') + production(), 'no'],
  ['a job that does not wait', staging() + production(''), 'no'],
  ['a job that starts whatever happened', staging() + production('    needs: staging\n    if: always()\n'), 'no'],
  [
    'a job that starts unless something failed',
    staging() + production("    needs: staging\n    if: always() && !contains(needs.*.result, 'failure')\n"),
    'yes',
  ],
  ['tests of code before a deployment', `  test:\n    steps:\n      - run: npx jest\n${production('    needs: test\n')}`, 'no'],
  ['a check of production itself', staging().replaceAll('staging', 'prod-eu') + production('    needs: prod-eu\n'), 'no'],
  [
    'a job between them that starts whatever happened',
    `${staging()}  between:\n    needs: staging\n    if: '!cancelled()'\n    steps:\n      - run: ./filter.sh\n${production("    needs: between\n    if: needs.between.outputs.go == 'yes'\n")}`,
    'unknown',
  ],
])('verified before: %s', async (_, jobs, verifiedBefore) => {
  expect(await productionJob(workflow(jobs))).toMatchObject([{ production: 'yes', verifiedBefore }]);
});

test.each([
  ['each merge', push, '', 'none'],
  ['a branch that is there for releases', 'push: { branches: [production] }', '', 'settings'],
  ['a tag', "push: { tags: ['v*'] }", '', 'settings'],
  ['a release', 'release: { types: [published] }', '', 'settings'],
  ['the file with the version', 'push: { branches: [main], paths: [deploy/version.txt] }', '', 'settings'],
  ['code', "push: { branches: [main], paths: ['src/**'] }", '', 'none'],
  ['merges and tags', "push: { branches: [main], tags: ['v*'] }", '', 'none'],
  ['a condition on the branch', 'push: { branches: [main, release] }', "    if: github.ref == 'refs/heads/release'\n", 'settings'],
  ['a condition on the default branch', 'push:', "    if: github.ref == 'refs/heads/main'\n", 'none'],
])('a deployment that starts by %s', async (_, on, condition, gate) => {
  expect(await productionJob(workflow(production(condition), on))).toMatchObject([{ gate }]);
});

test('a workflow of another repository', async () => {
  const jobs = '  production:\n    uses: acme/workflows/.github/workflows/deploy.yml@v1\n    with: { environment: production }\n';
  expect(await productionJob(workflow(jobs))).toMatchObject([{ deploys: 'environment', elsewhere: true, gate: 'none' }]);
});
