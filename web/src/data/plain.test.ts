import { expect, test } from 'vitest';
import { parsePlain } from './plain.ts';

test.each([
  ['what is plain stays', '{"name":"Bücher, 日本 & <b>"}', 'Bücher, 日本 & <b>'],
  ['what reorders is shown, written out', '{"name":"a\u202eb"}', 'a\ufffdb'],
  ['and escaped', '{"name":"a\\u202eb"}', 'a\ufffdb'],
  ['lines become blanks', '{"name":"a\\nb\\tc"}', 'a b c'],
  ['controls are shown', '{"name":"a\\bb\\u0000"}', 'a\ufffdb\ufffd'],
  ['halves of pairs are shown', '{"name":"a\\ud800"}', 'a\ufffd'],
])('%s', (_, text, name) => {
  expect(parsePlain(text)).toEqual({ name });
});
