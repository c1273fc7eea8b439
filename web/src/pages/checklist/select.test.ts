import { expect, test } from 'vitest';
import type { CriterionJson } from '../../../../src/report/contract.ts';
import { checklistParts } from '../../route.ts';
import { belongsTo, type CheckLine, grouped } from './select.ts';

function line(id: string, part: Partial<CriterionJson>, person: CheckLine['person'] = 'no'): CheckLine {
  return { criterion: { id, control: 'A', level: 2, gate: null, verdict: 'unknown', ...part } as CriterionJson, person, days: 90 };
}

test.each([
  ['open and for people alone', line('a', {}, 'only'), ['all', 'open', 'people']],
  ['not met, a gate', line('a', { verdict: 'not_met', gate: 3 }, 'may'), ['all', 'open', 'gates']],
  ['waived is open', line('a', { verdict: 'waived' }), ['all', 'open']],
  ['met', line('a', { verdict: 'met', gate: 2 }), ['all', 'gates']],
  ['does not apply', line('a', { verdict: 'not_applicable' }), ['all']],
] as const)('%s', (_, each, expected) => {
  expect(checklistParts.filter(part => belongsTo(part, each))).toEqual(expected);
});

test('lines stand by level, then by control, and no control stands empty', () => {
  const controls = ['A', 'B'].map(id => ({ id, title: id, level: null, heldBackBy: [] }));
  const lines = [line('b3', { control: 'B', level: 3 }), line('b2', { control: 'B' }), line('a2', {}), line('a2 too', {})];
  const shown = grouped(lines, controls).map(({ level, groups }) => [
    level,
    ...groups.map(group => [group.control.id, ...group.lines.map(each => each.criterion.id)]),
  ]);
  expect(shown).toEqual([
    [2, ['A', 'a2', 'a2 too'], ['B', 'b2']],
    [3, ['B', 'b3']],
  ]);
});
