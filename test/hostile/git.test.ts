import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commitAll, folderOf, git } from '../repository.ts';
import { indexWith } from './git-index.ts';
import { canary, hiddenIn, hostileFolder, hostileRepository, outputOf, survive, workflow } from './hostile.ts';

const tracked = { 'a.txt': 'a\n', 'docs/runbooks/a.md': '# Restart\n\n## Diagnose\n\n1. Look.\n' };

/** Makes git look into the file whether it changed, which is when filters would run. */
function touch(root: string): void {
  writeFileSync(join(root, 'a.txt'), 'b\n');
}

function configure(root: string, settings: readonly (readonly [string, string])[]): void {
  for (const [name, value] of settings) git(root, ['config', '--add', name, value]);
}

function hook(root: string, script: string): void {
  for (const name of ['post-index-change', 'pre-commit', 'reference-transaction', 'post-checkout', 'pre-auto-gc', 'fsmonitor-watchman']) {
    writeFileSync(join(root, '.git/hooks', name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(root, '.git/hooks', name), 0o755);
  }
}

test.each([
  'core.fsmonitor',
  'core.pager',
  'core.sshCommand',
  'core.editor',
  'core.askPass',
  'core.gitProxy',
  'core.alternateRefsCommand',
  'sequence.editor',
  'diff.external',
  'interactive.diffFilter',
  'credential.helper',
  'gpg.program',
  'gpg.ssh.program',
  'gpg.x509.program',
  'pager.log',
  'pager.ls-files',
  'alias.log',
  'alias.ls-files',
  'alias.rev-parse',
  'uploadpack.packObjectsHook',
  'remote.origin.uploadpack',
  'trailer.x.command',
  'man.x.cmd',
])('%s of the repository does not run', name => {
  const { script, ran } = canary();
  const root = hostileRepository(tracked);
  configure(root, [
    [name, name.startsWith('alias.') ? `!${script}` : script],
    ['log.showSignature', 'true'],
  ]);
  touch(root);
  survive(root);
  expect(ran()).toBe(false);
});

test.each([
  ['a plain name', 'evil'],
  ['an equals sign in its name', 'a=b.clean'],
  ['dots and quotes in its name', 'a."b\'.c'],
])('a filter with %s does not run', (_, name) => {
  const { script, ran } = canary();
  const root = hostileRepository(tracked);
  for (const part of ['clean', 'smudge', 'process']) git(root, ['config', `filter.${name}.${part}`, script]);
  configure(root, [
    [`filter.${name}.required`, 'true'],
    [`diff.${name}.textconv`, script],
    [`diff.${name}.command`, script],
    [`merge.${name}.driver`, script],
  ]);
  writeFileSync(join(root, '.git/info/attributes'), `* filter=${name} diff=${name} merge=${name}\n`);
  touch(root);
  survive(root);
  expect(ran()).toBe(false);
});

test('hooks do not run, neither those of the repository nor those of a folder that it names', () => {
  const { script, ran } = canary();
  const root = hostileRepository(tracked);
  hook(root, script);
  configure(root, [['core.hooksPath', join(root, '.git/hooks')]]);
  touch(root);
  survive(root);
  expect(ran()).toBe(false);
});

test.each([
  ['include.path', 'include.path'],
  ['a condition on the folder', 'includeIf.gitdir:/**.path'],
  ['a condition on the branch', 'includeIf.onbranch:**.path'],
])('%s brings nothing in that runs', (_, name) => {
  const { script, ran } = canary();
  const root = hostileRepository(tracked);
  const included = folderOf({
    config: `[core]\n\tfsmonitor = ${script}\n\thooksPath = ${root}\n[filter "e"]\n\tclean = ${script}\n[diff]\n\texternal = ${script}\n`,
  });
  configure(root, [[name, join(included, 'config')]]);
  writeFileSync(join(root, '.git/info/attributes'), '* filter=e\n');
  touch(root);
  survive(root);
  expect(ran()).toBe(false);
});

test('GIT_ variables of whoever starts opsex neither run anything nor lead elsewhere', () => {
  const { script, ran } = canary();
  const other = hostileRepository({ 'other.tf': 'resource "aws_s3_bucket" "other" {}\n' });
  const root = hostileRepository(tracked);
  touch(root);
  const env = {
    GIT_DIR: join(other, '.git'),
    GIT_WORK_TREE: other,
    GIT_INDEX_FILE: join(other, '.git/index'),
    GIT_OBJECT_DIRECTORY: join(other, '.git/objects'),
    GIT_EXTERNAL_DIFF: script,
    GIT_SSH_COMMAND: script,
    GIT_PAGER: script,
    PAGER: script,
    GIT_EDITOR: script,
    GIT_ASKPASS: script,
    GIT_PROXY_COMMAND: script,
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'core.fsmonitor',
    GIT_CONFIG_VALUE_0: script,
    GIT_CONFIG_PARAMETERS: `'core.fsmonitor=${script}'`,
    GIT_EXEC_PATH: root,
  };
  const { facts } = survive(root, { env });
  expect(facts.filter(({ origin }) => origin.kind === 'file' && origin.path === 'other.tf')).toEqual([]);
  expect(ran()).toBe(false);
});

test('a program called git in the repository is not taken for git', () => {
  const { script, ran } = canary();
  const root = hostileRepository({ git: `#!/bin/sh\n${script}\n` });
  chmodSync(join(root, 'git'), 0o755);
  survive(root, { env: { PATH: `:.:${process.env.PATH}` } });
  expect(ran()).toBe(false);
});

test.each<[string, (root: string) => string]>([
  [
    'a .git file that leads to another folder',
    root => {
      const elsewhere = join(folderOf({}), 'elsewhere.git');
      renameSync(join(root, '.git'), elsewhere);
      writeFileSync(join(root, '.git'), `gitdir: ${elsewhere}\n`);
      return elsewhere;
    },
  ],
  [
    'a .git that is a link',
    root => {
      const elsewhere = join(folderOf({}), 'elsewhere.git');
      renameSync(join(root, '.git'), elsewhere);
      symlinkSync(elsewhere, join(root, '.git'));
      return elsewhere;
    },
  ],
])('%s is read as git does, and what it configures does not run', (_, move) => {
  const { script, ran } = canary();
  const root = hostileRepository(tracked);
  const gitFolder = move(root);
  spawnSync('git', ['config', '--file', join(gitFolder, 'config'), 'core.fsmonitor', script]);
  touch(root);
  survive(root);
  expect(ran()).toBe(false);
});

test.each<[string, string | Buffer]>([
  ['leads nowhere', 'gitdir: /does/not/exist\n'],
  ['leads to a device', 'gitdir: /dev/zero\n'],
  ['leads to itself', 'gitdir: .git\n'],
  ['is empty', ''],
  ['is large', Buffer.alloc(3_000_000, 'gitdir: x')],
])('a .git file that %s makes a plain folder', (_, content) => {
  survive(hostileFolder({ '.git': content }));
});

test('a pipe for .git makes a plain folder', () => {
  const root = hostileFolder();
  spawnSync('mkfifo', [join(root, '.git')]);
  survive(root);
});

test.each(['HEAD', 'config', 'index'])(
  'a pipe for .git/%s does not hold the run for long',
  name => {
    const root = hostileRepository(tracked);
    rmSync(join(root, '.git', name));
    spawnSync('mkfifo', [join(root, '.git', name)]);
    survive(root, { seconds: 70 });
  },
  90_000,
);

test('a bare repository inside of the repository is no repository', () => {
  const { script, ran } = canary();
  const root = hostileRepository({
    'vendor/bare/HEAD': 'ref: refs/heads/main\n',
    'vendor/bare/config': `[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = ${script}\n`,
    'vendor/bare/objects/.keep': '',
    'vendor/bare/refs/.keep': '',
    'vendor/bare/.github/workflows/healthy.yml': workflow,
  });
  survive(root);
  survive(join(root, 'vendor/bare'));
  expect(ran()).toBe(false);
});

test.each<[string, string]>([
  ['objects/info/alternates', '../../does-not-exist\n/dev/zero\n'],
  ['objects/info/alternates', '../objects\n'.repeat(10_000)],
  ['info/grafts', `${'a'.repeat(40)} ${'b'.repeat(40)}\n`.repeat(1000)],
  ['shallow', 'nonsense\n'],
  ['packed-refs', '# pack-refs\nnonsense ^^^ \n'],
  ['HEAD', 'ref: refs/heads/../../../../etc/passwd\n'],
  ['HEAD', 'ref: HEAD\n'],
  ['HEAD', '\u0000'.repeat(1000)],
  ['config', '[core\n\tbroken'],
  ['config', `[core]\n\trepositoryformatversion = 99\n`],
  ['config', `[core]\n\trepositoryformatversion = 1\n[extensions]\n\tunheardOf = true\n`],
  ['config', `[core]\n\tworktree = /etc\n`],
  ['config', `[core]\n\tbare = true\n`],
  ['config', '[a]\n\tb = c\n'.repeat(200_000)],
  ['info/attributes', '* ident eol=crlf working-tree-encoding=UTF-16 filter=x text\n'.repeat(20_000)],
  ['info/exclude', '*a*a*a*a*a*a*a*a*a*b\n'.repeat(1000)],
  ['index', ''],
  ['index', 'DIRC nonsense'],
])('nonsense in .git/%s is no end (%#)', (path, content) => {
  const root = hostileRepository(tracked);
  writeFileSync(join(root, '.git', path), content);
  survive(root);
});

test.each([
  'mailmap.file',
  'diff.orderFile',
  'core.excludesFile',
  'core.attributesFile',
  'include.path',
  'blame.ignoreRevsFile',
  'commit.template',
])('%s that leads to a device without end does not fill the memory', name => {
  const root = hostileRepository(tracked);
  configure(root, [
    ['log.mailmap', 'true'],
    [name, '/dev/zero'],
  ]);
  survive(root);
});

test('replaced objects change nothing, also where they lead in circles', () => {
  const root = hostileRepository(tracked);
  const head = git(root, ['rev-parse', 'HEAD']).trim();
  const other = git(root, ['commit-tree', '-m', 'Forged', '-p', head, 'HEAD^{tree}'], {
    GIT_AUTHOR_DATE: '2001-01-01T00:00:00Z',
    GIT_COMMITTER_DATE: '2001-01-01T00:00:00Z',
  }).trim();
  mkdirSync(join(root, '.git/refs/replace'), { recursive: true });
  writeFileSync(join(root, '.git/refs/replace', head), `${other}\n`);
  writeFileSync(join(root, '.git/refs/replace', other), `${head}\n`);
  survive(root);
});

test('submodules with names and addresses that would run something are not read', () => {
  const { script, ran } = canary();
  const root = hostileRepository({
    '.gitmodules': `[submodule "../../x"]\n\tpath = ../../x\n\turl = ext::${script}\n\tupdate = !${script}\n[submodule "-u${script}"]\n\tpath = sub\n\turl = --upload-pack=${script}\n`,
  });
  git(root, ['update-index', '--add', '--cacheinfo', `160000,${'a'.repeat(40)},sub`]);
  git(root, ['commit', '-q', '-m', 'Add a submodule']);
  mkdirSync(join(root, 'sub/.git'), { recursive: true });
  writeFileSync(join(root, 'sub/.git/config'), `[core]\n\tfsmonitor = ${script}\n`);
  survive(root);
  expect(JSON.parse(outputOf(['assess', root, '--json'])).notes).toContain('1 submodule not read');
  expect(ran()).toBe(false);
});

test.each(['$(touch x)', '`touch x`', '-x', '\u202etxet', 'a;b&&c|d', '%s%n', '\'"'])('a branch called %j does nothing', name => {
  const root = hostileRepository(tracked);
  const head = git(root, ['rev-parse', 'HEAD']);
  writeFileSync(join(root, '.git/refs/heads', name), head);
  writeFileSync(join(root, '.git/HEAD'), `ref: refs/heads/${name}\n`);
  survive(root);
  expect(readdirSync(root)).not.toContain('x');
});

test('names and subjects of commits cannot forge other commits or reach the terminal', () => {
  const root = hostileRepository(tracked);
  const name = '\u001b[31m\u0001deadbeef';
  git(root, ['commit', '-q', '--allow-empty', '-m', `Merge \u0001${'a'.repeat(40)}\u001b]0;title\u0007 <script>\n\nReviewed-by: nobody`], {
    GIT_AUTHOR_NAME: name,
    GIT_COMMITTER_NAME: name,
  });
  survive(root);
  expect(hiddenIn(outputOf(['assess', root]))).toEqual([]);
});

test.each(['1700000000 +9999', '99999999999999 +0000', '-1 +0000', 'nonsense'])('a commit of the date %j is no end', date => {
  const root = hostileRepository(tracked);
  const tree = git(root, ['rev-parse', 'HEAD^{tree}']).trim();
  const commit = `tree ${tree}\nauthor A <a@example.org> ${date}\ncommitter A <a@example.org> ${date}\n\nAdd\n`;
  const { stdout } = spawnSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], {
    cwd: root,
    input: commit,
    encoding: 'utf8',
  });
  writeFileSync(join(root, '.git/refs/heads/main'), stdout);
  survive(root);
});

test.each<[string, string]>([
  ['a command', 'ext::CANARY'],
  ['a folder', 'file:///tmp'],
  ['ssh with an option', 'ssh://-oProxyCommand=CANARY/x'],
  ['the network', 'https://git.invalid/x.git'],
])('objects that are missing are not fetched by %s', (_, url) => {
  const { script, ran } = canary();
  const root = hostileRepository(tracked);
  const tree = git(root, ['rev-parse', 'HEAD^{tree}']).trim();
  rmSync(join(root, '.git/objects', tree.slice(0, 2), tree.slice(2)));
  configure(root, [
    ['extensions.partialClone', 'origin'],
    ['core.repositoryFormatVersion', '1'],
    ['remote.origin.promisor', 'true'],
    ['remote.origin.url', url.replace('CANARY', script)],
    ['remote.origin.partialCloneFilter', 'tree:0'],
    ['remote.origin.uploadpack', script],
    ['protocol.allow', 'always'],
    ['protocol.ext.allow', 'always'],
    ['protocol.file.allow', 'always'],
    ['protocol.ssh.allow', 'always'],
    ['core.sshCommand', script],
    ['fetch.fsckObjects', 'false'],
  ]);
  survive(root);
  expect(ran()).toBe(false);
});

test('damaged objects and packs cost dates, not the run', () => {
  const root = hostileRepository(tracked);
  touch(root);
  commitAll(root, 'Change', '2026-06-02T12:00:00Z');
  const head = git(root, ['rev-parse', 'HEAD']).trim();
  const object = join(root, '.git/objects', head.slice(0, 2), head.slice(2));
  chmodSync(object, 0o644);
  writeFileSync(object, 'nonsense');
  survive(root);
  rmSync(object);
  survive(root);
});

test('a damaged pack costs dates, not the run', () => {
  const root = hostileRepository(tracked);
  git(root, ['gc', '-q']);
  const folder = join(root, '.git/objects/pack');
  for (const name of readdirSync(folder)) {
    chmodSync(join(folder, name), 0o644);
    writeFileSync(join(folder, name), Buffer.alloc(5000, name.endsWith('.idx') ? 0xff : 'PACK'));
  }
  survive(root);
});

test('a large blob in history that inflates beyond bounds is not inflated', () => {
  const root = hostileRepository(tracked);
  const zeros = folderOf({});
  spawnSync('truncate', ['-s', '700M', join(zeros, 'a')]);
  // a loose object costs less than a megabyte on disk
  git(root, ['hash-object', '-w', join(zeros, 'a')]);
  const blob = git(root, ['hash-object', join(zeros, 'a')]).trim();
  git(root, ['update-index', '--add', '--cacheinfo', `100644,${blob},docs/runbooks/large.md`]);
  git(root, ['commit', '-q', '-m', 'Add']);
  git(root, ['update-index', '--force-remove', 'docs/runbooks/large.md']);
  git(root, ['update-index', '--add', '--cacheinfo', `100644,${blob},docs/runbooks/larger.md`]);
  git(root, ['commit', '-q', '-m', 'Rename']);
  survive(root, { seconds: 60 });
}, 120_000);

test('an index that names files outside of the repository leads nowhere', () => {
  const outside = folderOf({ 'rules.yml': 'groups:\n  - rules:\n      - alert: OutsideOfTheRepository\n        expr: up == 0\n' });
  const root = hostileRepository(tracked);
  const paths = [`../${outside.split('/').at(-1)}/rules.yml`, `${outside}/rules.yml`, '.git/rules.yml', '.github/workflows/healthy.yml'];
  writeFileSync(join(root, '.git/rules.yml'), 'x: 1\n');
  writeFileSync(join(root, '.git/index'), indexWith([...paths].sort()));
  const { stdout, unread } = survive(root);
  expect(stdout).not.toContain('OutsideOfTheRepository');
  expect(unread[paths[0] ?? '']).toBe('stands behind a link that leaves the repository');
});

test('an index of 50,000 files that are not there ends in time', () => {
  const root = hostileRepository();
  const paths = Array.from({ length: 50_000 }, (_, index) => `alerts/${index % 100}/rules-${String(index).padStart(6, '0')}.yml`);
  writeFileSync(join(root, '.git/index'), indexWith(['.github/workflows/healthy.yml', ...paths].sort()));
  const { unread } = survive(root, { seconds: 60 });
  expect(unread['alerts/0/rules-000000.yml']).toBe('is tracked by git but not on disk');
  expect(Object.keys(unread)).toHaveLength(50_000);
}, 120_000);

test('attributes that change what files hold do not change what is read', () => {
  const root = hostileRepository({
    '.gitattributes': '*.txt ident eol=crlf working-tree-encoding=UTF-16LE export-subst text\n',
    'a.txt': Buffer.from('key: $Id$\n', 'utf16le'),
  });
  appendFileSync(join(root, 'a.txt'), Buffer.from('x'));
  survive(root);
});
