import type { AssessmentJson, CriterionJson } from '../../src/report/contract.ts';

/** The words that people read for the words of the data. */
export const verdictText: Readonly<Record<CriterionJson['verdict'], string>> = {
  met: 'met',
  not_met: 'not met',
  unknown: 'unknown',
  not_applicable: 'does not apply',
  waived: 'waived',
};

export const causeText: Readonly<Record<NonNullable<CriterionJson['cause']>, string>> = {
  not_searched: 'nothing has looked for it',
  not_observable: 'files do not show it',
  no_permission: 'not allowed to look',
  unreadable: 'could not be read',
  too_few_samples: 'too few measured values',
  expired: 'the statement has expired',
  conflicting: 'evidence and statement contradict each other',
};

export const basisText: Readonly<Record<CriterionJson['basis'], string>> = {
  file: 'files',
  git: 'git history',
  forge: 'settings of the forge',
  events: 'events',
  person: 'a statement',
  none: 'nothing',
};

export const effortText: Readonly<Record<CriterionJson['effort'], string>> = {
  S: 'hours',
  M: 'days',
  L: 'weeks',
  XL: 'months',
};

export type Interval = AssessmentJson['overall']['level'];

export function levelInWords(level: Interval): string {
  if (!level) return 'does not apply';
  if (level.proven === level.possible) return `level ${level.proven}`;
  return `level ${level.proven} proven, ${level.possible} possible`;
}

/** `010` of `WAF-OPS-010`; ids of another shape stay whole. */
export function shortId(id: string): string {
  return /-(\d+)$/.exec(id)?.[1] ?? id;
}

const day = new Intl.DateTimeFormat('en-GB', { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

export function dayOf(instant: string): string {
  return day.format(new Date(instant));
}

export function momentOf(instant: string): string {
  return `${moment.format(new Date(instant))} UTC`;
}

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

export function numberText(value: number): string {
  return number.format(value);
}

/** A value with its unit; shares are shown as percent. */
export function measured(value: number, unit: string): readonly [value: string, unit: string] {
  if (unit === 'share') return [numberText(Math.round(value * 1000) / 10), '%'];
  return [numberText(value), unit === 'count' ? '' : unit];
}

/** `Time to restore` for `time-to-restore`. */
export function readable(name: string): string {
  const words = name.replace(/[._-]+/g, ' ').replace(/^mttr\b/, 'MTTR');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}
