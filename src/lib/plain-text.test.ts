import { expect, test } from 'vitest';
import { plainJson, plainText } from './plain-text.ts';

const hostile = 'a\u001b[31m\u009b1m\u202e\u200b\u2028\ud800\u{e0001}é😀';

test('what a terminal would obey becomes visible', () => {
  expect(plainText(hostile)).toBe('a�[31m�1m����\ufffdé😀');
});

test('JSON writes it out, and means the same', () => {
  const text = plainJson({ text: hostile });
  expect(text).toBe('{\n  "text": "a\\u001b[31m\\u009b1m\\u202e\\u200b\\u2028\\ud800\\udb40\\udc01é😀"\n}');
  expect(JSON.parse(text)).toEqual({ text: hostile });
});
