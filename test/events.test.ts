import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, connect as dial } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import webhooks from '@octokit/webhooks-examples';
import { describe, expect, test } from 'vitest';
import { openStore } from '../src/store/open-store.ts';
import { engines } from '../src/store/testing.ts';
import { commitAll, folderOf, git, opsex, repositoryOf } from './repository.ts';

const header = 'id,service,environment,sha,status,finished_at';

/** Payloads as GitHub publishes them, with the headers that they come with. */
const published = (webhooks as unknown as readonly { readonly name: string; readonly examples: readonly object[] }[]).flatMap(
  ({ name, examples }) => examples.map((body, at) => ({ headers: { 'X-GitHub-Event': name, 'X-GitHub-Delivery': `${name}-${at}` }, body })),
);

describe.each(engines)('%s', (_, newAddress) => {
  test('deliveries that come twice, in another order and in other files give the same', { timeout: 120_000 }, async () => {
    const lines = published.map(each => JSON.stringify(each));
    const csv = Array.from({ length: 50 }, (_, n) => `${n % 40},shop,production,${'a'.repeat(40)},success,2026-06-01T10:${10 + n}:00Z`);
    const folder = folderOf({
      'all.jsonl': lines.join('\n'),
      'rows.csv': [header, ...csv].join('\n'),
      'first.json': JSON.stringify(published.filter((_, at) => at % 3 > 0).reverse()),
      'second.jsonl.gz': gzipSync(lines.filter((_, at) => at % 2 === 0 || at % 3 === 0).join('\n')),
      'other.csv': [header, ...[...csv].reverse(), ...csv].join('\r\n'),
    });
    const [once, often] = [await newAddress(), await newAddress()];
    const run = (address: string, ...args: string[]) => {
      const done = opsex(['events', 'import', ...args, '--source', 'one', '--names', '--database', address], { cwd: folder });
      expect(done).toMatchObject({ status: 0, stdout: '' });
      return done.stderr;
    };
    const said = run(once, 'all.jsonl', 'rows.csv');
    expect(said).toMatch(/^all\.jsonl: \d+ messages stored as one \(github\)$/m);
    expect(said).toMatch(/^rows\.csv: 50 rows stored as one \(csv\)$/m);
    run(often, 'other.csv', 'second.jsonl.gz', 'first.json');
    run(often, 'first.json', 'second.jsonl.gz');
    expect(await contentOf(often)).toEqual(await contentOf(once));
  });

  test('a connection or a process that is lost in the middle: what was acknowledged stays, and the same command goes on', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => JSON.stringify(deployed(n)));
    const folder = folderOf({ 'messages.jsonl': rows.join('\n') });
    const store = await newAddress();
    const way = store.startsWith('postgres') ? await proxyTo(store) : undefined;
    const args = ['events', 'import', 'messages.jsonl', '--progress', '--database'];
    const broken = await opsexUntil([...args, way?.address ?? store], folder, /messages\.jsonl: [1-9]/, child => {
      if (way) way.cut();
      else child.kill('SIGTERM');
    });
    if (way) {
      expect(broken.stderr).toMatch(/the connection failed or was lost[^\n]*\nWhat was acknowledged is stored\./);
      expect(broken.status).toBe(3);
    }
    const acknowledged = Number(/([\d,]+) stored[^\n]*\n(?!messages)/.exec(`${broken.stderr}\n`)?.[1]?.replaceAll(',', ''));
    const went = opsex([...args, store], { cwd: folder });
    expect(went.stderr).toMatch(/went on after [\d,]+ messages of an import that was broken off/);
    const resumed = Number(/went on after ([\d,]+)/.exec(went.stderr)?.[1]?.replaceAll(',', ''));
    expect(resumed).toBeGreaterThanOrEqual(acknowledged);
    const database = await openStore(store);
    expect(await database.query('select count(*) as n from deployment')).toEqual([{ n: 20_000 }]);
    await database.close();
    way?.close();
  });

  test('git tells changes, and versions as deployments, as often as it is asked', async () => {
    const root = repositoryOf({ 'a.txt': '1' }, '2026-01-01T10:00:00Z');
    git(root, ['tag', 'v1.0.0']);
    writeFileSync(join(root, 'a.txt'), '2');
    commitAll(root, 'Change all (#7)', '2026-01-02T10:00:00Z');
    git(root, ['tag', 'v1.1.0-rc.1']);
    git(root, ['tag', 'v1.1.0']);
    git(root, ['tag', 'not-a-version']);
    git(root, ['revert', '--no-edit', 'HEAD'], { GIT_AUTHOR_DATE: '2026-01-03T10:00:00Z', GIT_COMMITTER_DATE: '2026-01-03T10:00:00Z' });
    git(root, ['tag', '-a', 'v1.1.1', '-m', 'Back'], { GIT_COMMITTER_DATE: '2026-01-03T11:00:00Z' });
    git(root, ['remote', 'add', 'origin', 'https://token@github.com/acme/shop.git']);
    const address = await newAddress();
    const run = opsex(['events', 'from-git', root, '--database', address, '--json']);
    expect(run.status).toBe(0);
    expect(JSON.parse(run.stdout)).toEqual({
      repository: 'github.com/acme/shop',
      changes: 3,
      deployments: 4,
      rollbacks: 1,
      hotfixes: 0,
      notes: ['1 tags are no versions'],
    });
    expect(run.stderr).toContain('github.com/acme/shop: 3 changes and 4 deployments (1 rollback, 0 hotfixes) stored');
    expect(opsex(['events', 'from-git', root, '--database', address]).status).toBe(0);
    const store = await openStore(address);
    const fields = 'ref, service, production, kind, remedies, succeeded_at';
    expect(await store.query(`select ${fields} from deployment order by succeeded_at, ref`)).toEqual([
      { ref: 'v1.0.0', service: 'shop', production: true, kind: 'normal', remedies: null, succeeded_at: '2026-01-01T10:00:00.000Z' },
      { ref: 'v1.1.0', service: 'shop', production: true, kind: 'normal', remedies: null, succeeded_at: '2026-01-02T10:00:00.000Z' },
      { ref: 'v1.1.0-rc.1', service: 'shop', production: false, kind: 'normal', remedies: null, succeeded_at: '2026-01-02T10:00:00.000Z' },
      {
        ref: 'v1.1.1',
        service: 'shop',
        production: true,
        kind: 'rollback',
        remedies: 'github.com/acme/shop/v1.1.0',
        succeeded_at: '2026-01-03T11:00:00.000Z',
      },
    ]);
    expect(await store.query('select pull_request from change where pull_request is not null')).toEqual([{ pull_request: 7 }]);
    await store.close();
  });
});

/** What each tool exports, and what is said of it. */
const exports: readonly (readonly [name: string, file: string, content: unknown, says: RegExp])[] = [
  ['CDEvents 0.4', 'a.json', [deployed(1)], /1 message stored as cdevents \(cdevents\)\n {2}they tell of deployments once/],
  [
    'CDEvents 0.5 in CloudEvents',
    'b.json',
    { specversion: '1.0', id: 'x', source: '/s', type: 'dev.cdevents.service.deployed.0.3.0', data: deployed(2, { specversion: '0.5.0' }) },
    /1 message stored as cdevents/,
  ],
  [
    'GitLab',
    'c.json',
    {
      object_kind: 'deployment',
      status: 'success',
      status_changed_at: '2021-04-28 21:50:00 +0200',
      deployment_id: 15,
      environment: 'production',
      project: { id: 3, name: 'Shop', web_url: 'https://gitlab.example.com/team/shop', path_with_namespace: 'team/shop' },
    },
    /1 message stored as gitlab \(gitlab\)\n {2}they tell of deployments once/,
  ],
  [
    'PagerDuty',
    'd.json',
    {
      incidents: [
        {
          id: 'P2',
          type: 'incident',
          html_url: 'https://acme.pagerduty.com/incidents/P2',
          incident_number: 2,
          status: 'acknowledged',
          created_at: '2026-04-09T15:16:27Z',
          title: 'A bump',
          service: { id: 'S', summary: 'API' },
          urgency: 'high',
        },
      ],
      more: false,
    },
    /1 message stored as pagerduty \(pagerduty\)\n {2}they tell of incidents once, pages once/,
  ],
  [
    'Opsgenie',
    'e.json',
    {
      data: [
        {
          id: '652f',
          tinyId: '3',
          message: 'Checkout is down',
          impactedServices: [],
          status: 'resolved',
          tags: ['service:checkout'],
          createdAt: '2025-09-26T17:06:16Z',
          updatedAt: '2025-09-28T17:49:10Z',
          priority: 'P3',
          impactStartDate: '2025-09-26T17:00:00Z',
          impactEndDate: '2025-09-26T17:45:25Z',
        },
      ],
      totalCount: 1,
    },
    /1 message stored as opsgenie \(opsgenie\)\n {2}they tell of incidents once/,
  ],
  [
    'Argo CD',
    'f.json',
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'shop', namespace: 'argocd' },
      spec: { destination: { name: 'prod' }, source: { repoURL: 'https://github.com/acme/config.git' } },
      status: { history: [{ id: 1, revision: 'a'.repeat(40), deployedAt: '2026-06-01T10:01:00Z' }] },
    },
    /1 message stored as argo-cd \(argo-cd\)\n {2}they tell of deployments once/,
  ],
  [
    'Jenkins, whose builds are deployments when one says so',
    'g.json',
    {
      _class: 'org.jenkinsci.plugins.workflow.job.WorkflowJob',
      fullName: 'team/deploy-shop',
      builds: [
        {
          number: 1,
          timestamp: Date.UTC(2026, 5, 1),
          duration: 9,
          building: false,
          result: 'SUCCESS',
          url: 'https://ci.example.org/job/deploy-shop/1/',
          actions: [],
        },
      ],
    },
    /1 × runs of the job "team\/deploy-shop" are not taken for deployments \(--deploys takes them\)/,
  ],
  [
    'Jira',
    'h.csv',
    'Issue key,Summary,Issue Type,Priority,Created,Resolved,Component/s\nOPS-1,Down,Incident,High,2026-06-01T10:00:00+02:00,2026-06-01T11:00:00+02:00,shop\n',
    /1 row stored as h \(csv\)/,
  ],
  [
    'ServiceNow, in UTC without saying so',
    'i.csv',
    'number,short_description,cmdb_ci,priority,opened_at,resolved_at\nINC001,Down,shop,1 - Critical,2026-06-01 10:00:00,2026-06-01 11:00:00\n',
    /1 row rejected\n {2}! 1 × opened_at has no time zone: export it with an offset, or say --zone/,
  ],
];

test('exports of tools are known by what is in them', async () => {
  const folder = folderOf(
    Object.fromEntries(exports.map(([, file, content]) => [file, typeof content === 'string' ? content : JSON.stringify(content)])),
  );
  const files = exports.map(([, file]) => file);
  const { stderr } = opsex(['events', 'import', ...files, '--database', 'store.duckdb'], { cwd: folder });
  for (const [name, file, , says] of exports) {
    const [, part = ''] = stderr.split(`${file}: `);
    expect(`${name}: ${part}`).toMatch(says);
  }
});

test.each<[string, Record<string, string | Buffer>, string[], number, RegExp]>([
  ['nothing there', {}, ['a.csv'], 2, /a\.csv does not exist\n/],
  ['a folder', { 'a/b.csv': '' }, ['a'], 2, /a is not a file\nName the files themselves/],
  ['an empty file', { 'a.csv': '' }, ['a.csv'], 2, /a\.csv is empty\n/],
  ['wrong columns', { 'a.csv': 'x,y\n1,2\n' }, ['a.csv'], 2, /its columns do not tell what it holds: x, y\nsay --kind deployment\|/],
  [
    'a column that is missing',
    { 'a.csv': 'service,env,done\n' },
    ['a.csv'],
    2,
    /a deployment needs finished_at[^\n]*\nMap it: --map finished_at=done/,
  ],
  ['a spreadsheet', { 'a.xlsx': 'PK\u0003\u0004....' }, ['a.xlsx'], 2, /a\.xlsx is a ZIP archive or a spreadsheet\nUnpack it/],
  ['an unknown format', { 'a.csv': 'x\n' }, ['a.csv', '--format', 'gitlub'], 2, /no format "gitlub"\nThe nearest is "git(?:l|h)ub"/],
  ['an unknown kind', { 'a.csv': 'x\n' }, ['a.csv', '--kind', 'deploy'], 2, /Allowed choices are deployment, change/],
  ['an unknown zone', { 'a.csv': 'x\n' }, ['a.csv', '--zone', 'Berlin'], 2, /no time zone "Berlin"\nName it as IANA does/],
  [
    'a time without a zone, and one in the future',
    { 'a.csv': `${header}\n1,s,p,,success,2026-06-01T10:00:00Z\n2,s,p,,success,2026-06-01 10:00\n3,s,p,,success,2126-06-01T10:00:00Z\n` },
    ['a.csv'],
    0,
    /1 row stored as a \(csv\), 2 rows rejected\n.*finished_at has no time zone[^\n]*\(line 3\)\n.*lies in the future \(line 4\)\n {2}rejected rows with line and reason: a\.csv\.rejected\.csv\n/,
  ],
  [
    'nothing that can be stored',
    { 'a.csv': `${header}\n1,s,p,,success,soon\n` },
    ['a.csv'],
    2,
    /0 rows stored as a \(csv\), 1 row rejected/,
  ],
  [
    'a commit that nobody knows',
    { 'a.csv': `${header}\n1,s,p,abcdef1,success,2026-06-01T10:00:00Z\n` },
    ['a.csv'],
    0,
    /1 deployment names a commit that the store does not know: opsex events from-git PATH/,
  ],
  [
    'a packed file that is cut off',
    { 'a.csv.gz': gzipSync(`${header}\n${'1,s,p,,success,2026-06-01T10:00:00Z\n'.repeat(99)}`).subarray(0, 60) },
    ['a.csv.gz'],
    2,
    /a\.csv\.gz ends before its packed data does\nFetch the file again/,
  ],
  [
    'JSON that is cut off',
    { 'a.jsonl': `${JSON.stringify(deployed(1))}\n{"context": {"id"` },
    ['a.jsonl'],
    0,
    /1 message stored as cdevents \(cdevents\), 1 message rejected\n.*\n.*is not JSON \(line 2\)/,
  ],
  [
    'two files for one name',
    { 'a.csv': '', 'b.csv': '' },
    ['a.csv', 'b.csv', '--rejected', 'r'],
    2,
    /--rejected names one file for several/,
  ],
  [
    'a file between others',
    { 'a.csv': `${header}\n1,s,p,,success,2026-06-01T10:00:00Z\n` },
    ['no.csv', 'a.csv'],
    2,
    /no\.csv does not exist[\s\S]*a\.csv: 1 row stored/,
  ],
  [
    'a store of another engine',
    { 'a.csv': '' },
    ['a.csv', '--database', 'mysql://u:p@h/x'],
    2,
    /no store at addresses that begin with mysql:\/\//,
  ],
  [
    'a store in a place that is none',
    { 'a.csv': '' },
    ['a.csv', '--database', 'a.csv/store'],
    2,
    /the folder of a\.csv\/store cannot be made/,
  ],
  [
    'a server that does not run',
    { 'a.csv': '' },
    ['a.csv', '--database', 'postgres://u:secret@127.0.0.1:1/x'],
    3,
    /postgres:\/\/u:\*\*\*@127\.0\.0\.1:1\/x: the connection failed or was lost/,
  ],
  [
    'a store that is something else',
    { 'a.csv': '', 'x.duckdb': 'z'.repeat(9999) },
    ['a.csv', '--database', 'x.duckdb'],
    3,
    /x\.duckdb is damaged or not a store of opsex/,
  ],
])('%s', (_, files, args, status, says) => {
  const folder = folderOf(files);
  const run = opsex(['events', 'import', ...(args.includes('--database') ? args : [...args, '--database', 'store.duckdb'])], {
    cwd: folder,
  });
  expect(run.stderr).toMatch(says);
  expect(run).toMatchObject({ status, stdout: '' });
  expect(run.stderr).not.toMatch(/secret|bug in opsex| {4}at /);
});

test('a store that is cut off or overwritten is told apart from a bug, and its copy still works', () => {
  const folder = folderOf({
    'a.csv': `${header}\n${Array.from({ length: 9000 }, (_, n) => `${n},s,p,${n}abcdef,success,2026-06-01T10:00:00Z\n`).join('')}`,
  });
  const run = (database: string) => opsex(['events', 'import', 'a.csv', '--database', database], { cwd: folder });
  expect(run('whole.duckdb').status).toBe(0);
  const whole = readFileSync(join(folder, 'whole.duckdb'));
  for (let from = 0; from < whole.length; from += whole.length >> 3) {
    const damaged = Buffer.from(whole);
    damaged.fill(0x55, from, from + 8192);
    for (const content of [damaged, whole.subarray(0, from + 5000)]) {
      writeFileSync(join(folder, 'damaged.duckdb'), content);
      const { status, stderr } = run('damaged.duckdb');
      expect(stderr).not.toMatch(/bug in opsex/);
      expect([0, 3]).toContain(status); // a block that nobody needs may be gone
    }
  }
  expect(run('whole.duckdb').status).toBe(0);
});

test('a store that another process uses', async () => {
  const folder = folderOf({ 'a.csv': `${header}\n1,s,p,,success,2026-06-01T10:00:00Z\n` });
  const store = await openStore(join(folder, 'store.duckdb'));
  const run = opsex(['events', 'import', 'a.csv', '--database', 'store.duckdb'], { cwd: folder });
  await store.close();
  expect(run.stderr).toMatch(/store\.duckdb is in use by another process .*\nWait until it has ended, or use PostgreSQL/);
  expect(run.status).toBe(3);
});

test('rows may come through a pipe, and what was done may go to a program', async () => {
  const folder = folderOf({});
  const args = ['events', 'import', '-', '--database', 'store.duckdb', '--source', 'ci', '--json'];
  const done = await opsexUntil(args, folder, /never/, () => {}, `${header}\n1,shop,production,,success,2026-06-01T10:00:00Z\n2,,,,,\n`);
  expect(done.status).toBe(0);
  expect(JSON.parse(done.stdout)).toMatchObject([
    {
      file: 'standard input',
      format: 'csv',
      source: 'ci',
      read: 2,
      stored: 1,
      rejected: 1,
      reasons: [{ count: 1, line: 3 }],
      rejectsPath: 'stdin.rejected.csv',
    },
  ]);
});

test('git that cannot tell is refused', () => {
  const root = repositoryOf({ 'a.txt': '1' });
  commitAll(root, 'More', '2026-06-02T12:00:00Z');
  const folder = folderOf({ 'plain/a.txt': '' });
  git(folder, ['clone', '-q', '--depth', '1', `file://${root}`, 'shallow']);
  git(folder, ['init', '-q', 'empty']);
  const run = (path: string) => opsex(['events', 'from-git', path, '--database', 'store.duckdb'], { cwd: folder });
  expect(run('shallow')).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/is a shallow clone[^\n]*\nFetch the rest with git fetch --unshallow/),
  });
  expect(run('plain')).toMatchObject({ status: 2, stderr: expect.stringContaining('is not a git repository') });
  expect(run('empty')).toMatchObject({ status: 2, stderr: expect.stringContaining('has no commits yet') });
  expect(run('none')).toMatchObject({ status: 2 });
  expect(run(root)).toMatchObject({ status: 0, stderr: expect.stringContaining('no tag is a version: say --deployments merges') });
});

function deployed(n: number, context: object = { version: '0.4.1' }) {
  const timestamp = new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString();
  return {
    context: { id: `e-${n}`, source: '/ci', type: 'dev.cdevents.service.deployed.0.2.0', timestamp, ...context },
    subject: { id: 'shop', source: '/ci', type: 'service', content: { environment: { id: 'production' }, artifactId: 'pkg:oci/shop@1' } },
  };
}

test('opsex.yaml says how files of events are read, and options of the command win', async () => {
  const folder = folderOf({
    'opsex.yaml': `version: 1
imports:
  - files: "rollouts-*.csv"
    kind: deployment
    map: { service: App, finished_at: Done, sha: Revision }
    zone: Europe/Berlin
    time_format: "%d/%m/%Y %H:%M"
    environment: production
    source: board
`,
    'exports/rollouts-06.csv': `App,Done,Revision,Where\nshop,03/06/2026 10:00,${'a'.repeat(40)},staging\n`,
  });
  const address = join(folder, 'store.duckdb');
  const run = (...args: string[]) =>
    opsex(['events', 'import', 'exports/rollouts-06.csv', '--database', address, ...args], { cwd: folder });
  expect(run().stderr).toMatch(/1 row stored as board \(csv\)/);
  expect(run('--source', 'other', '--map', 'environment=Where').stderr).toMatch(/1 row stored as other/);
  expect(run('--no-config').status).toBe(2);
  const store = await openStore(address);
  const rows = await store.query<Record<string, string>>(
    'select source, service, environment, succeeded_at from deployment order by source',
  );
  await store.close();
  expect(rows).toMatchObject([
    { source: 'board', service: 'shop', environment: 'production' },
    { source: 'other', service: 'shop', environment: 'staging' },
  ]);
  expect(new Date(String(rows[0]?.succeeded_at)).toISOString()).toBe('2026-06-03T08:00:00.000Z');
  writeFileSync(join(folder, 'opsex.yaml'), 'version: 1\nimports: [{ files: "*.csv", zone: Mars/Base, maps: {} }]\n');
  const refused = run();
  expect(refused.status).toBe(2);
  expect(refused.stderr).toMatch(/opsex\.yaml:2:\d+: .*zone.* is no time zone/);
  expect(refused.stderr).toMatch(/unknown key "maps"; the nearest is "map"/);
});

/** All that was stored, but for when. */
async function contentOf(address: string): Promise<unknown> {
  const store = await openStore(address);
  try {
    const kinds = ['deployment', 'change', 'incident', 'page'];
    const rows = [];
    for (const kind of kinds) rows.push(await store.query(`select * from ${kind} order by 1, 2`));
    return [...rows, await store.query('select source, key, kind from delivery order by source, key')];
  } finally {
    await store.close();
  }
}

/** Runs the command line, and does something as soon as it says something. */
async function opsexUntil(
  args: readonly string[],
  cwd: string,
  says: RegExp,
  act: (child: ReturnType<typeof spawn>) => void,
  input = '',
): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = spawn('node', [join(import.meta.dirname, '../dist/opsex.js'), ...args], { cwd });
  let [stdout, stderr, acted] = ['', '', false];
  child.stdout.on('data', chunk => {
    stdout += chunk;
  });
  child.stderr.on('data', chunk => {
    stderr += chunk;
    if (acted || !says.test(stderr)) return;
    acted = true;
    act(child);
  });
  child.stdin.end(input);
  const status = await new Promise<number | null>(resolve => child.once('close', resolve));
  return { status, stdout, stderr };
}

/** A way to a PostgreSQL server that can be cut. */
async function proxyTo(url: string) {
  const target = new URL(url);
  const { hostname, port } = target;
  const sockets = new Set<import('node:net').Socket>();
  const server = createServer(near => {
    const far = dial(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  target.port = String((server.address() as AddressInfo).port);
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return { address: target.href, cut, close: () => server.close() };
}
