import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordFinder } from './word-finder.ts';

test('finds a word exactly when the text includes it', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '_', 'ä', '🙂', '\n'), maxLength: 40 });
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 5 }), (hay, words) => {
      const contains = wordFinder(hay);
      for (const word of [...words, hay.slice(3, 9)]) expect(contains(word)).toBe(hay.includes(word));
    }),
  );
});
