import fc, { type Arbitrary } from 'fast-check';
import { test } from 'vitest';
import type { Mutation } from './mutations.ts';

/** `npm run fuzz` sets these: seconds per property instead of a number of runs, and a seed to repeat a failure. */
const seconds = Number(process.env.FUZZ_SECONDS ?? 0);
const seed = Number(process.env.FUZZ_SEED ?? 2026);

/** A test with made-up inputs: so many, always the same, in CI; as many as the time allows in a long run. */
export function fuzzed<Input>(title: string, runs: number, inputs: Arbitrary<Input>, check: (input: Input) => void): void {
  const bounds = seconds > 0 ? { numRuns: 1e9, interruptAfterTimeLimit: seconds * 1000, markInterruptAsFailure: false } : { numRuns: runs };
  test(title, { timeout: (seconds * 2 + 120) * 1000 }, () => {
    let done = 0;
    const property = fc.property(inputs, input => {
      done += 1;
      check(input);
    });
    fc.assert(property, { seed, ...bounds });
    if (seconds > 0) process.stdout.write(`${title}: ${done} inputs, seed ${seed}\n`);
  });
}

export const mutations: Arbitrary<readonly Mutation[]> = fc.array(
  fc.record({ kind: fc.nat(1000), at: fc.nat(100_000), length: fc.nat(10_000), pick: fc.nat(10_000) }),
  { minLength: 1, maxLength: 6 },
);

/** Runs the work and throws when it needed more processor time than that. */
export function withinSeconds<Result>(most: number, title: string, work: () => Result): Result {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  if (user + system > most * 1e6) throw new Error(`${title} took ${((user + system) / 1e6).toFixed(1)} s`);
  return result;
}
