import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const words = 'The checkout answers slowly or not at all and customers see errors while they pay for their orders. '.repeat(5);

const full = `---
last_reviewed_on: 2026-04-01
owner: team-shop
---
# HighErrorRate

## Symptoms
${words}
## Impact
Customers cannot pay.
## Diagnosis
\`\`\`bash
kubectl logs deploy/checkout
\`\`\`
\`\`\`text
error: connection refused
\`\`\`
## Mitigation
1. Scale up
2. Restart
3. Roll back
## Rollback
Use the earlier image.
## Verification
Watch the graph.
## Escalation
Call the lead.
`;

test('links to files that are not there are facts; addresses, folders, forms and pages of sites are not', async () => {
  const links =
    '[a](queue.md) [b](gone.md#top) [c](/docs/runbooks) [d](../images/a.png) [e](https://example.org/x.md) [f](queue.html) [g](../../../up.md) [h](open.md)';
  const facts = await factsOf({
    'docs/runbooks/errors.md': full.replace('Watch the graph.', links),
    'docs/runbooks/queue.md': full.replace('HighErrorRate', 'QueueStuck').replaceAll('slowly', 'late'),
    'docs/runbooks/open.md': '# Open\n\n<fill in: what to do>\n',
  });
  const line = full.split('\n').indexOf('Watch the graph.') + 1;
  expect(flat(facts, 'runbook.broken-link')).toMatchObject([
    { url: 'gone.md#top', path: 'docs/runbooks/errors.md', line },
    { url: '../images/a.png', path: 'docs/runbooks/errors.md', line },
  ]);
});

test('a runbook names what would raise its score', async () => {
  const facts = await factsOf({
    'docs/runbooks/errors.md': full.replace('## Escalation\nCall the lead.\n', '').replace(/^---\n[\s\S]*?---\n/, ''),
  });
  expect(flat(facts, 'runbook')).toMatchObject([{ score: 80, lacks: ['escalation', 'metadata'] }]);
});

test('a runbook has its score, its procedure and its dates', async () => {
  const facts = await factsOf(
    { 'docs/runbooks/checkout/high-error-rate.md': full },
    {
      histories: {
        'docs/runbooks/checkout/high-error-rate.md': { added: '2025-01-01T00:00:00Z', updated: '2026-01-01T00:00:00Z', changes: [] },
      },
    },
  );
  expect(flat(facts, 'runbook')).toMatchObject([
    {
      title: 'HighErrorRate',
      score: 100,
      steps: 3,
      commands: 1,
      expectedOutput: true,
      rollback: true,
      incident: true,
      escalation: true,
      verification: true,
      services: ['checkout'],
      reviewed: '2026-04-01',
      added: '2025-01-01T00:00:00Z',
      updated: '2026-01-01T00:00:00Z',
      placeholder: false,
      line: 5,
    },
  ]);
});

const guide = (title: string, body = '1. a\n2. b\n3. c\n') => `# ${title}\n\n${words}\n\n${body}`;

test.each([
  ['a how-to in a runbook folder is no incident runbook', 'docs/runbooks/github-ssh.md', guide('GitHub SSH'), [{ incident: false }]],
  ['an operations folder needs an operator title', 'docs/operations/hosting.md', guide('Hosting'), []],
  ['an operations folder with one', 'docs/operations/restore.md', guide('Restoring backups'), [{ incident: true }]],
  ['a plain document with an operator title', 'docs/nodeUpgrade.md', guide('How to upgrade nodes'), [{ incident: true }]],
  ['a plain document without one', 'docs/style.md', guide('Code style'), []],
  ['an Ansible playbook folder', 'ansible/playbooks/restore.md', guide('Restore'), []],
  ['an Ansible playbook', 'playbooks/restore.yml', '- hosts: all\n  tasks:\n    - name: restore\n      command: restore\n', []],
  ['a document on SOPS', 'docs/sops.md', guide('Secrets with SOPS', '```sh\nsops -e secrets.yaml\n```\n'), []],
  ['keys of SOPS are no incident', 'sops/keys.md', guide('SOPS keys'), [{ incident: false }]],
  ['an Azure Automation runbook is a script', 'main.tf', 'resource "azurerm_automation_runbook" "stop" {\n  name = "stop"\n}\n', []],
  ['an example', 'docs/runbooks/example-outage.md', guide('Outage'), []],
  ['a skeleton', 'docs/runbooks/outage-skeleton.md', guide('Outage'), []],
  ['the configuration of SOPS', '.sops.yaml', 'creation_rules: []\n', []],
  ['a template', 'docs/runbooks/template.md', guide('Runbook template'), []],
  ['a plan', 'docs/plans/restore-backup.md', guide('Restore backup'), []],
  ['a folder with only an index', 'docs/runbooks/README.md', '# Runbooks\n\nComing soon.\n', []],
  [
    'German',
    'docs/operations/ausfall.md',
    guide('Ausfall der Datenbank', '## Eskalation\n\n1. a\n2. b\n3. c\n'),
    [{ incident: true, escalation: true }],
  ],
  [
    'front matter that says so, anywhere',
    'docs/payments/slow.md',
    `---\nservice: payments\ntype: runbook\nalerts: [PaymentsSlow, other words]\n---\n${guide('Slow payments')}`,
    [{ title: 'Slow payments', services: ['payments'], alerts: ['PaymentsSlow'], line: 6 }],
  ],
  ['a type of another kind', 'docs/payments/slow.md', `---\ntype: guide\n---\n${guide('Slow payments')}`, []],
  ['AsciiDoc', 'docs/runbooks/outage.adoc', `= Outage\n\n${words}\n\n. a\n. b\n. c\n`, [{ incident: true, steps: 3, title: 'Outage' }]],
  [
    'reStructuredText',
    'docs/runbooks/outage.rst',
    `######\nOutage\n######\n\n${words}\n\nDiagnosis\n=========\n\n.. code-block:: bash\n\n   kubectl get pods\n\n#. a\n#. b\n#. c\n`,
    [{ incident: true, steps: 3, commands: 1, title: 'Outage', line: 2 }],
  ],
  [
    'Org',
    'docs/runbooks/outage.org',
    `#+TITLE: Outage\n\n${words}\n\n* Diagnosis\n\n#+begin_src sh\nkubectl get pods\n#+end_src\n\n1. a\n2. b\n3. c\n`,
    [{ incident: true, steps: 3, commands: 1, title: 'Outage' }],
  ],
  ['MDX', 'docs/runbooks/outage.mdx', `import A from './a';\n\n${guide('Outage')}`, [{ incident: true, title: 'Outage', line: 3 }]],
  [
    'troubleshooting for those who administer',
    'docs/admin/troubleshooting.rst',
    `Troubleshooting\n===============\n\n${words}\n\nSymptoms\n--------\n\n#. a\n#. b\n#. c\n`,
    [{ incident: true }],
  ],
  [
    'work of operators in French',
    'docs/exploitation.md',
    guide('Exploitation', '## Sauvegardes et restauration\n\n## En cas de panne\n\n1. a\n2. b\n3. c\n'),
    [{ incident: true }],
  ],
  [
    'a restore for those who host the product',
    'docs/operations/restore.md',
    guide('Restoring backups', '1. Log in to your server\n2. Stop your deployment\n3. Restore it\n'),
    [],
  ],
  ['work of attackers', 'docs/exploitation.md', guide('Exploitation of heap attacks', '## Symptoms\n\n1. a\n2. b\n3. c\n'), []],
  [
    'a template engine fills the heading',
    'source/runbooks/dos.html.md.erb',
    `---\ntitle: DoS attack\n---\n# <%= title %>\n\n${words}`,
    [{ title: 'DoS attack', line: 2 }],
  ],
  [
    'filler text',
    'docs/runbooks/api-outage.md',
    guide('API outage').replaceAll(words, 'Lorem ipsum dolor sit amet consectetur adipiscing elit sed. '.repeat(9)),
    [{ placeholder: true }],
  ],
  ['a note of two lines', 'docs/runbooks/api-outage.md', '# API outage\n\n## Symptoms\n\nIt is down.\n\n## Fix\n\nRestart it.\n', []],
  [
    'fences that nobody can run are no commands',
    'docs/runbooks/outage.md',
    guide('Outage', '```yaml\nreplicas: 2\n```\n'),
    [{ steps: 0, commands: 0, expectedOutput: false }],
  ],
  [
    'a slashed date of review says nothing',
    'docs/runbooks/outage.md',
    guide('Outage').replace('\n\n', '\n\nLast reviewed: 03/10/2025\n\n'),
    [{ reviewed: '' }],
  ],
  [
    'nor does a relative one',
    'docs/runbooks/outage.md',
    guide('Outage').replace('\n\n', '\n\nLast reviewed: yesterday\n\n'),
    [{ reviewed: '' }],
  ],
  [
    'nor one far below',
    'docs/runbooks/outage.md',
    `${guide('Outage')}${'\nText.\n'.repeat(30)}\nLast reviewed: 2026-03-10\n`,
    [{ reviewed: '' }],
  ],
  [
    'German labels',
    'docs/runbooks/ausfall.md',
    guide('Ausfall').replace('\n\n', '\n\nLetzte Überprüfung: 10.03.2026\n\n**Gilt für Alert:** `ShopErrorsHigh`, `ShopSlow`\n\n'),
    [{ reviewed: '2026-03-10', alerts: ['ShopErrorsHigh', 'ShopSlow'], line: 1 }],
  ],
  [
    'placeholders',
    'docs/runbooks/api-outage.md',
    `# API outage\n\n${'[Service Name] TODO fill this in please soon. '.repeat(9)}`,
    [{ placeholder: true }],
  ],
])('%s', async (_, path, text, expected) => {
  expect(flat(await factsOf({ [path]: text }), 'runbook')).toMatchObject(expected);
});

test.each([
  [
    'a chapter of a README',
    'README.md',
    `# Shop\n\n## Produksjonssetting\n\nMain deployes til prod.\n\n### Rulle tilbake\n\n${'Velg forrige versjon i byggejobben og kopier taggen derfra. '.repeat(9)}`,
    [{ deployment: true, rollback: true, incident: false, line: 3 }],
  ],
  [
    'without a way back',
    'docs/deploy.md',
    `# Deploy\n\n${words}\n\n1. to production\n2. b\n3. c\n`,
    [{ deployment: true, rollback: false, line: 1 }],
  ],
  [
    'a way back that is ruled out',
    'docs/deploy.md',
    `# Deploy\n\n${words}\n\n1. to production\n2. b\n3. c\n\nWe never roll back.\n`,
    [{ deployment: true, rollback: false }],
  ],
  ['two lines are no procedure', 'README.md', '# Shop\n\n## Deploying\n\nMerge and production follows.\n', []],
  ['a name is no heading', 'README.md', `# shop-deploy\n\n${words} production\n\n1. a\n2. b\n3. c\n`, []],
  ['no environment', 'README.md', '# Shop\n\n## Deploy\n\n1. npm pack\n2. npm publish\n3. rest\n', []],
  [
    'a worded procedure',
    'README.md',
    `# Shop\n\n## Deployment\n\n- Merge to main, then the pipeline deploys to staging.\n- Approve the production job.\n- Watch the errors for ten minutes, else revert the merge.\n\n${words}`,
    [{ deployment: true, rollback: true, line: 3 }],
  ],
  [
    'commands against an environment, and the one that goes back',
    'docs/release.md',
    '# Shop\n\n## Deploying\n\n```sh\nhelm upgrade shop chart --namespace shop-prod\n```\n\nLater:\n\n```sh\nhelm rollback shop 12 --wait\n```\n',
    [{ deployment: true, rollback: true }],
  ],
  [
    'a guide to figures about deployments',
    'docs/guides/outcomes.md',
    `# Outcomes: deployments, lead times, failures, times to restore\n\nThe tool computes them for production.\n\n- deployments: each first success\n- lead time: from commit to deployment\n- failed changes: those that a rollback or hotfix mended\n\n## What is asked\n\n${words}`,
    [],
  ],
  [
    'a table of what is asked of deployments',
    'docs/model.md',
    `# Model\n\n## Safe deployment\n\n| Level | Name |\n|--|--|\n| 2 | Basic safety in production |\n\n- Canary releases\n- Blue-green\n- Rollback in minutes\n\n${words}`,
    [],
  ],
  [
    'a list of features',
    'README.md',
    `# Shipper\n\n## Deployment\n\n- One-click deployments to staging and production\n- Automated rollback\n- Canary analysis\n\n${words}`,
    [],
  ],
  [
    'strategies',
    'docs/strategies.md',
    '# Blue-green deployment strategy\n\nFor production.\n\n1. The controller creates replicas.\n2. It switches the service.\n3. It removes the old ones, or rolls back.\n',
    [],
  ],
  [
    'a lesson',
    'docs/getting-started.md',
    '# Getting started\n\n## Deploying a Rollout\n\nUse any environment.\n\n```sh\nkubectl apply -f rollout.yaml\n```\n\n## Rollback\n\n```sh\nkubectl argo rollouts undo demo\n```\n',
    [],
  ],
  [
    'kinds of objects',
    'docs/objects.md',
    '# Objects\n\n## Convert a Deployment to a Rollout\n\nIn production:\n\n1. a\n2. b\n3. c\n\n### Rolling back\n\nDelete it.\n',
    [],
  ],
  [
    'for those who host it themselves',
    'docs/self-hosting.md',
    '# Self-hosting\n\n## Production deployment\n\nPoint your domain at it and log in to your server.\n\n```sh\nhelm install my-release chart --set host=shop.your-domain.com\n```\n\n### Rollback\n\n```sh\nhelm rollback my-release\n```\n',
    [],
  ],
  [
    'what came with a version',
    'CHANGELOG.md',
    '# Changes\n\n## Deployment\n\n1. Roll back in production\n2. Deploy to staging\n3. Faster\n',
    [],
  ],
  ['a decision', 'docs/0007-deployment.md', '# Deployment\n\n1. Merge\n2. The pipeline deploys to production\n3. Roll back by hand\n', []],
  [
    'a developer puts up one of their own',
    'README.md',
    '# Shop\n\n## Creating a personal deployment\n\n1. Copy staging\n2. make deploy\n3. Look\n',
    [],
  ],
  [
    'what may happen to a change is no way back',
    'docs/deploy.md',
    `# Deploy\n\n1. Merge\n2. Deploy to production\n3. Else it might get reverted\n`,
    [{ deployment: true, rollback: false }],
  ],
  [
    'a way back beside the deployment',
    'OPERATOR.rst',
    'Promoting to ``prod``\n=====================\n\n#. Pick a commit\n#. Merge it\n#. Announce it\n\nTriaging failures\n=================\n\nTo restore it, rerun the deploy job of the\nprevious passing pipeline.\n',
    [{ deployment: true, rollback: true, steps: 3, line: 1 }],
  ],
  ['an end', 'docs/end.md', '# Shop\n\n## Deleting a deployment\n\n1. Pick staging\n2. make destroy\n3. Look\n', []],
  [
    'how deployments are configured',
    'README.md',
    '# Shop\n\n## Configuration of deployments\n\n1. Pick staging\n2. Run make env\n3. Look\n',
    [],
  ],
  [
    'a title that goes both ways',
    'docs/deploy.md',
    `# Deploy a new version, and go back\n\n${words}\n\n1. Pull it in production\n2. Restart\n3. Check\n`,
    [{ deployment: true, rollback: true }],
  ],
  [
    'variables are no environment',
    'README.md',
    '# Shop\n\n## Deploy\n\n```sh\ndocker run shop\n```\n\nSet the environment variables below.\n',
    [],
  ],
  [
    'a rollback among the words of a deployment',
    'docs/deploy.md',
    `# Deploy\n\nMerge, and the pipeline deploys to production with automated promotion or rollback.\n\n1. Merge\n2. Approve\n3. Watch\n`,
    [{ deployment: true, rollback: false }],
  ],
  ['in a code fence', 'README.md', '# Shop\n\n```\n## Deploy\nto production\n```\n', []],
])('deployment: %s', async (_, path, text, expected) => {
  expect(flat(await factsOf({ [path]: text }), 'runbook')).toMatchObject(expected);
});

test('a copy in an archive does not hide the runbook', async () => {
  const facts = await factsOf({ 'archive/runbooks/outage.md': full, 'docs/runbooks/outage.md': full });
  expect(flat(facts, 'runbook')).toMatchObject([{ path: 'docs/runbooks/outage.md' }]);
});

test('a chapter of runbooks in one large document', async () => {
  const chapter = ['Restaging', 'Rotating keys', 'Smoke test'].map(title => `## ${title}\n\n${words}\n`).join('\n');
  const facts = await factsOf({ 'docs/all.md': `# All\n\n# Run Book\n\n${chapter}\n# Other\n` });
  expect(flat(facts, 'runbook')).toMatchObject([{ title: 'Run Book', sections: 3, incident: true, line: 3 }]);
});

test('boilerplate that is repeated counts once, an index is no runbook', async () => {
  const index = '# Runbooks\n\n| Service | Runbook | Status |\n|--|--|--|\n| a | [a](a/outage.md) | ok |\n| b | [b](b/outage.md) | ok |\n';
  const facts = await factsOf({ 'runbooks/a/outage.md': full, 'runbooks/b/outage.md': full, 'runbooks/README.md': index });
  expect(flat(facts, 'runbook')).toHaveLength(1);
  expect(flat(facts, 'runbook.index')).toMatchObject([{ entries: 2, tracked: true, line: 1 }]);
});

test.each([
  [
    'sections called like alerts',
    'monitoring/README.md',
    `# Reviewing the alerts of the shop\n\n${['OrdersQueueStuck', 'PaymentsCertificateExpires', 'SearchIndexOld']
      .map(name => `## ${name}\n### Guidance\nLook at the worker that was deployed last and restart it when it hangs.\n`)
      .join('')}`,
    { alerts: ['OrdersQueueStuck', 'PaymentsCertificateExpires', 'SearchIndexOld'], incident: true, line: 1 },
  ],
  [
    'a chapter on what to do',
    'docs/alerts.md',
    `# Alerts that are deployed\n\n## What to do when an alert fires\n${['a full disk', 'a restart', 'a slow shop']
      .map(name => `### ${name}\n${words}\n`)
      .join('')}`,
    { title: 'What to do when an alert fires', incident: true, line: 3 },
  ],
  ['a guide of those on duty', 'docs/sre-guide/common-problems.md', full, { incident: true }],
])('a runbook: %s', async (_, path, text, expected) => {
  expect(flat(await factsOf({ [path]: text }), 'runbook')).toMatchObject([expected]);
});

test('classes in a reference are no alerts', async () => {
  const text = `# Alert API, deployed\n\n${['AlertManager', 'HttpClient', 'RuleStore'].map(name => `## ${name}\nA class.\n`).join('')}`;
  expect(flat(await factsOf({ 'docs/api.md': text }), 'runbook')).toEqual([]);
});
