import { expect, test } from 'vitest';
import { factsOf, flat } from './testing.ts';

const step = (name: string, script: string, more = '') => `      - step:\n          name: ${name}\n${more}          script: [${script}]\n`;
const staging = step('Staging', 'kubectl apply -f staging/, "curl --fail https://staging.example.com/health"');
const production = step('Production', 'kubectl apply -f production/');
const pipelines = (steps: string, branch = 'main') => ({ 'bitbucket-pipelines.yml': `pipelines:\n  branches:\n    ${branch}:\n${steps}` });

test.each([
  ['a release that is checked in staging', pipelines(staging + production), { verifiedBefore: 'yes', gate: 'none' }],
  ['no staging', pipelines(production), { verifiedBefore: 'no', gate: 'none' }],
  ['staging without a check', pipelines(step('Staging', 'kubectl apply -f staging/') + production), { verifiedBefore: 'no' }],
  ['a branch that is there for releases', pipelines(production, 'production'), { gate: 'settings' }],
  [
    'an environment of the forge',
    pipelines(step('Production', 'kubectl apply -f .', '          deployment: production\n')),
    { gate: 'settings' },
  ],
])('%s', async (_, files, expected) => {
  const jobs = flat(await factsOf(files), 'pipeline.job').filter(job => job.name === 'Production');
  expect(jobs).toMatchObject([{ production: 'yes', ...expected }]);
});

const gitlab = (more: string) => `stages: [staging, check, production]
staging:
  stage: staging
  script: [kubectl apply -f staging/]
smoke-test:
  stage: check
  script: [npx newman run smoke.json]
production:
  stage: production
  script: [kubectl apply -f production/]
${more}`;

test.each([
  [
    'stages that wait for each other',
    '  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]\n',
    { verifiedBefore: 'yes', gate: 'none' },
  ],
  ['a job that runs whatever happened', '  when: always\n', { verifiedBefore: 'no' }],
  ['a tag', '  rules: [{ if: $CI_COMMIT_TAG }]\n', { gate: 'settings' }],
  ['a branch for releases', '  rules: [{ if: $CI_COMMIT_BRANCH == "production" }]\n', { gate: 'settings' }],
])('GitLab: %s', async (_, more, expected) => {
  const jobs = flat(await factsOf({ '.gitlab-ci.yml': gitlab(more) }), 'pipeline.job').filter(job => job.name === 'production');
  expect(jobs).toMatchObject([{ production: 'yes', ...expected }]);
});

test('a pipeline of another project', async () => {
  const text = 'deploy-production:\n  trigger:\n    project: acme/deploy\n';
  expect(flat(await factsOf({ '.gitlab-ci.yml': text }), 'pipeline.job')).toMatchObject([{ deploys: 'script', elsewhere: true }]);
});
