import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { wantedBy } from '../../src/facts/candidates.ts';
import { detectors } from '../../src/facts/detectors/index.ts';
import { prepareHcl } from '../../src/lib/hcl.ts';
import { mutate } from './mutations.ts';
import { tokens } from './odd-values.data.ts';
import { brokenBy } from './properties.ts';
import { fuzzed, mutations, withinSeconds } from './runs.ts';
import { detectorSeeds } from './seeds.ts';

const wants = wantedBy(detectors);
const seeds = detectorSeeds().filter(({ path }) => wants(path).length > 0);
const paths = [...new Set(seeds.map(({ path }) => path))];

beforeAll(prepareHcl);

/** Every detector that wants the path, also where the words are missing that it looks for first. */
function check(path: string, text: string): void {
  const wanting = wants(path).map(want => want.detector);
  const problem = withinSeconds(4, path, () => brokenBy(wanting, path, text));
  if (problem) throw new Error(problem);
}

test('there are samples of every detector but few', () => {
  const missing = detectors.filter(
    detector => detector.reads.length > 0 && !paths.some(path => wants(path).some(want => want.detector === detector)),
  );
  expect(missing.map(({ id }) => id)).toEqual([]);
});

test('the samples themselves', () => {
  for (const { path, text } of seeds) check(path, text);
});

fuzzed('arbitrary text', 400, fc.tuple(fc.constantFrom(...paths), fc.string({ unit: 'binary', maxLength: 300 })), ([path, text]) =>
  check(path, text),
);

fuzzed(
  'pieces of grammars',
  600,
  fc.tuple(fc.constantFrom(...paths), fc.array(fc.constantFrom(...tokens), { maxLength: 80 })),
  ([path, pieces]) => check(path, pieces.join('')),
);

fuzzed('changed samples', 2500, fc.tuple(fc.constantFrom(...seeds), fc.constantFrom(...seeds), mutations), ([seed, other, list]) =>
  check(
    seed.path,
    list.reduce((text, mutation) => mutate(text, other.text, mutation), seed.text),
  ),
);
