import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { assessJson, opsex, repositoryOf } from './repository.ts';

const service = {
  'server.js': "require('express')().listen(80);\n",
  'package.json': '{ "name": "orders", "scripts": { "start": "node server.js" }, "dependencies": { "express": "4.0.0" } }',
  Dockerfile: 'FROM node:20\nCMD ["node", "server.js"]\n',
};
const root = repositoryOf(service);
const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);

function fits(schema: string, text: string): object {
  const validate = ajv.compile(JSON.parse(readFileSync(join(import.meta.dirname, '../schemas', schema), 'utf8')));
  const value = JSON.parse(text) as object;
  expect(validate(value) ? [] : validate.errors).toEqual([]);
  return value;
}

interface PlanJson {
  readonly targets: readonly object[];
  readonly steps: readonly { criterion: string; raises: readonly { of: string; to: number }[] }[];
}

test('the plan without a target is that to the next level, and taking all its actions together reaches it', () => {
  const plan = fits('plan-1.schema.json', opsex(['plan', root, '--json']).stdout) as PlanJson;
  expect(plan.targets).toEqual([{ of: 'overall', level: 2 }]);
  const ids = plan.steps.map(({ criterion }) => criterion);
  expect(plan.steps.at(-1)?.raises).toContainEqual({ of: 'overall', from: 1, to: 2 });
  const { nextLevels = [], overall } = assessJson(root);
  expect(nextLevels[0]).toMatchObject({ of: 'overall', from: 1, to: 2, criteria: ids });
  expect(ids.toSorted()).toEqual([...overall.heldBackBy].sort());

  const all = fits('whatif-1.schema.json', opsex(['whatif', root, ...ids.map(id => `+${id}`), '--json']).stdout);
  expect(all).toMatchObject({ overall: { before: 1, after: 2 }, done: ids, open: [] });
  const fewer = fits('whatif-1.schema.json', opsex(['whatif', root, ...ids.slice(1).map(id => `+${id}`), '--json']).stdout);
  expect(fewer).toMatchObject({ overall: { before: 1, after: 1, heldBackBy: [ids[0]] } });
});

test('targets come from the command line, else from opsex.yaml', () => {
  const asked = fits('plan-1.schema.json', opsex(['plan', root, '--target', '3', '--control', '010=4', '--json']).stdout) as PlanJson;
  expect(asked.targets).toEqual([
    { of: 'overall', level: 3 },
    { of: 'WAF-OPS-010', level: 4 },
  ]);
  const told = repositoryOf({ ...service, 'opsex.yaml': 'version: 1\ntargets: { controls: { "060": 2 }, by: 2027-03-31 }\n' });
  const { status, stdout, stderr } = opsex(['plan', told]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/plan to 060 2 by 2027-03-31\n/);
  expect(stdout).toContain('→ 060 level 2');
  const narrow = opsex(['plan', told, '--target', '5']).stdout.split('\n');
  for (const line of narrow) expect(stringWidth(line)).toBeLessThanOrEqual(100);
});

test('what if a criterion were lost: those that are the same follow', () => {
  const { stdout } = opsex(['whatif', root, '+rb-paging-linked', '+rb-top3']);
  expect(stdout).toContain('what if +alert-paging-runbook +rb-top3');
  expect(stdout).toContain('Changes with it: rb-paging-linked');
  expect(opsex(['whatif', root, '-rb-top3']).stdout).toContain('No control changes its level');
});

test.each<[readonly string[], string]>([
  [['whatif', root], 'nothing is supposed'],
  [['whatif', root, '+rb-top4'], 'Did you mean rb-top3?'],
  [['whatif', root, '+rb-top3', '-rb-top3'], 'rb-top3 cannot be met and not met'],
  [['whatif', root, 'elsewhere', '+rb-top3'], 'there are 2 folders'],
  [['whatif', root, '--jsn', '+rb-top3'], 'unknown option --jsn'],
  [['plan', root, '--target', '6'], 'A level is 1, 2, 3, 4 or 5'],
  [['plan', root, '--control', '011=3'], 'the model has no control "011"'],
])('%j is wrong use', (args, message) => {
  const run = opsex(args);
  expect(run.status).toBe(2);
  expect(run.stderr).toContain(message);
});
