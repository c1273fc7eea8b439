import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../../lib/user-error.ts';
import type { Database } from '../../../store/database.ts';
import { openStore } from '../../../store/open-store.ts';
import { engines } from '../../../store/testing.ts';
import type { ImportOptions } from '../import-options.ts';
import { openInput } from '../input/open-input.ts';
import { importTable } from './import-table.ts';

const plain: ImportOptions = {
  map: new Map(),
  times: {},
  constants: new Map(),
  deploys: [],
  incidentLabels: [],
  names: false,
  now: new Date('2026-06-30T12:00:00Z'),
  progress: () => {},
};

function fileOf(content: string | Buffer, name = 'rows.csv'): string {
  const path = join(mkdtempSync(join(tmpdir(), 'opsex-import-test-')), name);
  writeFileSync(path, content);
  return path;
}

/** Line and reason of every row that was rejected. */
function rejectedIn(path: string): readonly string[] {
  return readFileSync(`${path}.rejected.csv`, 'utf8').trim().split('\n').slice(1);
}

describe.each(engines)('%s', (_, newAddress) => {
  let store: Database;
  beforeAll(async () => {
    store = await openStore(await newAddress());
  });
  afterAll(() => store.close());

  const importCsv = (path: string, options: Partial<ImportOptions> = {}) =>
    importTable(store, openInput(path, { encoding: options.encoding }), /json/.test(path) ? 'json' : 'csv', { ...plain, ...options });
  const all = (kind: string, source: string) => store.query(`select * from ${kind} where source = $1 order by id`, [source]);

  test('deployments with columns of other names', async () => {
    const path = fileOf(
      [
        'Build;svc_name;Env;Git commit;begun;done;Result',
        '1;shop;prod-eu;ABC1234;2026-06-01T10:00:00+02:00;2026-06-01 10:05:00.5 +0200;SUCCESS',
        '2;shop;staging;abc1235;2026-06-02T10:00Z;2026-06-02T10:05:00Z;failed',
        '3;"shop; ""new""";eu-1;;2026-06-03T10:00:00Z;2026-06-03T10:09:00Z;cancelled',
        '4;shop;production;;2026-06-03T10:00:00Z;;In-Progress',
      ].join('\r\n'),
    );
    const map = new Map([
      ['service', 'svc_name'],
      ['finished_at', 'done'],
      ['started_at', 'begun'],
    ]);
    const summary = await importCsv(path, { map, source: 'a' });
    expect(summary).toMatchObject({ format: 'csv', read: 4, stored: 4, rejected: 0, notes: [] });
    expect(await all('deployment', 'a')).toMatchObject([
      {
        id: '1',
        service: 'shop',
        environment: 'prod-eu',
        production: true,
        sha: 'abc1234',
        started_at: '2026-06-01T08:00:00.000Z',
        succeeded_at: '2026-06-01T08:05:00.500Z',
        failed_at: null,
      },
      { id: '2', production: false, started_at: '2026-06-02T10:00:00.000Z', succeeded_at: null, failed_at: '2026-06-02T10:05:00.000Z' },
      { id: '3', service: 'shop; "new"', production: null, sha: null, succeeded_at: null, failed_at: null },
      { id: '4', production: true, succeeded_at: null },
    ]);
  });

  test('rows that cannot be stored are put aside with line, reason and all columns', async () => {
    const path = fileOf(
      [
        'id,service,environment,finished_at,status,production,kind',
        '1,shop,prod,2026-06-01T10:00:00Z,success,,',
        '2,shop,prod,2026-06-01 10:00,success,,',
        '3,shop,prod,03/10/2025 10:00,success,,',
        '4,shop,prod,10.03.2025,success,,',
        '5,shop,prod,1750000000,success,,',
        '6,shop,prod,1750000000000,success,,',
        '7,shop,prod,2026-06-01,success,,',
        '8,shop,prod,2026-07-02T10:00:00Z,success,,',
        '9,,prod,2026-06-01T10:00:00Z,success,,',
        '10,shop,prod,2026-06-01T10:00:00Z,sucess,,',
        '11,shop,prod,2026-06-01T10:00:00Z,,maybe,weird',
        '12,shop,prod,,success,,',
        '13,shop,prod,2026-02-30T10:00:00Z,success,,',
        '14,shop,prod,2026-06-01T10:00:00Z,success,,,more,columns',
        ',shop,prod,2026-06-01T10:00:00Z,success,,',
        '16,shop,"prod"uction,2026-06-01T10:00:00Z,success,,',
        '17,"shop',
        'two lines",prod,2026-06-01T10:00:00Z,success,,',
        '18,shop,prod,yesterday,success,,',
        '19,shop,prod,2026-06-01T10:00:00Z',
        `${'x'.repeat(501)},shop,prod,2026-06-01T10:00:00Z,success,,`,
        '21,shop,"prod,2026-06-01T10:00:00Z,success,,',
        '22,shop,prod,2026-06-01T10:00:00Z,success,,',
      ].join('\n'),
    );
    const summary = await importCsv(path, { source: 'b' });
    expect(rejectedIn(path)).toEqual([
      '3,"finished_at has no time zone: export it with an offset, or say --zone Europe/Berlin",2,shop,prod,2026-06-01 10:00,success,,',
      expect.stringMatching(
        /^4,"finished_at is in a notation that depends on where it was written: .*",3,shop,prod,03\/10\/2025 10:00,success,,$/,
      ),
      expect.stringMatching(/^5,"finished_at is in a notation that depends/),
      expect.stringMatching(/^6,"finished_at looks like seconds since 1970/),
      expect.stringMatching(/^7,"finished_at looks like milliseconds since 1970/),
      expect.stringMatching(/^8,"finished_at has no time of day"/),
      expect.stringMatching(/^9,"finished_at lies in the future"/),
      expect.stringMatching(/^10,"service is empty",9,,prod/),
      expect.stringMatching(/^11,"status is no outcome that opsex knows \(success, failure, canceled\)"/),
      expect.stringMatching(
        /^12,"production is neither yes nor no; kind is none of normal, rollback, hotfix; status is empty: did it succeed\?"/,
      ),
      expect.stringMatching(/^13,"finished_at is empty"/),
      expect.stringMatching(/^14,"finished_at is no ISO 8601 time .*",13,/),
      expect.stringMatching(/^15,"has 9 fields, but the header has 7",14,shop/),
      expect.stringMatching(/^16,"id is empty"/),
      expect.stringMatching(/^17,"has a quote in a field that is not doubled",16,shop,"prod/),
      expect.stringMatching(/^20,"finished_at is no ISO 8601 time/),
      expect.stringMatching(/^21,"status is empty: did it succeed\?"/),
      expect.stringMatching(/^22,"id is longer than 500 characters"/),
      expect.stringMatching(/^23,"a quote is opened and not closed",21,shop,"prod,/),
    ]);
    expect(summary).toMatchObject({ read: 22, stored: 3, rejected: 19 });
    expect((await all('deployment', 'b')).map(({ id, service }) => [id, service])).toEqual([
      ['1', 'shop'],
      ['17', 'shop\ntwo lines'],
      ['22', 'shop'],
    ]);
  });

  test('local times of a zone, epochs and other notations, when they are said', async () => {
    const head = 'id,service,environment,deployed_at\n';
    const read = async (source: string, rows: string, times: ImportOptions['times']) => {
      await importCsv(fileOf(head + rows), { source, times });
      return (await all('deployment', source)).map(row => row.succeeded_at);
    };
    expect(
      await read('zone', '1,a,p,2026-01-15 10:00:00\n2,a,p,2026-07-15T10:00\n3,a,p,2026-01-15T10:00:00Z', { zone: 'Europe/Berlin' }),
    ).toEqual(['2026-01-15T09:00:00.000Z', '2026-01-15T10:00:00.000Z']); // the second lies in the future
    expect(await read('seconds', '1,a,p,1750000000', { format: 'epoch-seconds' })).toEqual(['2025-06-15T15:06:40.000Z']);
    expect(await read('milliseconds', '1,a,p,1750000000500', { format: 'epoch-milliseconds' })).toEqual(['2025-06-15T15:06:40.500Z']);
    expect(
      await read('pattern', '1,a,p,10.03.2025 10:00\n2,a,p,2025-03-10T10:00:00Z', {
        format: { pattern: '%d.%m.%Y %H:%M' },
        zone: 'Europe/Berlin',
      }),
    ).toEqual(['2025-03-10T09:00:00.000Z']);
  });

  test('exports of Jira and ServiceNow are incidents', async () => {
    const jira = fileOf(
      'Summary,Issue key,Issue Type,Status,Priority,Component/s,Component/s,Created,Resolved\n' +
        'Checkout is slow,OPS-7,Incident,Done,Highest,shop,web,2026-06-01T10:00:00.000+0000,2026-06-01T11:00:00.000+0000\n' +
        'Search is down,OPS-8,Incident,Open,Low,search,,03/Oct/25 10:22 AM,\n',
    );
    expect(await importCsv(jira, { format: 'jira', kind: 'incident' })).toMatchObject({ source: 'jira', stored: 1, rejected: 1 });
    expect(rejectedIn(jira)[0]).toContain('Created is in a notation that depends on where it was written');
    expect(await all('incident', 'jira')).toMatchObject([
      {
        id: 'OPS-7',
        service: 'shop',
        severity: 1,
        title: 'Checkout is slow',
        created_at: '2026-06-01T10:00:00.000Z',
        resolved_at: '2026-06-01T11:00:00.000Z',
      },
    ]);
    const snow = fileOf(
      '"number","opened_at","resolved_at","priority","cmdb_ci","short_description","reopened_time"\n' +
        '"INC0010001","2026-06-01 10:00:00","2026-06-01 12:00:00","3 - Moderate","shop","Slow",""\n',
    );
    expect(await importCsv(snow, { format: 'servicenow', kind: 'incident', times: { zone: 'UTC' } })).toMatchObject({ stored: 1 });
    expect(await all('incident', 'servicenow')).toMatchObject([
      {
        id: 'INC0010001',
        service: 'shop',
        severity: 3,
        title: 'Slow',
        created_at: '2026-06-01T10:00:00.000Z',
        resolved_at: '2026-06-01T12:00:00.000Z',
      },
    ]);
  });

  test('the other kinds are known by their columns', async () => {
    const kinds = async (content: string, options: Partial<ImportOptions> = {}) => {
      const summary = await importCsv(fileOf(content), { source: 'kinds', ...options });
      expect(summary.rejected).toBe(0);
    };
    await kinds(
      'service,severity,started_at,detected_at,resolved_at,caused_by\nshop,SEV2,2026-06-01T10:00:00Z,2026-06-01T10:05:00Z,2026-06-01T11:00:00Z,abc\n',
    );
    expect(await all('incident', 'kinds')).toMatchObject([{ id: 'shop/2026-06-01T10:00:00Z', severity: 2, caused_by: 'abc' }]);
    await kinds('alert,service,engineer,paged_at,actionable\nHighLatency,shop,Ada@example.org,2026-06-01T03:00:00Z,no\n');
    const [page] = await all('page', 'kinds');
    expect(page).toMatchObject({ alert: 'HighLatency', actionable: false, engineer: expect.stringMatching(/^[0-9a-f]{16}$/) });
    await kinds('team,week,toil_hours,total_hours\nweb,2026-W23,6.5,40\nops,2026-06-01,4,40\n');
    expect(await all('toil', 'kinds')).toMatchObject([
      { team: 'ops', week: '2026-06-01T12:00:00.000Z', toil_hours: 4, total_hours: 40 },
      { team: 'web', week: '2026-06-04T12:00:00.000Z', toil_hours: 6.5 },
    ]);
    await kinds('root,detected_at,resolved_at,resources\ninfra/prod,2026-06-01T10:00:00Z,,3\n');
    expect(await all('drift', 'kinds')).toMatchObject([{ root: 'infra/prod', resources: 3, resolved_at: null }]);
    await kinds(
      'workflow,head_branch,head_sha,conclusion,created_at,finished_at,service\nCI,main,abc,success,2026-06-01T10:00:00Z,2026-06-01T10:08:00Z,shop\nCI,main,abd,failure,2026-06-01T11:00:00Z,2026-06-01T11:08:00Z,shop\n',
    );
    expect(await all('run', 'kinds')).toMatchObject([
      { id: 'shop/CI/abc/2026-06-01T10:00:00Z', branch: 'main', succeeded_at: '2026-06-01T10:08:00.000Z', failed_at: null },
      { sha: 'abd', succeeded_at: null, failed_at: '2026-06-01T11:08:00.000Z' },
    ]);
    await kinds('sha,parents,committed_at,author,pr_number\nABCDEF1,,2026-06-01T10:00:00Z,ada,7\n', {
      constants: new Map([['repository', 'git@github.com:Acme/Shop.git']]),
      names: true,
    });
    expect(await store.query("select * from change where sha = 'abcdef1'")).toMatchObject([
      { repository: 'github.com/acme/shop', author: 'ada', pull_request: 7 },
    ]);
  });

  test('JSON objects, a line each or in a list, with keys within keys', async () => {
    const lines = fileOf(
      '{"id":1,"service":{"name":"shop"},"env":"prod","finishedAt":"2026-06-01T10:00:00Z","status":"success"}\n' +
        '{"id":2,"service":{"name":"shop"},"env":"prod","finishedAt":null,"status":"running"}\n' +
        'no json\n' +
        '["a list"]\n' +
        '{"id":3,"service":{"name":"a\\u0000b"},"env":"prod","finishedAt":"2026-06-02T10:00:00Z","status":"success"}\n',
      'rows.jsonl',
    );
    const map = new Map([['service', 'service.name']]);
    expect(await importCsv(lines, { source: 'lines', map })).toMatchObject({ format: 'json', read: 5, stored: 2, rejected: 3 });
    expect(rejectedIn(lines)).toEqual([
      expect.stringMatching(/^2,"finishedAt is empty"/),
      '3,"is not a JSON object","no json"',
      '4,"is not a JSON object","[""a list""]"',
    ]);
    expect((await all('deployment', 'lines')).map(({ id }) => id)).toEqual(['1', '3']);
    const list = fileOf(
      '[\n {"id": "1", "service": "shop", "env": "prod",\n  "finishedAt": "2026-06-01T10:00:00Z"},\n {"id": "2", "service": "web", "env": "prod", "finishedAt": "now"}\n]\n',
      'rows.json',
    );
    expect(await importCsv(list, { source: 'list' })).toMatchObject({ stored: 1, rejected: 1 });
    expect(rejectedIn(list)[0]).toMatch(/^4,"finishedAt is no ISO 8601 time/);
  });

  test('a file may be packed, in UTF-16 or in another encoding', async () => {
    const rows = 'id,service,environment,deployed_at\n1,Käse,prod,2026-06-01T10:00:00Z\n2,shop,prod,2026-06-01T10:00:00Z\n';
    await importCsv(fileOf(gzipSync(rows), 'rows.csv.gz'), { source: 'packed' });
    await importCsv(fileOf(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(rows, 'utf16le')])), { source: 'wide' });
    const latin = fileOf(Buffer.from(rows, 'latin1'));
    expect(await importCsv(latin, { source: 'latin' })).toMatchObject({ stored: 1, rejected: 1 });
    expect(rejectedIn(latin)[0]).toMatch(/^2,"is not UTF-8: say --encoding windows-1252/);
    await importCsv(latin, { source: 'said', encoding: 'windows-1252' });
    for (const source of ['packed', 'wide', 'said'])
      expect((await all('deployment', source)).map(({ service }) => service)).toEqual(['Käse', 'shop']);
  });

  test('a table without environments counts nothing as production, and says so', async () => {
    const path = fileOf('service,deployed_at\nshop,2026-06-01T10:00:00Z\nshop,2026-06-01T10:00:00Z\n', 'deployments.csv');
    const summary = await importCsv(path);
    expect(summary).toMatchObject({ source: 'deployments', read: 2, stored: 2 });
    expect(summary.notes.join()).toMatch(/no column of ids.*do not count as production/);
    expect(await all('deployment', 'deployments')).toMatchObject([{ id: 'shop/2026-06-01T10:00:00Z', production: null }]);
    await importCsv(path, { constants: new Map([['environment', 'production']]), source: 'said-production' });
    expect(await all('deployment', 'said-production')).toMatchObject([{ production: true, environment: 'production' }]);
  });

  test.each<[string, string, Partial<ImportOptions>, RegExp]>([
    ['no known column', 'a,b\n1,2\n', {}, /columns do not tell what it holds: a, b[\s\S]*--kind/],
    [
      'a missing column',
      'id,environment,finnished\n1,prod,x\n',
      { kind: 'deployment' },
      /needs service; finished_at or .*[\s\S]*--map service=COLUMN, or say --service/,
    ],
    [
      'a column with a slip',
      'svc_name,environment,finnished_at\nshop,prod,x\n',
      { kind: 'deployment', map: new Map([['service', 'svc_name']]) },
      /--map finished_at=finnished_at/,
    ],
    [
      'a mapped column that is missing',
      'svc_name,deployed_at\n',
      { kind: 'deployment', map: new Map([['service', 'svc_nam']]) },
      /no column "svc_nam"[\s\S]*nearest is "svc_name"/,
    ],
    [
      'a mapped field that there is not',
      'a,deployed_at\n',
      { kind: 'deployment', map: new Map([['servce', 'a']]) },
      /no field "servce"[\s\S]*nearest is "service"/,
    ],
    [
      'columns of a deployment without its time',
      'service,env,done\nshop,prod,x\n',
      {},
      /a deployment needs finished_at[\s\S]*--map finished_at=done/,
    ],
    ['zero bytes', 'a\0b\n', {}, /is no text/],
    ['no header', '1,shop,2026-06-01T10:00:00Z\n2,shop,x\n', {}, /columns do not tell/],
    ['nothing in it', '', {}, /is empty/],
  ])('%s is refused', async (_, content, options, message) => {
    const error = await importCsv(fileOf(content), options).catch(each => each);
    expect(error).toBeInstanceOf(UserError);
    expect(`${error.message}\n${error.hint}`).toMatch(message);
  });

  test('of a packed file that breaks off, what was whole is stored; the mended file goes on from there', async () => {
    const rows = Array.from(
      { length: 5000 },
      (_, at) => `${at},shop,prod,${new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString()},${(at * 7919) % 104729}`,
    );
    const packed = gzipSync(`id,service,environment,deployed_at,noise\n${rows.join('\n')}\n`);
    const path = fileOf(packed.subarray(0, Math.floor(packed.length / 2)), 'rows.csv.gz');
    const small = { source: 'broken', bundle: { rows: 500, bytes: 1e9 } };
    await expect(importCsv(path, small)).rejects.toThrow(/ends before its packed data does/);
    const [{ n } = { n: 0 }] = await store.query<{ n: number }>("select count(*) as n from deployment where source = 'broken'");
    expect(n).toBeGreaterThan(500);
    expect(n).toBeLessThan(5000);
    writeFileSync(path, packed);
    const summary = await importCsv(path, small);
    expect(summary).toMatchObject({ read: 5000, stored: 5000, resumed: n });
    expect(await store.query("select count(*) as n from deployment where source = 'broken'")).toEqual([{ n: 5000 }]);
    expect(await importCsv(path, small)).toMatchObject({ stored: 5000, resumed: 0 });
  });
});
