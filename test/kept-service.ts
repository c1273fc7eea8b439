import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commitAll, git, opsex, repositoryOf } from './repository.ts';

const told =
  'Orders could not be paid because the pool of connections to the database was exhausted after a release, until a restart of the service by hand resolved it for good. ';
/** Where markup would be, and what would reorder the text beside it. */
export const hostileText = `Stuck "><img src=x onerror=window.harmed=1> \u202egnp.exe '&quot;`;

const review = (title: string, date: string, actions: string) =>
  `# ${title}\n\n- **Date**: ${date}\n- **Severity**: SEV-2\n\n## Impact\n\n${title}: ${told.repeat(2)}\n\n## Timeline\n\n10:02 An alert fires.\n\n## Root cause\n\n${told}${actions}`;

const runbook = (name: string, link: string) =>
  `---\nservice: shop\nlast_reviewed_on: 2026-01-10\nowner: team-shop\n---\n# ${name}\n\n## When to use\n\nThe alert on ${name} fires. ${told}\n\n## Impact\n\nCustomers wait. ${told}\n\n## Diagnosis\n\n1. Look at the logs.\n2. Look at the [dashboard](${link}).\n3. Compare with the last release.\n\n## Remediation\n\n\`\`\`sh\nkubectl rollout restart deployment/shop\n\`\`\`\n\n## Verification\n\nThe alert resolves. ${told}\n`;

const rule = (name: string, annotations: string) =>
  `      - alert: ${name}\n        expr: sum(rate(http_requests_total{code=~"5.."}[5m])) > 1\n        labels: { severity: page }\n        annotations: { summary: "${name}"${annotations} }\n`;

const files = {
  'opsex.yaml': 'version: 1\nworkload: { name: kept-shop, team: orders, tags: [pci, eu-west] }\n',
  'package.json': '{ "name": "shop", "scripts": { "test": "vitest run" } }',
  Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
  'deploy/production/shop.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop, namespace: production }\nspec:\n  replicas: 2\n  selector: { matchLabels: { app: shop } }\n  template:\n    metadata: { labels: { app: shop } }\n    spec: { containers: [{ name: shop, image: "acme/shop:1" }] }\n`,
  'docs/postmortems/2026-03-10-payments.md': review(
    'Payments failed',
    '2026-03-10',
    '\n\n## Action items\n\n| Action | Owner | Due | Status |\n|--|--|--|--|\n| Raise the limit of the pool | @kim | 2026-04-01 | done |\n| Alert on the pool | @ola | 2026-05-01 | open |\n| Write the runbook |  | 2026-12-01 | open |\n',
  ),
  [`docs/postmortems/2026-05-02-${hostileText.replaceAll('/', '')}.md`]: review(`Search ${hostileText}`, '2026-05-02', ''),
  'docs/runbooks/payments.md': runbook('Payments', '../dashboards/gone.md'),
  'docs/runbooks/queue.md': '# Queue stuck\n\nRestart it.\n',
  'alerts/shop.rules.yml': `groups:\n  - name: shop\n    rules:\n${rule('PaymentsFail', ', runbook_url: docs/runbooks/payments.md')}${rule('QueueStuck', '')}`,
};

const debts = [
  ['Restart of the importer by hand', 'team-shop', '3', '2026-03-31', '2026-01-10'],
  ['No alert on the queue', 'kim', '1.5', '2027-03-31', '2026-03-10'],
  [hostileText, 'kim', '10', '2026-12-31', '2026-05-10'],
] as const;

/** A service that keeps a register of debt for months, postmortems and runbooks; some of it by people who mean harm. */
export function keptService(): string {
  const root = repositoryOf(files, '2026-01-05T12:00:00Z');
  git(root, ['remote', 'add', 'origin', 'git@github.com:acme/kept-shop.git']);
  for (const [title, owner, toil, due, day] of debts) {
    const run = opsex(['debt', 'add', title, root, '--owner', owner, '--toil', toil, '--due', due, '--as-of', day]);
    if (run.status !== 0) throw new Error(run.stderr);
    commitAll(root, `Add ${owner}`, `${day}T12:00:00Z`);
  }
  opsex(['debt', 'close', 'OD-2', root, '--as-of', '2026-06-01']);
  opsex(['debt', 'review', root, '--by', 'kim', '--as-of', '2026-06-01']);
  mkdirSync(join(root, 'docs/more'), { recursive: true });
  writeFileSync(join(root, 'docs/more/note.md'), '# Note\n');
  commitAll(root, 'Review the register', '2026-06-01T12:00:00Z');
  return root;
}
