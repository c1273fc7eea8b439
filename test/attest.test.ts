import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { assessJson, opsex, repositoryOf } from './repository.ts';

const files = {
  'server.js': "require('express')().listen(80);\n",
  'package.json': '{ "name": "orders", "scripts": { "start": "node server.js" }, "dependencies": { "express": "4.0.0" } }',
  Dockerfile: 'FROM node:20\nCMD ["node", "server.js"]\n',
  'docs/review.md': '# The review of March\n',
};
const words = ['--claim', 'We look at each incident together', '--by', 'Ada', '--on', '2026-05-01'];
const link = ['--evidence', 'https://wiki.acme.net/reviews'];
const verdictOf = (root: string, id: string, day = '2026-06-01') => assessJson(root, '--as-of', day).criteria.find(each => each.id === id);
const written = (root: string) => readFileSync(join(root, 'opsex.yaml'), 'utf8');

test('a statement is written with its end, raises the level, and ends', () => {
  const root = repositoryOf(files);
  expect(verdictOf(root, 'pm-informal')).toMatchObject({ verdict: 'unknown', expires: null });
  expect(opsex(['attest', 'pm-informal', root, ...words, ...link])).toMatchObject({
    status: 0,
    stderr: '',
    stdout: `opsex.yaml: Ada states until 2026-10-28 that pm-informal is met\nopsex explain pm-informal ${root} shows what it does\n`,
  });
  expect(written(root)).toBe(`version: 1

statements:
  - criterion: pm-informal
    claim: We look at each incident together
    evidence: https://wiki.acme.net/reviews
    by: Ada
    on: 2026-05-01
    until: 2026-10-28
`);
  expect(verdictOf(root, 'pm-informal')).toMatchObject({
    verdict: 'met',
    basis: 'person',
    expires: '2026-10-28T23:59:59.999Z',
    evidence: [
      {
        kind: 'statement',
        summary:
          'met: We look at each incident together, see https://wiki.acme.net/reviews, until 2026-10-28 (by opsex.yaml:4) (Ada, 2026-05-01)',
        accordingTo: [{ path: 'opsex.yaml', line: 4 }],
      },
    ],
  });
  expect(verdictOf(root, 'pm-informal', '2026-10-29')).toMatchObject({ verdict: 'unknown', cause: 'expired' });
  expect(assessJson(root, '--as-of', '2026-10-01').notes[0]).toBe('ends within 30 days: statement on pm-informal (2026-10-28)');
  expect(assessJson(root, '--as-of', '2026-10-21').notes[0]).toBe('ends within 7 days: statement on pm-informal (2026-10-28)');
  expect(assessJson(root, '--as-of', '2026-11-01').notes[0]).toBe('ended: statement on pm-informal (2026-10-28)');
  expect(assessJson(root, '--no-config').criteria.find(({ id }) => id === 'pm-informal')?.verdict).toBe('unknown');
});

test('a file is named with its hash: when it changes, the statement ends', () => {
  const root = repositoryOf(files);
  expect(opsex(['attest', 'pm-informal', root, ...words, '--evidence', 'docs/review.md']).status).toBe(0);
  expect(written(root)).toMatch(/file: docs\/review\.md\n {6}sha256: [0-9a-f]{64}\n/);
  expect(verdictOf(root, 'pm-informal')?.verdict).toBe('met');
  appendFileSync(join(root, 'docs/review.md'), 'More.\n');
  expect(verdictOf(root, 'pm-informal')).toMatchObject({
    verdict: 'unknown',
    cause: 'expired',
    reason: expect.stringMatching(/^docs\/review\.md was changed/),
  });
});

test('waivers, exemptions and a no are written as well', () => {
  const root = repositoryOf(files);
  opsex(['attest', 'drift-manual', root, '--waive', 'The tool comes in January', '--by', 'Bo', '--until', '2027-01-31']);
  opsex(['attest', 'debt-discussed', root, '--not-applicable', 'There is nobody to talk with']);
  opsex(['attest', 'pm-informal', root, ...words, ...link, '--no-met']);
  const { criteria, coverage } = assessJson(root, '--as-of', '2026-06-01');
  const of = (id: string) => criteria.find(each => each.id === id);
  expect(of('drift-manual')).toMatchObject({
    verdict: 'waived',
    waiver: { reason: 'The tool comes in January', owner: 'Bo', until: '2027-01-31' },
    expires: '2027-01-31T23:59:59.999Z',
  });
  expect(of('debt-discussed')).toMatchObject({ verdict: 'not_applicable', basis: 'person' });
  expect(of('pm-informal')).toMatchObject({ verdict: 'not_met', basis: 'person' });
  expect(coverage.waived).toBe(1);
});

test('what stands in the file stays, comments and all, and nothing is replaced unseen', () => {
  const root = repositoryOf(files);
  const before = `# Ours\nversion: 1\n\nstatements:   # by people\n  - { criterion: pm-informal, claim: It is so here, evidence: "https://a.b/c", by: Bo, on: 2026-04-01 } # first\n\nworkload: {name: shop}\n`;
  writeFileSync(join(root, 'opsex.yaml'), before);
  expect(opsex(['attest', 'pm-informal', root, ...words, ...link])).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(
      /^opsex: opsex\.yaml:5: Bo states until 2026-09-28 that pm-informal is met\nAdd a newer statement all the same with --renew/,
    ),
  });
  expect(written(root)).toBe(before);
  expect(opsex(['attest', 'pm-informal', root, ...words, ...link, '--renew']).status).toBe(0);
  const [head = '', tail = ''] = before.split('\n\nworkload');
  expect(written(root).startsWith(`${head}\n  - criterion: pm-informal\n`)).toBe(true);
  expect(written(root).endsWith(`\n\nworkload${tail}`)).toBe(true);
});

test.each<[string, readonly string[], RegExp]>([
  ['an unknown criterion', ['pm-infromal', ...words, ...link], /no criterion "pm-infromal"\nDid you mean pm-informal\?/],
  ['what evidence alone decides', ['iac-remote-state', ...words, ...link], /decided by evidence alone/],
  ['nothing to ask on', ['pm-informal', ...words], /--evidence is missing, and there is no terminal/],
  ['a file that is not there', ['pm-informal', ...words, '--evidence', 'docs/gone.md'], /there is no file docs\/gone\.md/],
  ['a file outside', ['pm-informal', ...words, '--evidence', '../x'], /\.\.\/x is not in the repository/],
  ['a day that is none', ['pm-informal', ...words.slice(0, 5), 'soon', ...link, '--until', '2026-09-01'], /nothing was written/],
  ['an end too far away', ['pm-informal', ...words, ...link, '--until', '2030-01-01'], /nothing was written.*at most 365 days/],
  ['a waiver without an owner', ['pm-informal', '--waive', 'For other reasons'], /needs an owner and an end/],
])('%s is refused, and nothing is written', (_, args, message) => {
  const root = repositoryOf(files);
  const [id = '', ...rest] = args;
  const run = opsex(['attest', id, root, ...rest]);
  expect(run.status).toBe(2);
  expect(run.stderr).toMatch(message);
  expect(existsSync(join(root, 'opsex.yaml'))).toBe(false);
});

test('nobody speaks to the terminal through a statement', () => {
  const hostile = String.raw`"\e[31mAda\e]8;;http://x\a"`;
  const entry = `{ criterion: pm-informal, claim: ${hostile}, evidence: "https://a.b/c", by: ${hostile}, on: 2026-05-01 }`;
  const waiver = `{ criterion: drift-manual, reason: ${hostile}, owner: ${hostile}, until: 2027-01-01 }`;
  const root = repositoryOf({ ...files, 'opsex.yaml': `version: 1\nstatements: [${entry}]\nwaivers: [${waiver}]\n` });
  const day = ['--as-of', '2026-06-01'];
  for (const args of [
    ['explain', 'pm-informal', root, ...day],
    ['explain', 'drift-manual', root],
    ['assess', root, ...day],
    ['facts', root],
    ['attest', 'pm-informal', root, ...words, ...link],
  ]) {
    const { stdout, stderr } = opsex(args);
    expect(stdout + stderr).toContain(args[0] === 'assess' ? 'Level' : 'Ada');
    expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n]/u);
  }
});

test('what is written fits the published schema', () => {
  const root = repositoryOf(files);
  opsex(['init', root, '--no-input']);
  opsex(['attest', 'pm-informal', root, ...words, '--evidence', 'docs/review.md']);
  opsex(['attest', 'pm-actions-identified', root, ...words, ...link, '--no-met']);
  opsex(['attest', 'drift-manual', root, '--waive', 'The tool comes in January', '--by', 'Bo', '--until', '2027-01-31']);
  opsex(['attest', 'debt-discussed', root, '--not-applicable', 'There is nobody to talk with']);
  const validate = new Ajv2020({ allErrors: true, formats: { date: true, uri: true } }).compile(
    JSON.parse(readFileSync(join(import.meta.dirname, '../schemas/config-1.schema.json'), 'utf8')),
  );
  expect(validate(parse(written(root))) ? [] : validate.errors).toEqual([]);
  expect(Object.keys(parse(written(root)))).toEqual(['version', 'workload', 'services', 'statements', 'waivers', 'not_applicable']);
});

test('what the model does not know is refused with file and line', () => {
  const root = repositoryOf({
    ...files,
    'opsex.yaml':
      'version: 1\nnot_applicable:\n  - { criterion: pm-infromal, reason: Not with us }\nthresholds: { mttr_l4_minuets: 3 }\ntargets: { controls: { "011": 3 } }\n',
  });
  const { status, stderr } = opsex(['assess', root]);
  expect(status).toBe(2);
  for (const text of [
    'opsex.yaml:3: there is no criterion "pm-infromal"; the nearest is "pm-informal"',
    'opsex.yaml:4: the model has no threshold "mttr_l4_minuets"; the nearest is "mttr_l4_minutes"',
    'opsex.yaml:5: there is no control "011"',
  ])
    expect(stderr).toContain(text);
});
