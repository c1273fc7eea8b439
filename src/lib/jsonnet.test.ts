import { expect, test } from 'vitest';
import { jsonnetObjects } from './jsonnet.ts';

test.each([
  ['fields with and without quotes', "{ name: 'a', 'size'+: 2 }", [['a', 2, 1]]],
  ['a text block', '{\n  name: |||\n    one\n    two\n  |||,\n  size: 3,\n}', [['one two', 3, 2]]],
  ['a format', "{ name: 'disk of %s above %d%%' % [host, limit], size: 1 }", [['disk of x above 0%', 1, 1]]],
  ['parts that are joined', "{ name: host + ' is ' + state, size: 1 }", [['$host is $state', 1, 1]]],
  ['objects in calls, lists and functions', "local f(x) = { name: 'f', size: x };\n[g({ name: 'b', size: 1 })]", [['b', 1, 2]]],
  [
    'comments',
    "// { name: 'no', size: 1 }\n/* { name: 'no', size: 1 } */\n# { name: 'no', size: 1 }\n{ name: 'a', size: 1 }",
    [['a', 1, 4]],
  ],
  ['braces in texts', "{ name: '}{', size: 1, other: @'it''s {' }", [['}{', 1, 1]]],
  ['what does not end', "{ name: 'a', size: [(", []],
])('%s', (_, text, expected) => {
  const objects = jsonnetObjects(text, ['name', 'size']);
  expect(objects.map(each => [each.text('name')?.trim().replace(/\s+/g, ' '), each.number('size'), each.line])).toEqual(expected);
});

test('many brackets take linear time', () => {
  for (const piece of ['{', '[', '|||\n', "'", '/*', '{a:', 'a +']) {
    const start = performance.now();
    jsonnetObjects(piece.repeat(50_000), ['a']);
    expect(performance.now() - start).toBeLessThan(3_000);
  }
});
