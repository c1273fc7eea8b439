import type { DiffCriterion, DiffSide, DiffStatement } from './diff-side.ts';

export const causes = ['evidence', 'time', 'model', 'tool', 'statement', 'waiver'] as const;
type ChangeCause = (typeof causes)[number];

export interface Caused {
  readonly cause: ChangeCause;
  /** Why that is so, in a few words. */
  readonly because: string;
}

interface Sides {
  readonly before: DiffSide;
  readonly after: DiffSide;
}

/**
 * What made a verdict another. People's word and waivers show in the verdict itself. Else it is the evidence, if other things are found than
 * before in other sources; else what else is different: the model, the tool, and at last the date.
 */
export function causeOf(was: DiffCriterion, is: DiffCriterion, sides: Sides): Caused {
  return waived(was, is) ?? stated(was, is) ?? found(was, is, sides) ?? judged(sides) ?? { cause: 'evidence', because: is.reason };
}

function waived(was: DiffCriterion, is: DiffCriterion): Caused | undefined {
  if (is.verdict === 'waived') return { cause: 'waiver', because: is.reason };
  return was.verdict === 'waived' ? { cause: 'waiver', because: 'the waiver is over or was taken back' } : undefined;
}

function stated(was: DiffCriterion, is: DiffCriterion): Caused | undefined {
  if (is.cause === 'expired') return { cause: 'time', because: 'a statement expired' };
  const [before, after] = [was, is].map(each => all(each).filter(({ kind }) => kind === 'statement'));
  const { gone, come } = difference(before ?? [], after ?? []);
  if (come[0]) return { cause: 'statement', because: shown('new', come) };
  if (gone[0]) return { cause: 'statement', because: shown('gone', gone) };
  return undefined;
}

function found(was: DiffCriterion, is: DiffCriterion, { before, after }: Sides): Caused | undefined {
  const differing = difference(all(was), all(is));
  const gone = notIn(differing.gone, after);
  const come = notIn(differing.come, before);
  if (gone.length + come.length === 0) return undefined;
  const measured = [...gone, ...come].every(({ kind }) => kind === 'metric');
  if (!measured && isSameSource(before, after)) return undefined;
  if (measured && come.length > 0) return { cause: 'evidence', because: shown('now', come) };
  return { cause: 'evidence', because: [shown('new', come), shown('gone', gone)].filter(Boolean).join('; ') };
}

/** What another criterion still rests on is there; it only counts for this one no more, or not yet. */
function notIn(statements: readonly DiffStatement[], side: DiffSide): readonly DiffStatement[] {
  if (statements.length === 0) return [];
  const known = new Set(side.criteria.flatMap(all).map(keyOf));
  return statements.filter(each => !known.has(keyOf(each)));
}

function judged({ before, after }: Sides): Caused | undefined {
  if (before.model.digest !== after.model.digest)
    return { cause: 'model', because: `judged by ${nameOf(after.model)}, before by ${nameOf(before.model, after.model)}` };
  if (before.opsex !== after.opsex) return { cause: 'tool', because: `found by opsex ${after.opsex}, before by ${before.opsex}` };
  if (before.asOf === after.asOf) return undefined;
  return { cause: 'time', because: `the same evidence, seen ${daysBetween(before.asOf, after.asOf)} days later` };
}

function nameOf(model: DiffSide['model'], other?: DiffSide['model']): string {
  const isAlike = other && other.id === model.id && other.version === model.version;
  return `${model.id} ${model.version}${isAlike ? ` (${model.digest.slice(0, 8)})` : ''}`;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** The very same commits, and nothing beside them. */
function isSameSource(before: DiffSide, after: DiffSide): boolean {
  const keys = [before, after].map(({ workload }) =>
    workload.sources.map(({ commit, dirty }) => (commit !== null && !dirty ? commit : undefined)),
  );
  return keys[0]?.length === keys[1]?.length && (keys[0] ?? []).every((commit, at) => commit !== undefined && commit === keys[1]?.[at]);
}

function all({ evidence, missing }: DiffCriterion): readonly DiffStatement[] {
  return [...evidence, ...missing];
}

/** Statements that only one side has; a line that moved is no difference. */
function difference(before: readonly DiffStatement[], after: readonly DiffStatement[]) {
  const [had, has] = [before, after].map(statements => new Set(statements.map(keyOf)));
  return { gone: before.filter(each => !has?.has(keyOf(each))), come: after.filter(each => !had?.has(keyOf(each))) };
}

function keyOf({ kind, path, summary }: DiffStatement): string {
  return `${kind}\n${path ?? ''}\n${summary}`;
}

function shown(word: string, statements: readonly DiffStatement[]): string {
  const [first] = statements;
  if (!first) return '';
  const place = first.path === null ? first.summary : `${first.path}:${first.line ?? 1} ${first.kind}`;
  return `${word}: ${place.length > 120 ? `${place.slice(0, 119)}…` : place}${statements.length > 1 ? ` and ${statements.length - 1} more` : ''}`;
}
