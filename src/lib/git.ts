import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { devNull } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';

/**
 * Runs git on a repository that may be hostile: no hooks, no file-system monitor, no external diff, no text conversion, no pager,
 * no network protocol, no user or system configuration, and every clean or smudge filter of the repository's own configuration emptied.
 */
export class Git {
  private constructor(
    readonly program: string,
    readonly folder: string,
    readonly emptied: readonly Setting[],
  ) {}

  /** Opens the repository that holds `folder`, or nothing when there is none or git is not installed. */
  static async open(folder: string): Promise<Git | undefined> {
    const program = findGit();
    if (!program) return undefined;
    const bare = new Git(program, folder, []);
    const inside = await bare.run(['rev-parse', '--is-inside-work-tree'], { seconds: 10 }).catch(() => '');
    if (inside.trim() !== 'true') return undefined;
    const filters = await bare
      .run(['config', '--name-only', '--null', '--get-regexp', '^filter\\..*\\.(clean|smudge|process|required)$'])
      .catch(() => '');
    const emptied = filters
      .split('\0')
      .filter(Boolean)
      .map((name): Setting => [name, name.endsWith('.required') ? 'false' : '']);
    return new Git(program, folder, emptied);
  }

  /** The standard output of `git <args>`. Throws when git fails, takes longer than `seconds` or prints more than `mostBytes`. */
  run(args: readonly string[], { seconds = 20, mostBytes = 256 * 1024 * 1024 } = {}): Promise<string> {
    return new Promise((resolve, reject) => {
      const child = spawn(this.program, [...hardened, ...args], {
        cwd: this.folder,
        env: environment(this.emptied),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const chunks: Buffer[] = [];
      let bytes = 0;
      let complaint = '';
      const timer = setTimeout(() => stop(`git ${args[0]} took longer than ${seconds} s`), seconds * 1000);
      const stop = (reason: string) => {
        clearTimeout(timer);
        child.kill('SIGKILL');
        reject(new Error(reason));
      };
      child.stdout.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > mostBytes) stop(`git ${args[0]} printed more than ${mostBytes} bytes`);
        else chunks.push(chunk);
      });
      child.stderr.on('data', (chunk: Buffer) => {
        if (complaint.length < 2000) complaint += chunk.toString();
      });
      child.on('error', error => stop(error.message));
      child.on('close', code => {
        clearTimeout(timer);
        if (code === 0) resolve(Buffer.concat(chunks).toString('utf8'));
        else reject(new Error(complaint.trim().split('\n')[0] || `git ${args[0]} failed`));
      });
    });
  }

  /** The same, bit by bit, for output that is too long to be kept. Ends git when the reader stops early. */
  async *stream(args: readonly string[], { seconds = 600 } = {}): AsyncGenerator<Buffer> {
    const child = spawn(this.program, [...hardened, ...args], {
      cwd: this.folder,
      env: environment(this.emptied),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaint = '';
    let late = false;
    child.stderr.on('data', (chunk: Buffer) => {
      if (complaint.length < 2000) complaint += chunk.toString();
    });
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, seconds * 1000);
    const ended = new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    ended.catch(() => {}); // is thrown where it is awaited
    try {
      yield* child.stdout;
      const code = await ended;
      if (late) throw new Error(`git ${args[0]} took longer than ${seconds} s`);
      if (code !== 0) throw new Error(complaint.trim().split('\n')[0] || `git ${args[0]} failed`);
    } finally {
      clearTimeout(timer);
      child.kill('SIGKILL');
    }
  }
}

/** Only where the search path says so in full: a program of that name in the repository must not be taken for git. */
function findGit(): string | undefined {
  const name = process.platform === 'win32' ? 'git.exe' : 'git';
  return (process.env.PATH ?? process.env.Path ?? '')
    .split(delimiter)
    .filter(isAbsolute)
    .map(folder => join(folder, name))
    .find(existsSync);
}

type Setting = readonly [name: string, value: string];

const settings: readonly Setting[] = [
  ['core.hooksPath', devNull],
  ['core.fsmonitor', 'false'],
  ['core.pager', 'cat'],
  ['core.attributesFile', devNull],
  ['core.untrackedCache', 'false'],
  ['core.quotePath', 'false'],
  ['color.ui', 'false'],
  ['diff.external', ''],
  ['diff.orderFile', devNull],
  ['diff.relative', 'false'],
  ['diff.renameLimit', '1000'],
  ['i18n.logOutputEncoding', 'UTF-8'],
  ['log.showSignature', 'false'],
  ['log.mailmap', 'false'],
  ['gpg.program', 'false'],
  ['protocol.allow', 'never'],
  ['submodule.recurse', 'false'],
  ['safe.directory', '*'],
  ['safe.bareRepository', 'explicit'],
];

const hardened = ['--no-pager', '--literal-pathspecs', ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];

/** The repository chooses the names of the settings given here: as arguments, one with `=` in it would be cut there. */
function environment(given: readonly Setting[]): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    SystemRoot: process.env.SystemRoot,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_COUNT: String(given.length),
    ...Object.fromEntries(
      given.flatMap(([name, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, name],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    // older versions fetch what is missing in any case, and the repository may allow a protocol by name: this list rules over both
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_ALLOC_LIMIT: '512m',
  };
}
