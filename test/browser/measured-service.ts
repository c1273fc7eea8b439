import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assessJson, folderOf, opsex, repositoryOf } from '../repository.ts';
import { newFile } from '../serving.ts';

type Row = Readonly<Record<string, string | number | boolean>>;

const day = 86_400_000;
const noon = Math.floor(Date.now() / day) * day - day / 2;
const ago = (days: number, hours = 0) => new Date(noon - days * day + hours * 3_600_000).toISOString();
const many = (count: number, make: (at: number) => Row) => Array.from({ length: count }, (_, at) => make(at));

/** A quarter of a workload called checkout, whose events call it shop: a deployment a day, of which some fail, incidents, pages, hours of toil. */
const events: Readonly<Record<string, readonly Row[]>> = {
  deployment: many(100, at => ({
    source: 'ci',
    id: `run-${at}`,
    service: 'shop',
    environment: 'production',
    production: true,
    ref: `v1.${at}.0`,
    started_at: ago(at, -1),
    ...(at % 20 === 3 ? { failed_at: ago(at) } : { succeeded_at: ago(at) }),
    url: at === 1 ? 'javascript:alert(1)' : `https://ci.example.org/runs/${at}`,
  })),
  incident: many(9, at => ({
    source: 'pager',
    id: `inc-${at}`,
    service: 'shop',
    severity: 1 + (at % 3),
    title: `Checkout fails <b>${at}</b>`,
    started_at: ago(at * 9 + 2, 2),
    resolved_at: ago(at * 9 + 2, 3 + at / 4),
    url: `https://pager.example.org/${at}`,
  })),
  page: many(40, at => ({
    source: 'pager',
    id: `page-${at}`,
    service: 'shop',
    alert: 'ShopErrors',
    engineer: `e${at % 3}`,
    paged_at: ago(at * 2 + 1),
    actionable: at % 3 > 0,
  })),
  toil: many(11, at => ({
    source: 'time',
    id: `toil-${at}`,
    team: 'orders',
    week: ago(at * 7 + 3),
    toil_hours: 20 + at,
    total_hours: 100,
  })),
};

/** A store with the events and two assessments that were made with them; and the newer assessment as a file has it. */
export function measuredService() {
  const address = newFile();
  for (const [kind, rows] of Object.entries(events)) {
    const file = join(folderOf({}), `${kind}.jsonl`);
    writeFileSync(file, rows.map(row => `${JSON.stringify(row)}\n`).join(''));
    const run = opsex(['events', 'import', file, '--kind', kind, '--database', address]);
    if (run.status !== 0) throw new Error(run.stderr);
  }
  const root = repositoryOf({
    'server.js': 'console.log(1)',
    'opsex.yaml': 'version: 1\nworkload:\n  name: checkout\n  team: orders\n',
  });
  const assessed = (days: number) =>
    assessJson(root, '--database', address, '--service', 'shop', '--save', '--as-of', new Date(Date.now() - days * day).toISOString());
  return { address, assessments: [assessed(30), assessed(0)] };
}
