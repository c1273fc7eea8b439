/** Computes what other projects publish with their inputs, and compares. `npm run conformance [-- FOLDER]` */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { devlakeVectors } from './devlake-vectors.ts';
import { gitTags } from './git-tags.ts';
import { quickCheckVector } from './quick-check.ts';
import type { Comparison, Vector } from './vector.ts';
import { workedExamples } from './worked-examples.ts';

const vectors: readonly Vector[] = [...devlakeVectors, gitTags, quickCheckVector, workedExamples];
const folder = resolve(process.argv[2] ?? '../shared/vectors');

if (existsSync(folder)) process.exitCode = (await compareAll()) === 0 ? 0 : 1;
else print(`conformance: there are no vectors in ${folder}, so nothing was compared (npm run conformance -- FOLDER)`);

async function compareAll(): Promise<number> {
  let differences = 0;
  for (const { folder: name, definition, compare } of vectors) {
    const found = existsSync(join(folder, name)) ? await compare(join(folder, name)) : [];
    const wrong = found.filter(({ expected, actual }) => !isEqual(expected, actual));
    differences += wrong.length;
    const result = found.length === 0 ? 'not there' : `${found.length - wrong.length} of ${found.length}`;
    print(`${wrong.length === 0 ? ' ' : '!'} ${name.padEnd(36)} ${definition.padEnd(24)} ${result}`);
    for (const each of wrong) print(`    ${described(each)}`);
  }
  print(differences === 0 ? 'conformance: all as published' : `conformance: ${differences} differences`);
  return differences;
}

/** Numbers may differ in the last bits. */
function isEqual(expected: unknown, actual: unknown): boolean {
  if (typeof expected === 'number' && typeof actual === 'number')
    return Math.abs(expected - actual) <= 1e-9 * Math.max(1, Math.abs(expected));
  return isDeepStrictEqual(expected, actual);
}

function described({ what, expected, actual }: Comparison): string {
  return `${what}: ${JSON.stringify(expected)} expected, ${JSON.stringify(actual)} computed`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
