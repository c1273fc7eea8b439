import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AssessmentJson } from '../src/report/contract.ts';
import type { DebtJson, PostmortemsJson, RunbooksJson } from '../src/report/registers/contract.ts';
import { keptService } from './kept-service.ts';
import { assessJson, opsex, repositoryOf } from './repository.ts';

describe('the registers of an assessment', () => {
  let root: string;
  let json: AssessmentJson;
  const printed = <T>(...args: readonly string[]) => JSON.parse(opsex([...args, root, '--json', '--as-of', '2026-06-30']).stdout) as T;
  beforeAll(() => {
    root = keptService();
    json = assessJson(root);
  }, 120_000);

  test('fit the published schema, and so do tags', () => {
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../schemas/assessment-1.schema.json'), 'utf8')) as object;
    const validate = addFormats.default(new Ajv2020({ allErrors: true })).compile(schema);
    expect(validate(json) ? [] : validate.errors).toEqual([]);
    expect(json.workload).toMatchObject({ name: 'kept-shop', tags: ['pci', 'eu-west'] });
  });

  test('say of debt what opsex debt says', () => {
    const { entries, ...own } = json.registers?.debt ?? { entries: [] };
    const debt = printed<DebtJson>('debt', 'list');
    expect(own).toMatchObject({ open: 2, closed: 1, overdue: 1, toilHoursPerWeek: 13, reviewed: '2026-06-01', months: debt.trend });
    expect(debt).toMatchObject({ open: 2, closed: 1, toilHoursPerWeek: 13 });
    const known = debt.entries.map(({ id, title, owner, due, line }) => ({ id, title, owner, due, line }));
    expect(entries.map(({ id, title, owner, due, line }) => ({ id, title, owner, due, line }))).toEqual(
      ['OD-1', 'OD-3', 'OD-2'].map(id => known.find(each => each.id === id)),
    );
    expect(entries.map(({ status }) => status)).toEqual(['overdue', 'open', 'closed']);
  });

  test('say of actions what opsex postmortem says', () => {
    const own = json.registers?.postmortems;
    const { actions } = printed<PostmortemsJson>('postmortem', 'actions');
    expect(own).toMatchObject({ due: actions.due, done: actions.done, completion: actions.completion, postmortems: 2 });
    const open = own?.actions.filter(({ status }) => status !== 'done');
    expect(open?.map(({ path, line, due, owned, status }) => ({ path, line, due, owned, overdue: status === 'overdue' }))).toEqual(
      actions.open.map(({ text: _, ...each }) => each),
    );
    expect(own?.actions.map(({ text, owner }) => [text, owner])).toEqual([
      ['Alert on the pool', '@ola'],
      ['Write the runbook', ''],
      ['Raise the limit of the pool', '@kim'],
    ]);
    expect(own?.withoutActions).toMatchObject([{ date: '2026-05-02' }]);
  });

  test('say of runbooks what opsex runbook says', () => {
    const own = json.registers?.runbooks;
    const { runbooks, services, alerts } = printed<RunbooksJson>('runbook', 'check');
    expect(
      own?.runbooks.map(({ path, score, sufficient, touched, stale, broken }) => ({ path, score, sufficient, touched, stale, broken })),
    ).toEqual(runbooks.map(({ path, score, sufficient, touched, stale, broken }) => ({ path, score, sufficient, touched, stale, broken })));
    expect(own?.runbooks).toMatchObject([{ title: 'Payments', broken: [{ url: '../dashboards/gone.md' }] }]);
    expect(own?.services.map(({ name, runbook }) => ({ name, runbook: runbook?.path ?? null }))).toEqual(
      services.map(({ name, runbook }) => ({ name, runbook })),
    );
    expect(new Set(own?.alerts.map(({ name, runbook }) => `${name} ${runbook}`))).toEqual(
      new Set(alerts.map(({ name, runbook }) => `${name} ${runbook}`)),
    );
  });
});

test('there are none where there is nothing', () => {
  expect(assessJson(repositoryOf({ 'README.md': '# Nothing\n' })).registers).toBeUndefined();
});
