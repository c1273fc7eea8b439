import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { commitAll, folderOf, git, repositoryOf } from './repository.ts';

/** Each runs the command line many times. */
vi.setConfig({ testTimeout: 90_000 });

const project = join(import.meta.dirname, '..');
const ci = 'on: [push, pull_request]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n';
const files = {
  '.github/workflows/ci.yml': ci,
  'package.json': '{ "name": "shop", "scripts": { "test": "vitest run" } }',
  'infra/main.tf':
    'terraform {\n  backend "s3" {\n    bucket       = "state"\n    use_lockfile = true\n  }\n}\nresource "aws_instance" "web" {}\n',
};

interface Step {
  readonly name: string;
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
}
const action = parse(readFileSync(join(project, 'action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
};

/** A clone, as a runner makes one, of a repository whose last commit takes the tests out of the pipeline. */
function clone(): string {
  const origin = repositoryOf(files);
  writeFileSync(join(origin, '.github/workflows/ci.yml'), ci.replace('npm test', 'npm run lint'));
  commitAll(origin, 'Stop testing', '2026-06-10T12:00:00Z');
  const path = join(mkdtempSync(join(tmpdir(), 'opsex-test-')), 'shop');
  git(origin, ['clone', '-q', origin, path]);
  return path;
}

function bash(script: string, cwd: string, env: Readonly<Record<string, string>>) {
  return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', HOME: tmpdir(), NO_COLOR: '1', ...env },
  });
}

/** Runs a step of the action with these inputs, as a runner would: what it writes to the files of the runner comes back. */
function runStep(name: string, cwd: string, inputs: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}) {
  const step = action.runs.steps.find(each => each.name === name);
  if (!step) throw new Error(`the action has no step ${name}`);
  const runner = folderOf({ output: '', summary: '' });
  const given = (text: string) =>
    text
      .replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, input: string) => inputs[input] ?? action.inputs[input]?.default ?? '')
      .replace(/\$\{\{.*?\}\}/g, '');
  const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([key, value]) => [key, given(value)]));
  const run = bash(step.run, cwd, {
    ...env,
    GITHUB_ACTION_PATH: project,
    GITHUB_OUTPUT: join(runner, 'output'),
    GITHUB_STEP_SUMMARY: join(runner, 'summary'),
    RUNNER_TEMP: runner,
    ...more,
  });
  const outputs = Object.fromEntries(
    readFileSync(join(runner, 'output'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => line.split('=') as [string, string]),
  );
  return { ...run, outputs, summary: readFileSync(join(runner, 'summary'), 'utf8') };
}

test('the action fails on a slip, and hands over summary, SARIF, badge and comment', () => {
  const path = clone();
  expect(runStep('Prepare opsex', path, {}).status).toBe(0);
  const run = runStep('Gate', path, { 'min-level': '1', 'no-regression': 'true', baseline: 'HEAD~1' });
  expect(run.stdout).toContain('lost ci-tests-on-pr');
  expect(run.status).toBe(1);
  expect(run.outputs).toMatchObject({ result: 'failed', level: '1' });
  expect(run.summary).toMatch(/^## Gate failed: shop/);
  expect(readFileSync(run.outputs.comment ?? '', 'utf8')).toContain('`ci-tests-on-pr` met → **not met**');
  expect(JSON.parse(readFileSync(run.outputs.sarif ?? '', 'utf8'))).toMatchObject({ version: '2.1.0' });
  expect(JSON.parse(readFileSync(run.outputs.json ?? '', 'utf8'))).toMatchObject({ schema: 'opsex.assessment/1' });
  expect(readFileSync(run.outputs.badge ?? '', 'utf8')).toContain('</svg>');
});

test.each<[string, Readonly<Record<string, string>>, number, string]>([
  ['passes', { 'min-level': '1' }, 0, 'passed'],
  ['takes several controls', { controls: '010=1 020=1', require: 'iac-remote-state' }, 0, 'passed'],
  ['tells what is incomplete', { controls: '070=2' }, 4, 'incomplete'],
  ['accepts that', { controls: '070=2', 'accept-incomplete': 'true' }, 0, 'incomplete'],
  ['compares a first push with itself', { 'no-regression': 'true', baseline: '0'.repeat(40) }, 0, 'passed'],
  ['runs nothing of its inputs', { 'min-level': '$(touch owned)', path: '.; touch owned' }, 2, 'error'],
  ['says that the commit is missing', { 'no-regression': 'true', baseline: 'nowhere' }, 2, 'error'],
])('the action %s', (_, inputs, status, result) => {
  const path = clone();
  const run = runStep('Gate', path, inputs);
  expect({ status: run.status, result: run.outputs.result }).toEqual({ status, result });
  expect(git(path, ['status', '--porcelain'])).toBe('');
});

test('every output of the action is one that the step writes', () => {
  const { outputs } = runStep('Gate', clone(), { 'min-level': '1' });
  for (const [name, { value }] of Object.entries(action.outputs)) {
    expect(value).toBe(`\${{ steps.gate.outputs.${name} }}`);
    expect(Object.keys(outputs)).toContain(name);
  }
});

test.each([
  ['begins a comment', '', '### Changed', ['POST repos/acme/shop/issues/7/comments']],
  ['writes it anew', '42', 'opsex: nothing changed', ['PATCH repos/acme/shop/issues/comments/42']],
  ['does not begin one for nothing', '', 'opsex: nothing changed', []],
])('the action %s', (_, existing, line, expected) => {
  const tools = folderOf({
    gh: `#!/bin/sh\ncase "$*" in *--jq*) echo "${existing}";; *) shift 3; echo "$1 $2" >> "$(dirname "$0")/calls";; esac\n`,
    calls: '',
    'comment.md': `<!-- opsex -->\n${line}\n`,
  });
  chmodSync(join(tools, 'gh'), 0o755);
  const run = runStep(
    'Comment',
    tools,
    {},
    {
      PATH: `${tools}${delimiter}${process.env.PATH}`,
      GITHUB_REPOSITORY: 'acme/shop',
      OPSEX_COMMENT: join(tools, 'comment.md'),
      OPSEX_PULL_REQUEST: '7',
    },
  );
  expect(run).toMatchObject({ status: 0, stderr: '' });
  expect(readFileSync(join(tools, 'calls'), 'utf8').split('\n').filter(Boolean)).toEqual(expected);
});

test('the template for GitLab gates, and leaves its report as artifacts', () => {
  const template = parse(readFileSync(join(project, 'ci/gitlab/opsex.gitlab-ci.yml'), 'utf8')) as {
    readonly opsex: {
      readonly variables: Record<string, string>;
      readonly before_script: readonly string[];
      readonly script: readonly string[];
    };
  };
  const tools = folderOf({ opsex: `#!/bin/sh\nexec node ${join(project, 'dist/opsex.js')} "$@"\n` });
  chmodSync(join(tools, 'opsex'), 0o755);
  const path = clone();
  const script = [...template.opsex.before_script, ...template.opsex.script].join('\n');
  const run = (variables: Readonly<Record<string, string>>) =>
    bash(script, path, { ...template.opsex.variables, PATH: `${tools}${delimiter}${process.env.PATH}`, ...variables });
  const before = git(path, ['rev-parse', 'HEAD~1']).trim();
  const failed = run({ OPSEX_NO_REGRESSION: 'true', CI_MERGE_REQUEST_DIFF_BASE_SHA: before });
  expect(failed.stdout).toContain('lost ci-tests-on-pr');
  expect(failed.status).toBe(1);
  expect(readFileSync(join(path, 'opsex-report/comment.md'), 'utf8')).toContain('**Gate failed**');
  expect(run({ OPSEX_MIN_LEVEL: '1' }).status).toBe(0);
  expect(run({ OPSEX_CONTROLS: '070=2' }).status).toBe(4);
});
