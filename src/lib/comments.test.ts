import { expect, test } from 'vitest';
import { blankComments } from './comments.ts';

test.each([
  ['slashes', 'a // b\nc', 'a     \nc'],
  ['slashes', 'a /* b\nb */ c', 'a     \n     c'],
  ['slashes', 'x = "http://a" // b', 'x = "http://a"     '],
  ['slashes', '`// kept`', '`// kept`'],
  ['hash', 'a # b\n"# kept" #', 'a    \n"# kept"  '],
  ['hash', "don't # b\nc # d", "don't # b\nc    "],
  ['python', 'def f():\n  """text"""\n  x = """# kept"""', 'def f():\n            \n  x = """# kept"""'],
  ['rust', "fn f<'a>() {} // b", "fn f<'a>() {}     "],
  ['slashes', 'a /* open', 'a        '],
] as const)('%s: %j', (style, text, expected) => {
  expect(blankComments(text, style)).toBe(expected);
});
