import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

test.each([
  [
    'a script and a provider',
    'language: python\nscript:\n  - pytest\ndeploy:\n  provider: heroku\n  on:\n    branch: main\n',
    [
      { name: 'build', tests: 'tests', onChange: 'pull_request', deploys: 'none', line: 1 },
      { name: 'deploy', deploys: 'environment', onChange: 'default_push', line: 5 },
    ],
  ],
  ['what the language runs by itself', 'language: go\n', [{ tests: 'tests', command: 'go test ./...', line: 1 }]],
  ['only some branches', 'branches:\n  only: [main]\nscript: pytest\n', [{ triggers: ['push_default', 'pull_request'] }]],
  [
    'a package',
    'script: echo ok\ndeploy:\n  provider: npm\n  on: { tags: true }\n',
    [{ tests: 'none' }, { deploys: 'artifact', triggers: ['tag'] }],
  ],
  ['pages', 'script: echo ok\ndeploy:\n  provider: pages\n', [{}, { deploys: 'pages' }]],
])('%s', async (_, text, expected) => {
  const facts = flat(await factsOf({ '.travis.yml': text }), 'pipeline.job');
  expect(facts).toHaveLength(expected.length);
  expect(facts).toMatchObject(expected);
});

test('a comment is no script', async () => {
  const facts = flat(await factsOf({ '.travis.yml': 'language: generic\n# script: pytest\nscript: echo ok\n' }), 'pipeline.job');
  expect(facts).toMatchObject([{ tests: 'none' }]);
});
