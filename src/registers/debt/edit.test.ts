import { expect, test } from 'vitest';
import { lastQuarter, toilOf, trendOf } from '../../facts/detectors/debt/trend.ts';
import { added, closed, reviewed } from './edit.ts';
import { gapsOf, readRegister, reviewsIn } from './register.ts';

const path = 'ops-debt-register.yml';
const entry = { title: 'Restart: by hand # every day', category: 'toil', severity: 'high', toil: 3, owner: 'ada', due: '2026-12-31' };

test('an entry begins a register, and all fields come back', () => {
  const { text, id } = added(path, undefined, { ...entry, source: 'INC-7' }, '2026-06-30');
  expect(id).toBe('OD-1');
  expect(readRegister(path, text)).toEqual([{ ...entry, id, created: '2026-06-30', closed: false, source: 'INC-7', line: 4 }]);
});

test('ids go on as the register began them, and what stands there stays', () => {
  const before = '# ours\nitems: []\nentries:\n  - id: TD-007 # oldest\n    title: Failover by hand\n    owner: kim\n';
  const { text, id } = added(path, before, entry, '2026-06-30');
  expect(id).toBe('TD-8');
  expect(text.startsWith(before)).toBe(true);
});

test('closing keeps comments, and the entry counts no longer', () => {
  const { text } = added(path, added(path, undefined, entry, '2026-06-30').text, { ...entry, toil: 1.5 }, '2026-06-30');
  const after = closed(path, text, 'OD-1', '2026-07-01', 'automated');
  expect(after).toContain('# Register of operational debt');
  expect(readRegister(path, after).map(each => each.closed)).toEqual([true, false]);
  expect(toilOf(readRegister(path, after))).toBe(1.5);
});

test('a review is noted beside the entries', () => {
  const { text } = added(path, undefined, entry, '2026-06-30');
  const once = reviewed(path, text, { date: '2026-07-01', by: 'ada', open: 1, toil_hours_per_week: 3 });
  const twice = reviewed(path, once, { date: '2026-10-01', by: 'kim', open: 1, toil_hours_per_week: 3 });
  expect(reviewsIn(path, twice)).toEqual([
    { date: '2026-07-01', by: 'ada' },
    { date: '2026-10-01', by: 'kim' },
  ]);
  expect(readRegister(path, twice)).toHaveLength(1);
});

test.each([
  [
    'no such entry',
    () => closed(path, added(path, undefined, entry, '2026-06-30').text, 'OD-9', '2026-07-01', undefined),
    /has no entry OD-9/,
  ],
  ['another format', () => added('debt.md', '| Id |', entry, '2026-06-30'), /is no YAML/],
  ['a bare list', () => added(path, '- id: 1\n  title: x\n  owner: y\n', entry, '2026-06-30'), /is a bare list/],
  ['broken YAML', () => added(path, 'entries: [', entry, '2026-06-30'), /is no YAML/],
])('%s is refused', (_, act, message) => {
  expect(act).toThrow(message);
});

test('gaps of an entry are named', () => {
  const [row] = readRegister(path, 'entries:\n  - id: 1\n    title: Restart\n    category: toil\n    due: 2026-01-01\n');
  expect(row && gapsOf(row, '2026-06-30')).toEqual(['overdue', 'no owner', 'no hours', 'no severity']);
});

test('the trend counts what came, what was closed and what disappeared', () => {
  const row = (id: string, isClosed = false) => ({ ...entry, id, created: '', closed: isClosed, source: '', line: 1 });
  const months = trendOf([
    { month: '2026-01', entries: [row('a'), row('b')] },
    { month: '2026-02', entries: [row('a', true), row('c')] },
    { month: '2026-03', entries: [row('a', true), row('c'), row('d', true)] },
  ]);
  expect(months).toEqual([
    { month: '2026-01', opened: 2, closed: 0, open: 2, toil: 6 },
    { month: '2026-02', opened: 1, closed: 2, open: 1, toil: 3 },
    { month: '2026-03', opened: 1, closed: 1, open: 1, toil: 3 },
  ]);
});

test('the last quarter counts from three months before the last change', () => {
  const row = (id: string, isClosed = false) => ({ id, title: id, closed: isClosed, toil: null });
  const snapshots = [
    { month: '2025-12', entries: [row('a'), row('b')] },
    { month: '2026-02', entries: [row('a', true), row('b'), row('c')] },
    { month: '2026-03', entries: [row('a', true), row('b', true), row('c')] },
  ];
  expect(lastQuarter(snapshots)).toEqual({ opened: 1, closed: 2 });
  expect(lastQuarter(snapshots.slice(1))).toBeUndefined();
  expect(lastQuarter([])).toBeUndefined();
});
