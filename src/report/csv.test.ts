import { expect, test } from 'vitest';
import { cell, toCsv } from './csv.ts';
import { assessmentOf, placeAt } from './testing.ts';

test.each([
  ['plain', 'shop', 'shop'],
  ['a comma', 'a,b', '"a,b"'],
  ['quotes', 'say "no"', '"say ""no"""'],
  ['a formula', '=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
  ['a formula behind a blank', ' =1+1', '"\' =1+1"'],
  ['a formula behind a tab', '\t=1', '"\' =1"'],
  ['a sign', '-2+3', '"\'-2+3"'],
  ['a mention', '@SUM(A1)', '"\'@SUM(A1)"'],
  ['a wide sign', '＝1', '"\'＝1"'],
  ['a line break', 'a\nb', '"a b"'],
  ['a number', 3, '3'],
  ['nothing', null, ''],
])('%s', (_, value, expected) => {
  expect(cell(value)).toBe(expected);
});

test('one row for each criterion, all of equal length', () => {
  const text = toCsv(
    assessmentOf([
      { id: 'a', verdict: 'not_met', missing: [placeAt('=cmd|x.yml', 3)] },
      { id: 'b', verdict: 'met' },
    ]),
  );
  const lines = text.split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^workload,as_of,commit,control,criterion,level,gate,verdict,/);
  expect(lines[1]).toContain("'=cmd|x.yml:3");
  expect(lines[2]).toContain(',b,3,,met,');
});
