import { isDue } from '../../model/due.ts';
import type { Review, ReviewAction } from './read.ts';

export interface OpenAction extends ReviewAction {
  readonly path: string;
  readonly overdue: boolean;
}

const day = 86_400_000;

export function openActions(reviews: readonly Review[], today: string): readonly OpenAction[] {
  const open = reviews.flatMap(review =>
    review.actions
      .filter(({ done }) => !done)
      .map(action => ({ ...action, path: review.path, overdue: isDue(action, review.date, today) })),
  );
  return open.sort((a, b) => Number(b.overdue) - Number(a.overdue) || (a.due || '9999').localeCompare(b.due || '9999'));
}

/** Of the actions that are due, how many are done. */
export function completionOf(reviews: readonly Review[], today: string): { readonly due: number; readonly done: number } {
  const due = reviews.flatMap(review => review.actions.filter(action => action.done || isDue(action, review.date, today)));
  return { due: due.length, done: due.filter(({ done }) => done).length };
}

export interface Repeat {
  readonly cause: string;
  readonly paths: readonly string[];
}

/** Causes that more than one incident of the last year has; without a class, those whose titles say the same but for numbers and dates. */
export function repeatsIn(reviews: readonly Review[], today: string): readonly Repeat[] {
  const groups = new Map<string, string[]>();
  for (const { cause, title, path, date } of reviews) {
    if (date === '' || Date.parse(today) - Date.parse(date) > 365 * day) continue;
    const key = cause || subjectOf(title);
    if (key !== '') groups.set(key, [...(groups.get(key) ?? []), path]);
  }
  return [...groups].filter(([, paths]) => paths.length > 1).map(([cause, paths]) => ({ cause, paths }));
}

function subjectOf(title: string): string {
  const words = title.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
  return words.filter(word => !/^(?:post|mortem|postmortem|incident|outage|report|review|inc|the|of|and|in|on)$/.test(word)).join(' ');
}
