export type Value = true | false | 'undecidable';

export interface Label {
  readonly value: Value;
  readonly evidence: readonly string[];
  readonly why: string;
  readonly basis: string;
  readonly borderline?: boolean;
  readonly trap?: boolean;
  readonly count?: number;
}

/** One question on one repository: what the label says and what opsex says. */
export interface Answer {
  readonly repository: string;
  readonly question: string;
  readonly label: Label;
  readonly said: Value;
  /** Places that opsex shows, `path:line`. */
  readonly shown: readonly string[];
  readonly counted?: number;
}

export interface Score {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
  readonly precision: number;
  readonly recall: number;
}

/** Precision and recall of the answer `true` over decided labels; with none to count, 1. */
export function scoreOf(answers: readonly Answer[]): Score {
  const decided = answers.filter(({ label }) => label.value !== 'undecidable');
  const count = (value: Value, said: boolean) =>
    decided.filter(answer => answer.label.value === value && (answer.said === true) === said).length;
  const [truePositives, falsePositives, falseNegatives, trueNegatives] = [
    count(true, true),
    count(false, true),
    count(true, false),
    count(false, false),
  ];
  return {
    truePositives,
    falsePositives,
    falseNegatives,
    trueNegatives,
    precision: share(truePositives, truePositives + falsePositives),
    recall: share(truePositives, truePositives + falseNegatives),
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}
