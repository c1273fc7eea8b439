import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const pipelines = `pipelines:
  pull-requests:
    '**':
      - step:
          name: Test
          script:
            - cd app
            - npx jest
  branches:
    main:
      - parallel:
          - step:
              name: Lint
              script: [npx eslint .]
      - step:
          name: Staging
          deployment: staging
          script:
            - pipe: atlassian/aws-ecs-deploy:1.6.0
      - step:
          name: Production
          deployment: production
          trigger: manual
          script:
            - pipe: atlassian/aws-ecs-deploy:1.6.0
  custom:
    nightly:
      - step:
          script:
            # - npx jest
            - echo "npx jest"
`;

test('jobs, triggers, gates and environments', async () => {
  const facts = await factsOf({ 'bitbucket-pipelines.yml': pipelines });
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { name: 'Test', tests: 'tests', onChange: 'pull_request', gate: 'none', line: 5 },
    { name: 'Lint', lints: true, onChange: 'default_push', line: 13 },
    { name: 'Staging', deploys: 'environment', environment: 'staging', production: 'no', gate: 'settings', automatic: 'yes' },
    { name: 'Production', deploys: 'environment', production: 'yes', gate: 'human', line: 21 },
    { name: 'step 1', tests: 'none', onChange: 'none', triggers: ['manual'], automatic: 'no' },
  ]);
  expect(flat(facts, 'environment.definition')).toMatchObject([
    { name: 'staging', tier: 'staging' },
    { name: 'production', tier: 'production' },
  ]);
});

test('a stage goes to one environment, and may wait for a person as a whole', async () => {
  const text = `pipelines:
  branches:
    main:
      - stage:
          name: Production
          deployment: production
          trigger: manual
          steps:
            - step:
                name: Migrate
                script: [./migrate.sh]
            - step:
                name: Deploy
                script: [kubectl apply -f .]
`;
  expect(flat(await factsOf({ 'bitbucket-pipelines.yml': text }), 'pipeline.job')).toMatchObject([
    { name: 'Migrate', gate: 'human', environment: 'production' },
    { name: 'Deploy', deploys: 'environment', gate: 'human', production: 'yes', line: 13 },
  ]);
});
