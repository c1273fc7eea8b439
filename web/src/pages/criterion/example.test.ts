import { expect, test } from 'vitest';
import { exampleOf, variantText } from './example.ts';

const file = {
  path: 'a.yml',
  for: ['github', 'aws'],
  lines: ['jobs:', '  one:', '    runs: x', '', '  two:', '    runs: y', ''],
  leftOut: 0,
};
const scaffolds = [{ name: 'a', title: 'A', files: [file] }];

test('an example begins where it shows what is asked, without indentation and blank lines at its end', () => {
  expect(exampleOf({ scaffold: 'a', file: 0, from: 5 }, scaffolds)).toEqual({
    path: 'a.yml',
    variant: ['github', 'aws'],
    first: 5,
    lines: ['two:', '  runs: y'],
    rest: 0,
    isPart: true,
  });
});

test('a long one is cut, and says how much is left', () => {
  const long = { ...file, lines: Array.from({ length: 40 }, (_, index) => `line ${index}`), leftOut: 5 };
  expect(exampleOf({ scaffold: 'a', file: 0, from: 1 }, [{ name: 'a', title: 'A', files: [long] }])).toMatchObject({
    rest: 13,
    isPart: true,
  });
});

test('the cut is where the file has a gap, unless that leaves too little', () => {
  const withGap = (at: number) => ({ ...file, lines: Array.from({ length: 40 }, (_, index) => (index === at ? '' : `line ${index}`)) });
  const shown = (at: number) => exampleOf({ scaffold: 'a', file: 0, from: 1 }, [{ name: 'a', title: 'A', files: [withGap(at)] }]);
  expect([shown(28)?.lines.length, shown(28)?.rest]).toEqual([28, 12]);
  expect([shown(4)?.lines.length, shown(4)?.rest]).toEqual([32, 8]);
});

test('what is not there shows nothing', () => {
  expect(exampleOf({ scaffold: 'b', file: 0, from: 1 }, scaffolds)).toBeUndefined();
  expect(exampleOf({ scaffold: 'a', file: 1, from: 1 }, scaffolds)).toBeUndefined();
});

test('variants have names', () => {
  expect([variantText(['github', 'aws']), variantText([]), variantText(['nomad'])]).toEqual(['GitHub, AWS', 'everything', 'nomad']);
});
