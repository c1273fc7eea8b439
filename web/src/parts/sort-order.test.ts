import { expect, test } from 'vitest';
import { inOrder, turned } from './sort-order.ts';

test('a column sorts upwards, then downwards, then no more', () => {
  const once = turned(undefined, 'due');
  const twice = turned(once, 'due');
  expect([once, twice, turned(twice, 'due')]).toEqual([
    { column: 'due', descending: false },
    { column: 'due', descending: true },
    undefined,
  ]);
  expect(turned(twice, 'owner')).toEqual({ column: 'owner', descending: false });
});

test('what is not known comes last whichever way, and what is equal keeps its order', () => {
  const rows = [
    { id: 'a', n: null },
    { id: 'b', n: 10 },
    { id: 'c', n: 9 },
    { id: 'd', n: 10 },
  ];
  expect(inOrder(rows, row => row.n, false).map(row => row.id)).toEqual(['c', 'b', 'd', 'a']);
  expect(inOrder(rows, row => row.n, true).map(row => row.id)).toEqual(['b', 'd', 'c', 'a']);
});

test('texts with numbers sort by the numbers', () => {
  expect(inOrder(['OD-10', '', 'OD-9', 'od-1'], row => row, false)).toEqual(['od-1', 'OD-9', 'OD-10', '']);
});
