import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { openStore } from '../src/store/open-store.ts';
import { createToken } from '../src/store/server/tokens.ts';
import { engines } from '../src/store/testing.ts';

const root = join(import.meta.dirname, '..');
const built = dirname(process.env.OPSEX_COMMAND ?? join(root, 'dist/opsex.js'));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const lines = read('Containerfile').split('\n');
const ignored = read('.containerignore').split('\n').filter(Boolean);
const { files } = JSON.parse(read('package.json')) as { files: readonly string[] };

interface Compose {
  readonly services: Readonly<
    Record<string, { readonly environment: Readonly<Record<string, string>> } & Readonly<Record<string, unknown>>>
  >;
}
const compose = parse(read('ops/compose.yaml')) as Compose;

/** What the image has of the build, by its name there. */
function copied(): readonly string[] {
  return lines
    .filter(line => line.startsWith('COPY --from=build '))
    .flatMap(line => line.split(' ').slice(2, -1))
    .map(path => path.replace('/opsex/', ''));
}

test('the image holds all that the package holds', () => {
  expect(copied()).toEqual(expect.arrayContaining(['package.json', 'node_modules', ...files]));
  expect(ignored.filter(path => files.includes(path) && path !== 'dist')).toEqual([]);
});

test('the image is not run by root, and its health is looked at', () => {
  expect(lines).toContain('USER node');
  expect(health()[0]).toBe('node');
});

test.each(engines)('what the image holds serves as user with nothing else around it: %s', { timeout: 90_000 }, async (_, newAddress) => {
  const folder = mkdtempSync(join(tmpdir(), 'opsex-image-'));
  for (const path of copied()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (path === 'node_modules') symlinkSync(join(root, path), join(folder, path));
    else cpSync(path === 'dist' ? built : join(root, path), join(folder, path), { recursive: true });
  }
  const address = await newAddress();
  const store = await openStore(address);
  await createToken(store, { name: 'ann', role: 'admin', team: '*', createdBy: 'tests', now: new Date(), days: 1 });
  await store.close();
  const environment = { PATH: process.env.PATH, HOME: folder, ...composeDefaults(), OPSEX_DATABASE_URL: address };
  const child = spawn('node', [...entry(), ...start(), '--port', '0'], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const port = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', chunk => {
      said += chunk;
      const [, found] = /opsex is at: *\S+:(\d+)\n/.exec(said) ?? [];
      if (found) resolve(found);
    });
    child.once('close', () => reject(new Error(said)));
  });
  const isHealthy = () => {
    const [program = '', ...args] = health().map(each => each.replace(':8790', `:${port}`));
    return spawnSync(program, args).status;
  };
  expect(isHealthy()).toBe(0);
  expect((await fetch(`http://127.0.0.1:${port}/`)).headers.get('content-type')).toContain('text/html');
  expect((await fetch(`http://127.0.0.1:${port}/api/workloads`)).status).toBe(401);
  child.kill('SIGTERM');
  expect(await new Promise(resolve => child.once('exit', resolve))).toBe(0);
  expect(isHealthy()).toBe(1);
  const scaffolds = spawnSync('node', [...entry(), 'scaffold', 'list'], { cwd: folder, encoding: 'utf8' });
  expect(scaffolds.stdout).toContain('alerts');
});

test('the compose file sets nothing that opsex does not know', () => {
  const source = ['src/server/settings.ts', 'src/cli/serve.ts', 'src/cli/store-address.ts'].map(read).join('\n');
  const known = new Set(source.match(/\b(?:OPSEX|OTEL)_[A-Z_]+/g));
  const ofLibrary = ['OTEL_RESOURCE_ATTRIBUTES', 'OTEL_TRACES_SAMPLER', 'OTEL_TRACES_SAMPLER_ARG'];
  const set = Object.keys(compose.services.opsex?.environment ?? {});
  expect(set.filter(name => !known.has(name) && !ofLibrary.includes(name))).toEqual([]);
  expect([...known].filter(name => name.startsWith('OPSEX_') && !name.endsWith('_FILE') && name !== 'OPSEX_ALWAYS_LOGIN').sort()).toEqual(
    set.filter(name => name.startsWith('OPSEX_')).sort(),
  );
  const guide = read('docs/guides/server.md');
  expect([...known].filter(name => name.startsWith('OPSEX_') && !name.endsWith('_FILE') && !guide.includes(name))).toEqual([]);
});

test('what the compose file hardens stays so', () => {
  expect(compose.services.opsex).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    ports: ['127.0.0.1:8790:8790'],
  });
});

test('Compose accepts the file', { timeout: 90_000 }, ({ skip }) => {
  const [program = '', ...args] = [['docker', 'compose'], ['podman', 'compose'], ['docker-compose']].find(
    ([name = '', ...more]) => spawnSync(name, [...more, 'version']).status === 0,
  ) ?? [''];
  if (!program) skip('Compose is not installed');
  const run = (environment: Readonly<Record<string, string>>) =>
    spawnSync(program, [...args, '-f', 'ops/compose.yaml', 'config'], {
      cwd: root,
      env: { PATH: process.env.PATH, ...environment },
      encoding: 'utf8',
    });
  expect(run({ OPSEX_DATABASE_PASSWORD: 'x' })).toMatchObject({ status: 0, stdout: expect.stringContaining('postgres://opsex:x@') });
  expect(run({}).stderr).toContain('set it in .env');
});

/** As Compose fills it in when `.env` holds the password alone. */
function composeDefaults(): Readonly<Record<string, string>> {
  const entries = Object.entries(compose.services.opsex?.environment ?? {});
  return Object.fromEntries(entries.map(([name, value]) => [name, value.replace(/\$\{\w+:-([^}]*)\}/, '$1')]));
}

function entry(): readonly string[] {
  return jsonAfter('ENTRYPOINT ').slice(1);
}

function start(): readonly string[] {
  return jsonAfter('CMD ');
}

function health(): readonly string[] {
  const line = lines.find(each => each.startsWith('HEALTHCHECK ')) ?? '';
  return JSON.parse(line.slice(line.indexOf('['))) as string[];
}

function jsonAfter(instruction: string): readonly string[] {
  const line = lines.findLast(each => each.startsWith(instruction)) ?? '';
  return JSON.parse(line.slice(instruction.length)) as string[];
}
