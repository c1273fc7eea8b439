import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { assessJson, opsex, repositoryOf } from './repository.ts';
import { hasTerminal, keys, onTerminal } from './terminal.ts';

const workflow = `on: { push: { branches: [main] } }
jobs:
  ship:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - run: kubectl apply -f deploy/
`;
const files = {
  '.github/workflows/ship.yml': workflow,
  'services/orders/server.js': "require('express')().listen(80);\n",
  'services/orders/package.json': '{ "name": "orders", "scripts": { "start": "node server.js" }, "dependencies": { "express": "4.0.0" } }',
  'services/orders/Dockerfile': 'FROM node:20\nCMD ["node", "server.js"]\n',
  'docs/review.md': '# The review of March\n',
};
const written = (root: string) => readFileSync(join(root, 'opsex.yaml'), 'utf8');
const valueIn = (root: string) => parse(written(root)) as Record<string, unknown>;

test('without questions only what was found is written, it changes no verdict, and nothing is written twice', () => {
  const root = repositoryOf(files);
  const before = assessJson(root);
  const run = opsex(['init', root, '--no-input']);
  expect(run).toMatchObject({ status: 0, stderr: '' });
  expect(run.stdout).toMatch(/^opsex\.yaml of \S+: level 1.*\n\d+ questions wait for people: opsex init .*\nThe way up: opsex plan/);
  expect(valueIn(root)).toMatchObject({
    version: 1,
    services: { more: [{ name: 'orders', paths: ['services/orders'] }] },
    environments: [{ name: 'production', production: true }],
  });
  const after = assessJson(root);
  const words = (json: typeof before) => json.criteria.map(({ id, verdict }) => [id, verdict]);
  expect(words(after)).toEqual(words(before));

  const text = written(root);
  expect(opsex(['init', root, '--no-input'])).toMatchObject({
    status: 0,
    stdout: '',
    stderr: 'opsex: opsex.yaml is there already: nothing was written\n',
  });
  expect(written(root)).toBe(text);
});

test('without a terminal it says that it could not ask', () => {
  const root = repositoryOf(files);
  const { status, stderr } = opsex(['init', root]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: 'opsex: there is no terminal to ask on: only what was found was written\n' });
  expect(existsSync(join(root, 'opsex.yaml'))).toBe(true);
});

test.runIf(hasTerminal)(
  'the interview is left and resumed, and every answer is kept',
  async () => {
    const root = repositoryOf(files);
    const first = onTerminal(['init', root]);
    await first.until('Which team runs it?');
    first.type(`payments${keys.enter}`);
    await first.until('How much depends on it?');
    first.type(`${keys.down}${keys.enter}`);
    await first.until('Are these all services of the workload?');
    first.type(keys.leave);
    const left = await first.end();
    expect(left.code).toBe(0);
    expect(left.screen).toContain('Every answer is kept in opsex.yaml');
    expect(valueIn(root)).toMatchObject({ workload: { team: 'payments', tier: 1 }, services: { more: [{ name: 'orders' }] } });

    const second = onTerminal(['init', root]);
    await second.until('Are these all services of the workload?');
    second.type(keys.enter);
    await second.until('Is a part of it kept in another repository');
    second.type(`../nowhere${keys.enter}`);
    await second.until('is not there: check it out beside this repository');
    await second.until('Is a part of it kept in another repository');
    second.type(keys.enter);
    await second.until('for overall level 2');
    await second.until('I do not know');
    second.type(`${keys.down}${keys.enter}`);
    await second.until('How is it done, in a sentence?');
    second.type(`We do that each time${keys.enter}`);
    await second.until('Where can it be seen?');
    second.type(`docs/gone.md${keys.enter}`);
    await second.until('there is no file docs/gone.md');
    second.type(`${'\u007f'.repeat(12)}docs/review.md${keys.enter}`);
    await second.until('Who says so?');
    second.type(`Ada${keys.enter}`);
    await second.until('2 of ');
    second.type(keys.leave);
    const done = await second.end();
    expect(done.code).toBe(0);
    expect(done.screen).not.toContain('Which team runs it?');
    const { services, statements, sources } = valueIn(root) as { services: object; statements: { criterion: string }[]; sources?: unknown };
    expect(services).toEqual({ all: [{ name: 'orders', paths: ['services/orders'] }] });
    expect(sources).toBeUndefined();
    expect(statements).toMatchObject([{ claim: 'We do that each time', by: 'Ada', evidence: { file: 'docs/review.md' } }]);
    const stated = assessJson(root, '--as-of', new Date().toISOString()).criteria.find(({ id }) => id === statements[0]?.criterion);
    expect(stated).toMatchObject({ verdict: 'met', basis: 'person' });
    expect(written(root)).toContain('# What files cannot show about this workload.');
  },
  120_000,
);

test.runIf(hasTerminal)(
  'attest asks for what is not given',
  async () => {
    const root = repositoryOf(files);
    const session = onTerminal(['attest', 'pm-informal', root, '--by', 'Bo']);
    await session.until('Are at least some incidents reviewed afterwards');
    session.type(`${keys.down}${keys.enter}`);
    await session.until('What is missing, in a sentence?');
    session.type(`No time${keys.enter}`);
    await session.until('Write a sentence');
    session.type(` for it so far${keys.enter}`);
    await session.until('Where can it be seen?');
    session.type(`https://wiki.acme.net/x${keys.enter}`);
    const { code, screen } = await session.end();
    expect(code).toBe(0);
    expect(screen).toMatch(/Bo states until \d{4}-\d{2}-\d{2} that pm-informal is not met/);
    expect(valueIn(root)).toMatchObject({
      statements: [{ criterion: 'pm-informal', met: false, claim: 'No time for it so far', by: 'Bo' }],
    });
  },
  60_000,
);

test.runIf(hasTerminal)(
  'leaving attest writes nothing',
  async () => {
    const root = repositoryOf(files);
    const session = onTerminal(['attest', 'pm-informal', root]);
    await session.until('Are at least some incidents reviewed afterwards');
    session.type(keys.leave);
    expect((await session.end()).code).toBe(2);
    expect(existsSync(join(root, 'opsex.yaml'))).toBe(false);
  },
  60_000,
);
