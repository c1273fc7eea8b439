import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { withEntry } from './add-entry.ts';

const entry = { criterion: 'pm-blameless', claim: 'Nobody is: blamed', on: '2026-05-01' };
const item = ['- criterion: pm-blameless', '  claim: "Nobody is: blamed"', '  on: 2026-05-01'];
const indented = (columns: number) => item.map(line => `${' '.repeat(columns)}${line}\n`).join('');

test.each<[string, string, string]>([
  ['no list yet', 'version: 1   # of the format\n', `version: 1   # of the format\n\nstatements:\n${indented(2)}`],
  ['no newline at the end', 'version: 1', `version: 1\n\nstatements:\n${indented(2)}`],
  [
    'a list with comments, and something behind it',
    'version: 1\n# people\nstatements:\n  # the first\n  - criterion: a   # so\n    on: 2026-01-01 # then\n\n# what is next\nservices: {more: [ {name: a} ]}\n',
    `version: 1\n# people\nstatements:\n  # the first\n  - criterion: a   # so\n    on: 2026-01-01 # then\n${indented(2)}\n# what is next\nservices: {more: [ {name: a} ]}\n`,
  ],
  ['a list that is not indented', 'statements:\n- criterion: a\nversion: 1\n', `statements:\n- criterion: a\n${indented(0)}version: 1\n`],
  ['entries in braces', 'statements:\n    - { criterion: a }\n', `statements:\n    - { criterion: a }\n${indented(4)}`],
  ['the end of the file is the end of the list', 'statements:\n  - criterion: a', `statements:\n  - criterion: a\n${indented(2)}`],
])('%s', (_, before, after) => {
  expect(withEntry(before, 'statements', entry)).toBe(after);
});

test.each(['statements: []\nversion: 1 # one\n', 'statements: [{ criterion: a }]\nversion: 1 # one\n', 'statements:\nversion: 1 # one\n'])(
  '%j is written anew, and comments stay',
  before => {
    const after = withEntry(before, 'statements', entry);
    expect(after).toContain('# one');
    const { statements } = parse(after) as { statements: unknown[] };
    expect(statements.at(-1)).toEqual(entry);
  },
);

test('whatever was there is there, and what is new comes last', () => {
  const list = fc.array(fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { minKeys: 1 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(list, fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { minKeys: 1 }), (earlier, added) => {
      const text = earlier.reduce((sum, each) => withEntry(sum, 'statements', each), '# mine\nversion: 1\nlast: 2\n');
      const after = withEntry(text, 'statements', added);
      expect(parse(after)).toEqual({ version: 1, last: 2, statements: [...earlier, added] });
      expect(after.startsWith('# mine\n')).toBe(true);
    }),
  );
});
