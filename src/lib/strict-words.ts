import * as z from 'zod';
import { nearest } from './nearest.ts';

/** One of these words; another is refused with the nearest of them. */
export function strictWords<const Word extends string>(words: readonly [Word, ...Word[]], what = 'word') {
  return z.enum(words, {
    error: issue => (typeof issue.input === 'string' ? noSuch(issue.input, words, what) : `must be one of ${words.join(', ')}`),
  });
}

/** `there is no … "x"`, with the nearest that there is, or all of them. */
export function noSuch(word: string, words: readonly string[], what: string): string {
  const guess = nearest(word, words);
  const help = guess
    ? `the nearest is "${guess}"`
    : words.length <= 12
      ? `there are ${words.join(', ')}`
      : `there are ${words.length} others`;
  return `there is no ${what} "${word.slice(0, 60)}"; ${help}`;
}
