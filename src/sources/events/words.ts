import { failureWords, kindWords, numberedSeverity, severityWords, successWords } from './words.data.ts';

/** The form in which words are looked up: lower case, blanks for `_` and `-`. */
function plainWord(text: string): string {
  return text.trim().toLowerCase().replace(/[_-]+/g, ' ');
}

/** The outcome that a status of a deployment means: `none` for one that is no finish. */
export function outcomeOf(status: string | undefined): 'success' | 'failure' | 'none' {
  const word = plainWord(status ?? '');
  if (successWords.includes(word)) return 'success';
  return failureWords.includes(word) ? 'failure' : 'none';
}

/** When a run or deployment succeeded or failed, from how and when it ended. */
export function endedWith(outcome: ReturnType<typeof outcomeOf>, at: string | undefined) {
  return { succeeded_at: outcome === 'success' ? at : undefined, failed_at: outcome === 'failure' ? at : undefined };
}

export function deploymentKindOf(word: string | undefined): string | undefined {
  const plain = plainWord(word ?? '');
  return Object.entries(kindWords).find(([, words]) => words.includes(plain))?.[0];
}

/** 1 is the worst. Nothing when a text tells no severity. */
export function severityOf(text: string | undefined): number | undefined {
  const plain = plainWord(text ?? '');
  const number = new RegExp(numberedSeverity).exec(plain)?.[1];
  if (number !== undefined) return Math.max(1, Number(number));
  return severityWords.find(([word]) => word === plain)?.[1];
}
