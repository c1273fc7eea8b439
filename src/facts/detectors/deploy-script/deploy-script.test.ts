import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const swap = `#!/usr/bin/env bash
rollback() {
  ln -snf "$PREVIOUS" "$CURRENT"
  systemctl restart shop
}
ln -snf "$RELEASE" "$CURRENT"
systemctl restart shop
`;

test.each([
  [
    'goes back when the smoke test fails',
    { 'deploy.sh': `${swap}if ! smoke 8080; then\n  rollback\n  exit 1\nfi\n`, 'README.md': 'Run `./deploy.sh`.' },
    [{ tool: 'shell', rollsBack: true, documented: 'yes', refusesInFreeze: false, line: 8 }],
  ],
  [
    'goes back only when told',
    { 'deploy.sh': `${swap}if [ "$1" = rollback ]; then\n  rollback\nfi\n` },
    [{ rollsBack: false, documented: 'no', line: 4 }],
  ],
  [
    'prints that somebody should go back',
    { 'deploy.sh': `systemctl restart shop\nif ! smoke; then\n  echo "please rollback"\n  exit 1\nfi\n` },
    [{ rollsBack: false }],
  ],
  [
    'undoes a rollout',
    { 'scripts/deploy-production.sh': 'kubectl apply -f k8s/\nkubectl rollout status deploy/shop || kubectl rollout undo deploy/shop\n' },
    [{ rollsBack: true, line: 2, production: 'yes' }],
  ],
  [
    'deploys to a sandbox',
    { 'scripts/deploy_to_sandbox.sh': '#!/bin/bash\ncf push -f manifest.yml\n' },
    [{ rollsBack: false, production: 'no', line: 2 }],
  ],
  ['only prints', { 'deploy.sh': '#!/bin/sh\n# kubectl apply -f .\necho "kubectl apply"\n' }, []],
  ['writes release notes', { 'release-notes.sh': 'git log --oneline\n' }, []],
  [
    'Capistrano',
    { Capfile: 'require "capistrano/setup"\n', 'docs/deploy.md': 'cap production deploy' },
    [{ tool: 'capistrano', documented: 'yes', line: 1 }],
  ],
  ['Fabric', { 'fabfile.py': 'from fabric import task\n\n@task\ndef deploy(c):\n    c.run("x")\n' }, [{ tool: 'fabric', line: 4 }]],
  ['Kamal', { 'config/deploy.yml': 'service: shop\nimage: acme/shop\nservers:\n  - 10.0.0.1\n' }, [{ tool: 'kamal', line: 1 }]],
  ['a deploy.yml of something else', { 'config/deploy.yml': 'environments: [a]\n' }, []],
  [
    'refuses on Fridays',
    { 'bin/deploy': '#!/bin/sh\nif [ "$(date +%u)" = 5 ]; then echo "no deploys on Friday"; exit 1; fi\nhelm upgrade shop .\n' },
    [{ refusesInFreeze: true, line: 3 }],
  ],
])('%s', async (_, files, expected) => {
  const facts = flat(await factsOf(files as unknown as Record<string, string>), 'deploy.script');
  expect(facts).toHaveLength(expected.length);
  expect(facts).toMatchObject(expected);
});
