import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, inflateRawSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { assessJson, git, opsex, repositoryOf } from './repository.ts';

const ajv = new Ajv2020();
addFormats.default(ajv);
const root = repositoryOf({ '.github/workflows/ci.yml': 'on: push\njobs:\n  test:\n    runs-on: x\n    steps:\n      - run: npm test\n' });
git(root, ['remote', 'add', 'origin', 'https://ada:secret@github.com/Acme/Shop.git']);
const folder = mkdtempSync(join(tmpdir(), 'opsex-report-'));

function validate(name: string, value: unknown): unknown {
  const check = ajv.compile(JSON.parse(readFileSync(join(import.meta.dirname, '../schemas', name), 'utf8')));
  return check(value) ? [] : check.errors;
}

function part(html: string, id: string): string {
  return new RegExp(`id="opsex-${id}">([^<]*)</script>`).exec(html)?.[1] ?? '';
}

function unpacked(html: string, id: string): unknown {
  return JSON.parse(inflateRawSync(Buffer.from(part(html, id), 'base64')).toString());
}

test('the report of an assessment holds its overview, the assessment and the model, each as its schema says', () => {
  const file = join(folder, 'report.html');
  expect(opsex(['assess', root, '--format', 'html', '-o', file])).toMatchObject({ status: 0, stdout: '', stderr: '' });
  const html = readFileSync(file, 'utf8');
  expect(validate('portfolio-1.schema.json', JSON.parse(part(html, 'portfolio')))).toEqual([]);
  expect(validate('assessment-1.schema.json', unpacked(html, 'assessment-0'))).toEqual([]);
  expect(validate('model-text-1.schema.json', unpacked(html, 'model'))).toEqual([]);
  expect(html).not.toContain('secret');
});

test('the script of the interface stays far below 400 kB as it is sent', () => {
  expect(gzipSync(readFileSync(join(import.meta.dirname, '../dist/web/app.js'))).length).toBeLessThan(250_000);
});

test('several saved assessments of a workload are one row with a history', () => {
  const files = ['2026-03-31', '2026-06-30'].map(day => {
    const file = join(folder, `${day}.json`);
    writeFileSync(file, JSON.stringify(assessJson(root, '--as-of', day)));
    return file;
  });
  const run = opsex(['report', ...files]);
  expect(run).toMatchObject({ status: 0, stderr: '' });
  const { rows } = JSON.parse(part(run.stdout, 'portfolio'));
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ assessment: '1', asOf: '2026-06-30T00:00:00.000Z', history: [{ assessment: '0' }] });
});

test('the address on the forge is taken over without what is secret in it', () => {
  expect(assessJson(root).workload.sources).toMatchObject([{ url: 'https://github.com/acme/shop' }]);
});

test.each([
  ['no.json', undefined, 'no.json is not an assessment'],
  ['text.json', 'level 3', 'text.json is not an assessment: it is no JSON'],
  ['facts.json', '{ "schema": "opsex.facts/1" }', 'facts.json is not an assessment: schema'],
])('%s is refused with what is wrong and what to do', (name, content, message) => {
  const file = join(folder, name);
  if (content !== undefined) writeFileSync(file, content);
  const run = opsex(['report', file]);
  expect(run).toMatchObject({ status: 2, stdout: '' });
  expect(run.stderr).toContain(message);
  expect(run.stderr).toContain('Write each with: opsex assess PATH --json -o FILE');
});
