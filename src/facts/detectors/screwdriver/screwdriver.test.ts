import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const text = `jobs:
  main:
    requires: [~pr, ~commit]
    steps:
      - install: npm ci
      - test: npx jest
  staging:
    requires: [main]
    steps:
      - deploy: kubectl apply -f staging/
      - verify: curl --fail https://staging.example.com/health
  production:
    requires: staging
    steps:
      - kubectl apply -f production/
  rollback:
    steps:
      - undo: kubectl rollout undo deployment/shop
`;

test('jobs, what starts them and what they wait for', async () => {
  const facts = await factsOf({ 'screwdriver.yaml': text });
  expect(flat(facts, 'pipeline.workflow')).toMatchObject([{ tool: 'screwdriver', opaque: false }]);
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { name: 'main', tests: 'tests', onChange: 'pull_request', line: 3 },
    { name: 'staging', deploys: 'environment', production: 'no', verifies: true, onChange: 'default_push' },
    { name: 'production', deploys: 'environment', production: 'yes', gate: 'none', verifies: false },
    { name: 'rollback', rollsBack: true, gate: 'manual_start', automatic: 'no' },
  ]);
});
