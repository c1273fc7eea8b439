import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

test('Drone', async () => {
  const facts = await factsOf({
    '.drone.yml': `kind: pipeline
name: build
steps:
  - name: test
    image: golang
    commands:
      - go test ./...
---
kind: pipeline
name: production
trigger:
  event: [promote]
  target: [production]
steps:
  - name: deploy
    image: alpine/helm
    commands:
      - helm upgrade shop .
---
kind: secret
name: token
`,
  });
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { workflow: 'build', name: 'test', tests: 'tests', onChange: 'pull_request', line: 4 },
    {
      workflow: 'production',
      name: 'deploy',
      deploys: 'environment',
      gate: 'manual_start',
      automatic: 'no',
      production: 'yes',
      onChange: 'none',
    },
  ]);
});

test('Woodpecker', async () => {
  const facts = await factsOf({
    '.woodpecker/ci.yml': `when:
  - event: pull_request
  - event: push
    branch: main
steps:
  test:
    image: node
    commands: [npm ci, npx vitest run]
  deploy:
    image: alpine
    commands: [kubectl apply -f prod/]
    when:
      - event: push
        branch: main
`,
  });
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { name: 'test', tests: 'tests', triggers: ['pull_request', 'push_default'], line: 6 },
    { name: 'deploy', deploys: 'environment', triggers: ['push_default'], onChange: 'default_push', line: 9 },
  ]);
});

test('a plugin that only tries', async () => {
  const step = (name: string, settings: string) => `  - name: ${name}\n    image: plugins/docker\n    settings: ${settings}\n`;
  const text = `kind: pipeline\nname: image\nsteps:\n${step('try', '{ dry_run: true }')}${step('push', '{ repo: acme/shop }')}`;
  expect(flat(await factsOf({ '.drone.yml': text }), 'pipeline.job')).toMatchObject([
    { name: 'try', deploys: 'none' },
    { name: 'push', deploys: 'artifact' },
  ]);
});
