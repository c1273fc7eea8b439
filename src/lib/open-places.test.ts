import { expect, test } from 'vitest';
import { openPlace, openPlaces } from './open-places.ts';

test.each<[string, ReturnType<typeof openPlaces>]>([
  ['nothing is open', []],
  ['a\nb: "<fill in: the channel, such as #shop>"\n', [{ line: 2, asks: 'the channel, such as #shop' }]],
  [
    `${openPlace('who?')} and ${openPlace('until when?')}`,
    [
      { line: 1, asks: 'who?' },
      { line: 1, asks: 'until when?' },
    ],
  ],
  ['<fill in>, <fill in:x>, <fill in: \n>, <fill in: a<b>', []],
  [`<fill in: ${'x'.repeat(201)}>`, []],
])('%j', (text, places) => {
  expect(openPlaces(text)).toEqual(places);
});
