import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, symlinkSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commitAll, folderOf, git } from '../repository.ts';
import { hiddenIn, hostileFolder, hostileRepository, outputOf, survive, workflow } from './hostile.ts';

const alerts = 'groups:\n  - name: a\n    rules:\n      - alert: OutsideOfTheRepository\n        expr: up == 0\n';

/** A folder beside the repository whose content must never show. */
function outside(): string {
  return folderOf({ 'alerts/rules.yml': alerts, 'rules.yml': alerts });
}

type Link = readonly [title: string, link: (root: string, away: string) => void];

const links: readonly Link[] = [
  ['a file elsewhere', (root, away) => symlinkSync(join(away, 'rules.yml'), join(root, 'alerts.rules.yml'))],
  ['a folder elsewhere', (root, away) => symlinkSync(join(away, 'alerts'), join(root, 'alerts'))],
  ['the root of the system', root => symlinkSync('/', join(root, 'system'))],
  ['the environment of the process', root => symlinkSync('/proc/self/environ', join(root, 'alerts.rules.yml'))],
  ['a device without end', root => symlinkSync('/dev/zero', join(root, 'alerts.rules.yml'))],
  ['nothing', root => symlinkSync('does-not-exist', join(root, 'alerts.rules.yml'))],
  ['itself', root => symlinkSync('alerts.rules.yml', join(root, 'alerts.rules.yml'))],
  ['its own folder', root => symlinkSync('.', join(root, 'here'))],
  [
    'a link that leads to a link elsewhere',
    (root, away) => {
      symlinkSync('b.rules.yml', join(root, 'a.rules.yml'));
      symlinkSync('c', join(root, 'b.rules.yml'));
      symlinkSync(join(away, 'rules.yml'), join(root, 'c'));
    },
  ],
  [
    'each other',
    root => {
      symlinkSync('b.rules.yml', join(root, 'a.rules.yml'));
      symlinkSync('a.rules.yml', join(root, 'b.rules.yml'));
    },
  ],
];

test.each(links)('a link to %s is not followed, with git and without', (_, link) => {
  const away = outside();
  const [root, folder] = [hostileRepository(), hostileFolder()];
  link(root, away);
  link(folder, away);
  commitAll(root, 'Add links', '2026-06-02T12:00:00Z');
  for (const each of [root, folder]) {
    const { stdout } = survive(each, { env: { CANARY: 'InTheEnvironment' } });
    expect(stdout).not.toMatch(/OutsideOfTheRepository|InTheEnvironment/);
    expect(JSON.parse(outputOf(['assess', each, '--json'])).notes.join()).toMatch(/symbolic links? not followed/);
  }
});

test.each<[string, (root: string, away: string) => void, string]>([
  ['a link', (root, away) => symlinkSync(join(away, 'rules.yml'), join(root, 'alerts/rules.yml')), 'is a symbolic link'],
  ['a pipe', root => spawnSync('mkfifo', [join(root, 'alerts/rules.yml')]), 'is not a regular file'],
  ['a folder', root => mkdirSync(join(root, 'alerts/rules.yml')), 'is not a regular file'],
  ['nothing', () => {}, 'is tracked by git but not on disk'],
])('a file that git tracks and that has become %s is unread', (_, replace, reason) => {
  const root = hostileRepository({ 'alerts/rules.yml': alerts });
  rmSync(join(root, 'alerts/rules.yml'));
  replace(root, outside());
  const { stdout, unread } = survive(root);
  expect(stdout).not.toContain('OutsideOfTheRepository');
  expect(unread['alerts/rules.yml']).toBe(reason);
});

test('a folder that git tracks and that has become a link is unread', () => {
  const root = hostileRepository({ 'alerts/rules.yml': alerts });
  rmSync(join(root, 'alerts'), { recursive: true });
  symlinkSync(join(outside(), 'alerts'), join(root, 'alerts'));
  const { stdout, unread } = survive(root);
  expect(stdout).not.toContain('OutsideOfTheRepository');
  expect(unread['alerts/rules.yml']).toBe('stands behind a link that leaves the repository');
});

test.each(['.github/workflows/pipe.yml', '.gitignore', 'CODEOWNERS', 'docs/runbooks/pipe.md', '.gitattributes', '.gitmodules'])(
  'a pipe at %s does not hold the run',
  path => {
    const [root, folder] = [hostileRepository({ 'docs/runbooks/a.md': '# A\n' }), hostileFolder({ 'docs/runbooks/a.md': '# A\n' })];
    for (const each of [root, folder]) {
      spawnSync('mkfifo', [join(each, path)]);
      survive(each, { seconds: 60 });
    }
  },
);

test('devices and pipes in a folder are counted, not read', () => {
  const root = hostileFolder();
  spawnSync('mkfifo', [join(root, 'pipe.yml')]);
  spawnSync('mknod', [join(root, 'zero.yml'), 'c', '1', '5']);
  survive(root);
  expect(JSON.parse(outputOf(['assess', root, '--json'])).notes.join()).toMatch(/devices? or pipes? not read/);
});

test.each<[string, (root: string) => void]>([
  ['a link to a device without end', root => symlinkSync('/dev/zero', join(root, '.gitignore'))],
  [
    '100,000 patterns',
    root => writeFileSync(join(root, '.gitignore'), Array.from({ length: 100_000 }, (_, index) => `/build-${index}/*.o`).join('\n')),
  ],
  ['short patterns without end', root => writeFileSync(join(root, '.gitignore'), '*x*\n'.repeat(45_000))],
  [
    'patterns that tempt a regular expression',
    root => writeFileSync(join(root, '.gitignore'), `${'*a'.repeat(60)}*b\n${'**/*a'.repeat(40)}/b\n`),
  ],
])('.gitignore with %s does not hold the run', (_, write) => {
  const root = hostileFolder({ ['a'.repeat(240)]: '', [`${'a/'.repeat(50)}a`]: '' });
  write(root);
  survive(root);
});

test('CODEOWNERS with 100,000 patterns is read in time or left out with the reason', () => {
  const owners = Array.from({ length: 100_000 }, (_, index) => `/services/${index}/** @acme/team-${index % 50}`).join('\n');
  const paths = Object.fromEntries(
    Array.from({ length: 2000 }, (_, index) => [`services/${index}/main.tf`, 'terraform {\n  backend "s3" {}\n}\n']),
  );
  survive(hostileRepository({ CODEOWNERS: owners, ...paths }), { seconds: 60 });
}, 90_000);

function sparse(path: string, megabytes: number): void {
  writeFileSync(path, 'a: ');
  truncateSync(path, megabytes * 1024 * 1024);
}

function filled(path: string, megabytes: number, unit: string): void {
  const file = openSync(path, 'w');
  const chunk = unit.repeat(Math.ceil((1024 * 1024) / unit.length)).slice(0, 1024 * 1024);
  for (let count = 0; count < megabytes; count++) writeSync(file, chunk);
  closeSync(file);
}

test.each<[string, (path: string) => void, string]>([
  ['100 MB of nothing', path => sparse(path, 100), 'is larger than 2 MB (100.0 MB)'],
  ['a line of 100 MB', path => filled(path, 100, 'kind: Deployment '), 'is larger than 2 MB (100.0 MB)'],
  ['20 GB that are not on disk', path => sparse(path, 20_000), 'is larger than 2 MB (20000.0 MB)'],
  ['a line of 20 MB', path => filled(path, 20, 'kind: Deployment '), 'is larger than 2 MB (20.0 MB)'],
])('%s is unread', (_, write, reason) => {
  const root = hostileRepository();
  write(join(root, 'alerts.rules.yml'));
  git(root, ['update-index', '--add', '--cacheinfo', `100644,${'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'},alerts.rules.yml`]);
  const { unread } = survive(root, { megabytes: 400 });
  expect(unread['alerts.rules.yml']).toBe(reason);
});

test.each([
  'new\nline.yml',
  'tab\there.yml',
  'quote"\'`.yml',
  '-rf.yml',
  '--help.yml',
  ':(exclude)x.yml',
  ':!x.yml',
  '\u202egpj.yml',
  '%s%n.yml',
  '$(touch x).yml',
  '\u001b[2J.yml',
  '\u009b31m.yml',
  '__proto__.yml',
  'constructor.yml',
  'toString.yml',
  ' .yml',
  'a\\b.yml',
  'CON.yml',
  'ﬁ\u200b.yml',
  `${'x'.repeat(240)}.yml`,
  'e\u0301.yml',
  '#x.yml',
  '!x.yml',
  '[a-z].yml',
  '*.yml',
  '😀.yml',
])('a file called %j is read like any other and cannot break a line of the output', name => {
  const root = hostileRepository({ [`.github/workflows/${name}`]: workflow });
  const { facts, stdout } = survive(root);
  const found = facts.flatMap(({ kind, origin }) => (kind === 'pipeline.workflow' && origin.kind === 'file' ? [origin.path] : []));
  expect(found.sort()).toEqual([`.github/workflows/${name}`, '.github/workflows/healthy.yml'].sort());
  const lines = outputOf(['facts', root, '--kind', 'pipeline.workflow']);
  expect(lines.trimEnd().split('\n')).toHaveLength(2);
  expect(hiddenIn(stdout + lines)).toEqual([]);
});

test('paths of 4,000 characters and 60 folders are read', () => {
  const deep = `${'d'.repeat(60)}/`.repeat(60);
  const { facts } = survive(hostileRepository({ [`${deep}main.tf`]: 'terraform {\n  backend "s3" {}\n}\n' }));
  expect(facts.some(({ origin }) => origin.kind === 'file' && origin.path === `${deep}main.tf`)).toBe(true);
});

test('a name that is no UTF-8 is unread, not followed to another file', () => {
  const [root, folder] = [hostileRepository(), hostileFolder()];
  for (const each of [root, folder]) {
    mkdirSync(join(each, 'alerts'));
    writeFileSync(Buffer.concat([Buffer.from(join(each, 'alerts/')), Buffer.from([0xff, 0xfe]), Buffer.from('.yml')]), alerts);
  }
  commitAll(root, 'Add a name', '2026-06-02T12:00:00Z');
  expect(Object.values(survive(root).unread)).toEqual(['is tracked by git but not on disk']);
  survive(folder);
});

test('names that differ in case only are two files', () => {
  const { facts } = survive(
    hostileRepository({ '.github/workflows/A.yml': workflow, '.github/workflows/a.yml': workflow, '.github/workflows/a.YML': workflow }),
  );
  const paths = facts.flatMap(({ kind, origin }) => (kind === 'pipeline.workflow' && origin.kind === 'file' ? [origin.path] : []));
  expect(paths).toEqual(expect.arrayContaining(['.github/workflows/A.yml', '.github/workflows/a.yml']));
});

const utf16 = (text: string) => Buffer.from(text, 'utf16le');

test.each<[string, Buffer | string, boolean]>([
  ['UTF-16, small end first', utf16(`\ufeff${workflow}`), true],
  ['UTF-16, large end first', utf16(`\ufeff${workflow}`).swap16(), true],
  ['UTF-16 with line ends of Windows', utf16(`\ufeff${workflow.replaceAll('\n', '\r\n')}`), true],
  ['UTF-16 of an odd length', Buffer.concat([utf16(`\ufeff${workflow}# `), Buffer.from('x')]), true],
  ['UTF-8 with a mark', `\ufeff${workflow}`, true],
  [
    'UTF-8 with broken bytes',
    Buffer.concat([Buffer.from(workflow), Buffer.from('# '), Buffer.from([0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80])]),
    true,
  ],
  ['line ends of an old Mac', workflow.replaceAll('\n', '\r'), true],
  ['only a mark of UTF-16', Buffer.from([0xff, 0xfe]), false],
  ['only a mark of UTF-8', Buffer.from([0xef, 0xbb, 0xbf]), false],
  ['half a mark', Buffer.from([0xff]), false],
  ['nothing', '', false],
  ['UTF-16 without a mark', utf16(workflow), false],
  ['zero bytes', Buffer.alloc(10_000), false],
  ['a zero byte late', `${workflow}${'#'.repeat(9000)}\0`, false],
])('a workflow in %s', (_, content, readable) => {
  const { facts } = survive(hostileRepository({ '.github/workflows/odd.yml': content }));
  const found = facts.filter(
    ({ kind, origin }) => kind === 'pipeline.workflow' && origin.kind === 'file' && origin.path.endsWith('odd.yml'),
  );
  expect(found.length > 0 || !readable).toBe(true);
});

test.each<[string, string | Buffer]>([
  ['is an alias bomb', `version: 1\n${aliasBomb()}`],
  ['nests without end', `version: 1\npaths: ${'['.repeat(50_000)}`],
  ['is no text', Buffer.alloc(5000, 0)],
  ['names prototypes', 'version: 1\n__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }\n'],
])('an opsex.yaml that %s ends the run with its reason, or is left out on demand', (_, content) => {
  const root = hostileRepository({ 'opsex.yaml': content });
  const { status, stderr } = spawnSync('node', [join(import.meta.dirname, '../../dist/opsex.js'), 'facts', root], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect([2, stderr.includes('opsex.yaml'), stderr.includes('bug')]).toEqual([status, true, false]);
  survive(root, { args: ['--no-config'] });
});

test.each(['pipe', 'link'])('a %s for opsex.yaml is not read', kind => {
  const root = hostileRepository();
  if (kind === 'pipe') spawnSync('mkfifo', [join(root, 'opsex.yaml')]);
  else symlinkSync('/dev/zero', join(root, 'opsex.yaml'));
  const { status, stderr } = spawnSync('node', [join(import.meta.dirname, '../../dist/opsex.js'), 'facts', root], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect([status, stderr.includes('cannot be read')]).toEqual([2, true]);
});

function aliasBomb(): string {
  return Array.from(
    { length: 12 },
    (_, index) => `a${index}: &a${index} [${index === 0 ? 'x' : Array.from({ length: 9 }, () => `*a${index - 1}`).join(', ')}]\n`,
  ).join('');
}
