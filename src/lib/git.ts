import { spawn } from 'node:child_process';
import { devNull } from 'node:os';

/**
 * Runs git on a repository that may be hostile: no hooks, no file-system monitor, no external diff, no text conversion, no pager,
 * no network protocol, no user or system configuration, and every clean or smudge filter of the repository's own configuration emptied.
 */
export class Git {
  private constructor(
    readonly folder: string,
    readonly disarmed: readonly string[],
  ) {}

  /** Opens the repository that holds `folder`, or nothing when there is none or git is not installed. */
  static async open(folder: string): Promise<Git | undefined> {
    const bare = new Git(folder, []);
    const inside = await bare.run(['rev-parse', '--is-inside-work-tree']).catch(() => '');
    if (inside.trim() !== 'true') return undefined;
    const filters = await bare
      .run(['config', '--name-only', '--null', '--get-regexp', '^filter\\..*\\.(clean|smudge|process|required)$'])
      .catch(() => '');
    const emptied = filters
      .split('\0')
      .filter(Boolean)
      .flatMap(name => ['-c', name.endsWith('.required') ? `${name}=false` : `${name}=`]);
    return new Git(folder, emptied);
  }

  /** The standard output of `git <args>`. Throws when git fails, takes longer than `seconds` or prints more than `mostBytes`. */
  run(args: readonly string[], { seconds = 20, mostBytes = 256 * 1024 * 1024 } = {}): Promise<string> {
    return new Promise((resolve, reject) => {
      const child = spawn('git', [...hardened, ...this.disarmed, ...args], {
        cwd: this.folder,
        env: environment(),
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
}

const settings: readonly (readonly [string, string])[] = [
  ['core.hooksPath', devNull],
  ['core.fsmonitor', 'false'],
  ['core.pager', 'cat'],
  ['core.attributesFile', devNull],
  ['core.untrackedCache', 'false'],
  ['core.quotePath', 'false'],
  ['diff.external', ''],
  ['log.showSignature', 'false'],
  ['gpg.program', 'false'],
  ['protocol.allow', 'never'],
  ['submodule.recurse', 'false'],
  ['safe.directory', '*'],
];
const hardened = ['--no-pager', '--literal-pathspecs', ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];

function environment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    SystemRoot: process.env.SystemRoot,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
  };
}
