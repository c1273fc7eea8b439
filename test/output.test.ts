import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { assessJson, folderOf, opsex, repositoryOf } from './repository.ts';

const schema = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../schemas', name), 'utf8')) as object;
const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);

const files = {
  '.github/workflows/ci.yml': 'on: [push, pull_request]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n',
  'package.json': '{ "name": "shop", "scripts": { "test": "vitest run" } }',
  'infra/main.tf':
    'terraform {\n  backend "s3" {\n    bucket       = "state"\n    use_lockfile = true\n  }\n}\nresource "aws_instance" "web" {}\n',
};
const root = repositoryOf(files);

test('the public JSON fits its published schema', () => {
  const validate = ajv.compile(schema('assessment-1.schema.json'));
  for (const path of [root, folderOf({})]) expect(validate(assessJson(path)) ? [] : validate.errors).toEqual([]);
});

test('the facts fit their published schema', () => {
  const validate = ajv.compile(schema('facts-1.schema.json'));
  const run = opsex(['facts', root, '--json']);
  expect(validate(JSON.parse(run.stdout)) ? [] : validate.errors).toEqual([]);
});

test('the same sources, model and date give the same bytes', () => {
  const args = ['assess', root, '--json', '--as-of', '2026-06-30'];
  expect(opsex(args).stdout).toBe(opsex(args).stdout);
});

test.each([root, folderOf({}), folderOf({ '.github/workflows/b.yml': 'on: [' })])(
  'the first screen is at most 24 lines of 100 columns',
  path => {
    const run = opsex(['assess', path]);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    const lines = run.stdout.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(24);
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(100);
    expect(run.stdout).not.toContain('\u001b[');
  },
);

test('colour comes only when it is wanted', () => {
  expect(opsex(['assess', root], { env: { NO_COLOR: '', FORCE_COLOR: '1' } }).stdout).toContain('\u001b[');
  expect(opsex(['assess', root], { env: { NO_COLOR: '1', FORCE_COLOR: '1' } }).stdout).not.toContain('\u001b[');
});

test('explain shows verdict, evidence with line, what was searched and what would change it', () => {
  const text = opsex(['explain', 'ci-tests-on-pr', root]).stdout;
  for (const part of ['met', '.github/workflows/ci.yml:', 'Searched', 'What would change it', 'Remedy']) expect(text).toContain(part);
});

test('explain shows a control by its number', () => {
  const run = opsex(['explain', '010', root]);
  expect(run.stdout).toContain('WAF-OPS-010');
  expect(run.stdout).toContain('ci-tests-on-pr');
});

test('markdown names level, controls and criteria', () => {
  const text = opsex(['assess', root, '--format', 'markdown']).stdout;
  for (const part of ['# Operational excellence:', '## Controls', '| WAF-OPS-010 |', '### WAF-OPS-100']) expect(text).toContain(part);
});

test('a file name cannot script the terminal or the document', () => {
  const evil = '.github/workflows/\u001b]0;owned\u0007<img src=x onerror=alert(1)>`|.yml';
  const path = repositoryOf({ ...files, [evil]: 'on: push\njobs:\n  a:\n    steps:\n      - run: npm test\n' });
  const control = /(?!\n)\p{Cc}/u;
  for (const args of [
    ['facts', path],
    ['assess', path],
    ['explain', 'pipeline-as-code', path],
  ])
    expect(opsex(args).stdout).not.toMatch(control);
  const markdown = opsex(['assess', path, '--format', 'markdown']).stdout;
  expect(markdown).not.toMatch(control);
  expect(markdown).not.toMatch(/^[^`]*<img/m);
});

test('-o writes the file and prints nothing', () => {
  const file = join(folderOf({}), 'out.json');
  expect(opsex(['assess', root, '--json', '-o', file])).toMatchObject({ status: 0, stdout: '', stderr: '' });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ schema: 'opsex.assessment/1' });
});
