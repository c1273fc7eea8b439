/** Answers to the quick check of DORA: 1 is the worst, 6 the best; shares in percent. https://dora.dev/quickcheck/ */
export interface QuickCheckAnswers {
  readonly leadtime: number;
  readonly deployfreq: number;
  readonly failurerecovery: number;
  readonly changefailure: number;
  /** Asked since 2025. */
  readonly rework?: number;
}

/** Scores from 0 to 10. */
export interface QuickCheckScores {
  readonly average: number;
  readonly throughput: number;
  readonly stability: number;
}

export function quickCheck(answers: QuickCheckAnswers): QuickCheckScores {
  const throughput = [answers.leadtime, answers.deployfreq, answers.failurerecovery].map(categoryScore);
  const stability = [answers.changefailure, ...(answers.rework === undefined ? [] : [answers.rework])].map(percentScore);
  return { average: mean([...throughput, ...stability]), throughput: mean(throughput), stability: mean(stability) };
}

export function categoryScore(answer: number): number {
  return ((clamped(answer, 1, 6) - 1) / 5) * 10;
}

export function percentScore(percent: number): number {
  return 10 - clamped(percent, 0, 100) / 10;
}

function clamped(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
