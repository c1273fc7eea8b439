import { expect, test } from 'vitest';
import { child, descendants, parseXml } from './xml.ts';

test('elements keep names without prefix, attributes, text and lines; comments are left out', () => {
  const { root } = parseXml('<?xml version="1.0"?>\n<a:top>\n  <!-- <b/> -->\n  <b id="1">\n    <c> text </c>\n  </b>\n</a:top>');
  expect(root?.name).toBe('top');
  expect(child(root, 'b')).toMatchObject({ line: 4, attributes: { id: '1' } });
  expect(child(root, 'b', 'c')).toMatchObject({ text: 'text', line: 5 });
  expect(root && [...descendants(root)].map(each => each.name)).toEqual(['top', 'b', 'c']);
});

test('broken XML keeps what was read and names the line', () => {
  const { root, problems } = parseXml('<a>\n<b>\n</a>');
  expect(root?.name).toBe('a');
  expect(problems).toMatchObject([{ line: 3 }]);
});

test('lines end with a line feed only, as everywhere else', () => {
  expect(parseXml('<a>\r\n<b/>\r<c/>\n<d/></a>').root?.children.map(({ name, line }) => [name, line])).toEqual([
    ['b', 2],
    ['c', 2],
    ['d', 3],
  ]);
});
