import { expect, test } from 'vitest';
import type { PortfolioRow } from '../../../../src/report/web-contract.ts';
import { inOrder, noFilter, passes, weakestFirst } from './select.ts';

function row(name: string, proven: number | null, more: Partial<PortfolioRow> = {}): PortfolioRow {
  return {
    key: name,
    name,
    assessment: name,
    asOf: '2026-06-30T00:00:00.000Z',
    commit: null,
    level: proven === null ? null : { proven, possible: proven },
    progress: null,
    coverage: { met: 0, not_met: 0, unknown: 0, not_applicable: 0, waived: 0 },
    levels: {},
    metrics: [],
    heldBackBy: [],
    history: [],
    ...more,
  };
}

test('the weakest come first, then who has the longest way, and what has no level last', () => {
  const rows = [
    row('no-level', null),
    row('strong', 4),
    row('near', 1, { progress: { level: 2, met: 9, of: 10 } }),
    row('far', 1, { progress: { level: 2, met: 1, of: 10 } }),
  ];
  expect(inOrder(rows, weakestFirst).map(each => each.name)).toEqual(['far', 'near', 'strong', 'no-level']);
  expect(inOrder(rows, { column: 'name', descending: true }).map(each => each.name)).toEqual(['strong', 'no-level', 'near', 'far']);
});

test('a column of a control sorts by that control', () => {
  const rows = [row('a', 1, { levels: { C: { proven: 3, possible: 3 } } }), row('b', 1, { levels: { C: { proven: 2, possible: 5 } } })];
  expect(inOrder(rows, { column: 'C', descending: false }).map(each => each.name)).toEqual(['b', 'a']);
});

test('filters narrow together', () => {
  const pay = row('Payments', 2, { team: 'money', tier: 1, tags: ['pci'] });
  expect(passes(pay, noFilter)).toBe(true);
  expect(passes(pay, { ...noFilter, text: ' pay ', team: 'money', tier: '1', tag: 'pci', level: '2' })).toBe(true);
  for (const other of [{ text: 'x' }, { team: 'x' }, { tier: '2' }, { tag: 'x' }, { level: '3' }])
    expect(passes(pay, { ...noFilter, ...other })).toBe(false);
});
