import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { categoryScore, percentScore, type QuickCheckAnswers, quickCheck } from '../../src/facts/metrics/quick-check.ts';
import type { Vector } from './vector.ts';

interface Cases {
  readonly score_cases: readonly (readonly [value: number, kind: 'categorical' | 'percentage', expected: number])[];
  readonly average_cases: readonly {
    readonly edition: string;
    readonly in: QuickCheckAnswers;
    readonly expected:
      | number
      | { readonly performanceAverage: number; readonly throughputAverage: number; readonly stabilityAverage: number };
  }[];
  readonly benchmarks_all_industries: Readonly<Record<string, Readonly<Record<string, readonly number[] | number>>>>;
}

export const quickCheckVector: Vector = {
  folder: '17_dora_quickcheck',
  definition: 'DORA quick check',
  compare: async folder => {
    const cases = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as Cases;
    const industry = (cases.benchmarks_all_industries['2025'] ?? {}) as Record<string, readonly number[]>;
    const mean = (name: string) => industry[name]?.[0] ?? Number.NaN;
    const scores = [mean('leadtime'), mean('deployfreq'), mean('failurerecovery'), 10 - mean('changefailure_raw'), 10 - mean('rework_raw')];
    return [
      ...cases.score_cases.map(([value, kind, expected]) => ({
        what: `score of ${value} (${kind})`,
        expected,
        actual: (kind === 'categorical' ? categoryScore : percentScore)(value),
      })),
      ...cases.average_cases.map(({ edition, in: answers, expected }) => {
        const { average, throughput, stability } = quickCheck(answers);
        const all = { performanceAverage: average, throughputAverage: throughput, stabilityAverage: stability };
        return { what: `average of ${edition}`, expected, actual: typeof expected === 'number' ? average : all };
      }),
      {
        what: 'mean of all industries, 2025',
        expected: cases.benchmarks_all_industries['2025']?.recalculated_average,
        actual: Number((scores.reduce((sum, score) => sum + score, 0) / scores.length).toFixed(2)),
      },
    ];
  },
};
