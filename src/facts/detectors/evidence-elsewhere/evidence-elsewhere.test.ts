import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

test.each([
  [
    'reports on a share',
    'A new incident report is stored in the\n[Incidents](https://acme.sharepoint.com/x) directory.\n',
    [{ topic: 'postmortem', where: 'acme.sharepoint.com', line: 2 }],
  ],
  ['a contact tree', '* [contact tree](https://acme.atlassian.net/wiki/x)\n', [{ topic: 'oncall', where: 'acme.atlassian.net', line: 1 }]],
  ['runbooks in a wiki', 'Our [runbooks](https://wiki.acme.org/ops) are there.\n', [{ topic: 'runbook', where: 'wiki.acme.org' }]],
  [
    'another deployer',
    '## Deploying\n\nAfter the merge it is deployed at the next Puppet run.\n',
    [{ topic: 'deployment', where: 'Puppet', line: 3 }],
  ],
  [
    'a file of another repository',
    'Change [saas.yaml](https://gitlab.acme.org/a/b/-/blob/main/cicd/saas.yaml) in the app repository.\n',
    [{ topic: 'deployment' }],
  ],
  [
    'rights in another repository',
    'You need a separate repository:\n\n1. Authorization to merge an MR in [deploy-config](https://gitlab.acme.org/ops/deploy-config).\n',
    [{ topic: 'approval', where: 'gitlab.acme.org', line: 3 }],
  ],
  ['a contribution to another repository', 'Open a pull request in [that repository](https://github.com/acme/docs).\n', []],
  ['an encyclopaedia', 'See [deployment](https://en.wikipedia.org/wiki/Deployment).\n', []],
  ['a page about nothing of ours', 'See the [menu](https://acme.sharepoint.com/menu).\n', []],
  ['a wiki of a forge', '[Runbooks](https://github.com/acme/shop/wiki/Runbooks)\n', [{ topic: 'runbook', where: 'github.com' }]],
  ['a public wiki', '[Deploy](https://wiki.archlinux.org/deploy)\n', []],
  ['a manual', 'See [runbooks](https://docs.example.com/runbooks).\n', []],
])('%s', async (_, text, expected) => {
  expect(flat(await factsOf({ 'docs/a.md': text }), 'evidence.elsewhere')).toMatchObject(expected);
});

test.each([
  ['HelmfileAdminNGPendingChanges', 1],
  ['TerraformDriftDetected', 1],
  ['ModelDriftHigh', 0],
  ['ClockDrift', 0],
  ['PendingPods', 0],
  ['ConfigReloadFailed', 0],
])('an alert called %s tells of %i comparison elsewhere', async (name, count) => {
  const text = `groups:\n  - name: a\n    rules:\n      - alert: ${name}\n        expr: compared > 0\n`;
  const found = flat(await factsOf({ 'alerts.yaml': text }), 'evidence.elsewhere');
  expect(found).toMatchObject(Array(count).fill({ topic: 'drift', where: name, line: 4 }));
  expect(found).toHaveLength(count);
});
