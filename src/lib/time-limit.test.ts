import { expect, test } from 'vitest';
import { slicesWithin } from './time-limit.ts';

function all<Item, Result>(items: readonly Item[], seconds: number, work: (item: Item, at: number) => Result) {
  return [...slicesWithin(items, seconds, work)];
}

test('work that is quick is done in one slice', () => {
  expect(all([1, 2, 3], 1, item => item * 2)).toEqual([{ from: 0, results: [2, 4, 6] }]);
});

test('long work is cut into slices that lose nothing', () => {
  const slices = all([1, 2, 3], 0.2, item => {
    const end = performance.now() + 60;
    while (performance.now() < end);
    return item;
  });
  expect(slices.map(({ from }) => from)).toEqual([0, 1, 2]);
  expect(slices.flatMap(({ results }) => results)).toEqual([1, 2, 3]);
});

test.each<[string, () => unknown]>([
  [
    'a loop',
    () => {
      for (;;);
    },
  ],
  ['a regular expression', () => /(a+)+b/.test('a'.repeat(50))],
  [
    'a loop that catches errors',
    () => {
      for (;;)
        try {
          JSON.parse('{');
        } catch {}
    },
  ],
])('%s without end is ended, and what was done before it is kept', (_, endless) => {
  const start = performance.now();
  const slices = all([() => 1, endless, () => 2], 0.2, work => work());
  expect(slices).toEqual([{ from: 0, results: [1], overrun: { busy: process.platform === 'linux' ? expect.any(Number) : undefined } }]);
  expect(performance.now() - start).toBeLessThan(2000);
});

test('an error of the work comes through', () => {
  const fails = () => {
    throw new TypeError('no');
  };
  expect(() => all([1], 1, fails)).toThrow(new TypeError('no'));
});
