import type { Model } from './model.ts';

/** What a runbook needs to count, from the policies of a model. */
export interface RunbookPolicy {
  readonly score: number;
  readonly words: number;
  readonly steps: number;
  /** Days after which it should be looked at again. */
  readonly staleDays: number;
}

export function runbookPolicyOf({ policies }: Pick<Model, 'policies'>): RunbookPolicy {
  const values: Readonly<Record<string, number>> = Object.assign({}, ...policies.map(policy => policy.values ?? {}));
  const { runbook_score = 50, runbook_words = 80, runbook_steps = 3, stale_days = 106 } = values;
  return { score: runbook_score, words: runbook_words, steps: runbook_steps, staleDays: stale_days };
}

/** Why a runbook does not count, in words. */
export function shortcomingsOf(
  {
    words,
    steps,
    commands,
    placeholder,
  }: { readonly words: number; readonly steps: number; readonly commands: number; readonly placeholder: boolean },
  policy: RunbookPolicy,
): readonly string[] {
  return [
    ...(placeholder ? ['a form that nobody has filled in'] : []),
    ...(words < policy.words ? [`${words} words of ${policy.words}`] : []),
    ...(steps < policy.steps && commands < 1 ? ['neither steps nor a command'] : []),
  ];
}

/** The classes of sections of a runbook in words. */
export const sectionWords: Readonly<Record<string, string>> = {
  trigger: 'when to use it',
  impact: 'what is affected',
  diagnosis: 'how to find the cause',
  remediation: 'what to do',
  verification: 'how to see that it worked',
  rollback: 'how to go back',
  escalation: 'whom to call',
  metadata: 'owner or date of review',
};
