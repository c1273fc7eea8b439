import { describe, expect, test } from 'vitest';
import { type Fact, fact } from '../../model/fact.ts';
import type { FactFields, FactKind } from '../../model/fact-kinds.ts';
import { registersOf } from './registers.ts';

function see<K extends FactKind>(kind: K, fields: Partial<FactFields<K>>, path = 'docs/a.md', line = 1, more: Partial<Fact> = {}): Fact {
  return {
    kind,
    fields: fact(kind, fields, { line }).fields,
    origin: { kind: 'file', path, line, endLine: line },
    strength: 'declared',
    scope: { service: '', environment: '', production: 'unknown' },
    pathClass: 'own',
    templated: false,
    detector: 'test',
    ...more,
  };
}

function registers(facts: readonly Fact[]) {
  return registersOf({ facts, model: { policies: [] } as never, asOf: new Date('2026-06-30T12:00:00Z') });
}

test('there are no registers where nothing is', () => {
  expect(registers([see('workload', {})])).toBeUndefined();
});

describe('debt', () => {
  const register = see('debt.register', { entries: 4, open: 3, closed: 1, toilHours: 4.55, reviewed: '2026-05-01' }, 'debt.yml');
  const entry = (id: string, fields: Partial<FactFields<'debt.entry'>>, line: number) =>
    see('debt.entry', { id, title: id, ...fields }, 'debt.yml', line);

  test('what is overdue comes first, what is closed last, and what has no date after what has one', () => {
    const facts = [
      register,
      entry('closed', { closed: true, due: '2026-01-01' }, 2),
      entry('undated', {}, 3),
      entry('later', { due: '2026-06-30', estimated: true, toilHours: 2 }, 4),
      entry('late', { due: '2026-06-29' }, 5),
    ];
    const debt = registers(facts)?.debt;
    expect(debt?.entries.map(({ id, status, toilHoursPerWeek }) => [id, status, toilHoursPerWeek])).toEqual([
      ['late', 'overdue', null],
      ['later', 'open', 2],
      ['undated', 'open', null],
      ['closed', 'closed', null],
    ]);
    expect(debt).toMatchObject({ open: 3, closed: 1, overdue: 1, toilHoursPerWeek: 4.6, reviewed: '2026-05-01', leftOut: 0, months: [] });
  });

  test('a sample is no register, and a long one is cut', () => {
    expect(registers([{ ...register, pathClass: 'sample' }])).toBeUndefined();
    const many = Array.from({ length: 350 }, (_, index) => entry(`OD-${index}`, {}, index + 2));
    const debt = registers([see('debt.register', { entries: 1200, open: 1200 }, 'debt.yml'), ...many])?.debt;
    expect([debt?.entries.length, debt?.leftOut]).toEqual([300, 900]);
  });

  test('months are those of one register only', () => {
    const month = see('debt.month', { month: '2026-05', opened: 1, closed: 0, open: 3, toilHours: 4 }, 'debt.yml');
    expect(registers([register, month])?.debt?.months).toEqual([{ month: '2026-05', opened: 1, closed: 0, open: 3, toilHoursPerWeek: 4 }]);
    expect(registers([register, register, month])?.debt?.months).toEqual([]);
  });
});

describe('postmortems', () => {
  const review = see('postmortem', { title: 'Outage', date: '2026-05-01', actions: 3 }, 'docs/pm/a.md');
  const action = (text: string, fields: Partial<FactFields<'postmortem.action'>>) =>
    see('postmortem.action', { postmortem: 'Outage', incident: '2026-05-01', text, ...fields }, 'docs/pm/a.md', 9);

  test('an action is due at its date, or thirty days after the incident', () => {
    const facts = [review, action('dated', { due: '2026-07-01' }), action('undated', {}), action('done', { done: true, owner: 'kim' })];
    const found = registers(facts)?.postmortems;
    expect(found?.actions.map(({ text, status }) => [text, status])).toEqual([
      ['undated', 'overdue'],
      ['dated', 'open'],
      ['done', 'done'],
    ]);
    expect(found).toMatchObject({ due: 2, done: 1, completion: 0.5, open: 2, overdue: 1, postmortems: 1, withoutActions: [] });
  });

  test('those without an action are named, exercises are not', () => {
    const bare = (title: string, date: string, drill = false) => see('postmortem', { title, date, drill }, `docs/pm/${title}.md`, 3);
    const found = registers([bare('b', '2026-01-01'), bare('a', '2026-02-01T10:00:00Z'), bare('c', '2026-03-01', true)])?.postmortems;
    expect(found?.withoutActions).toEqual([
      { title: 'a', date: '2026-02-01', path: 'docs/pm/a.md', line: 3 },
      { title: 'b', date: '2026-01-01', path: 'docs/pm/b.md', line: 3 },
    ]);
    expect(found?.completion).toBeNull();
  });
});

describe('runbooks', () => {
  const enough = { title: 'Queue', score: 80, words: 200, steps: 4, incident: true, updated: '2026-06-01T00:00:00Z' };
  const service = (name: string) => see('service', { name, critical: 'yes' }, 'Dockerfile');

  test('a service without a name in a runbook has none, unless it is the only one', () => {
    const runbook = see('runbook', enough, 'docs/runbooks/queue.md', 2);
    const covered = { name: 'shop', critical: 'yes', runbook: { title: 'Queue', path: 'docs/runbooks/queue.md', line: 2 } };
    expect(registers([runbook, service('shop')])?.runbooks?.services).toEqual([covered]);
    const named = see('runbook', { ...enough, services: ['shop'] }, 'docs/runbooks/queue.md', 2);
    expect(registers([named, service('shop'), service('mail')])?.runbooks?.services).toEqual([
      { name: 'mail', critical: 'yes', runbook: null },
      covered,
    ]);
  });

  test('a weak one says why it does not count, an old one is stale, and broken links are those of its file', () => {
    const weak = see('runbook', { title: 'Weak', score: 30, words: 60, incident: true, lacks: ['rollback'] }, 'docs/b.md');
    const stale = see('runbook', { ...enough, updated: '2025-06-01T00:00:00Z', reviewed: '2026-01-01' }, 'docs/a.md');
    const link = see('runbook.broken-link', { url: 'gone.md' }, 'docs/b.md', 12);
    const found = registers([stale, weak, link])?.runbooks?.runbooks;
    expect(found).toMatchObject([
      {
        title: 'Weak',
        sufficient: false,
        lacks: ['60 words of 80', 'neither steps nor a command', 'how to go back'],
        stale: false,
        broken: [{ line: 12, url: 'gone.md' }],
      },
      { title: 'Queue', sufficient: true, touched: '2026-01-01', stale: true, broken: [] },
    ]);
  });

  test('a document that is not for incidents is none; alerts that wake nobody need none', () => {
    const alert = (name: string, fields: Partial<FactFields<'alert.rule'>>) => see('alert.rule', { name, ...fields }, 'rules.yml', 4);
    const facts = [
      see('runbook', { ...enough, incident: false }),
      alert('Linked', { paging: 'yes', runbook: 'linked' }),
      alert('Bare', { paging: 'yes', runbook: 'none' }),
      alert('Quiet', { paging: 'no', runbook: 'none' }),
      alert('Off', { paging: 'yes', enabled: 'no' }),
    ];
    expect(registers(facts)).toEqual({
      runbooks: {
        runbooks: [],
        leftOut: 0,
        services: [],
        servicesLeftOut: 0,
        alerts: [
          { name: 'Bare', paging: 'yes', runbook: 'none', path: 'rules.yml', line: 4 },
          { name: 'Linked', paging: 'yes', runbook: 'linked', path: 'rules.yml', line: 4 },
        ],
        alertsLeftOut: 0,
      },
    });
  });
});
