import pc from 'picocolors';
import { plainText } from '../../lib/plain-text.ts';
import type { HistoryJson } from './history-contract.ts';

interface Screen {
  readonly colour: boolean;
  readonly columns: number;
  /** At most so many of the newest. */
  readonly limit: number;
}

type Entry = HistoryJson['assessments'][number];

/** The assessments of a workload, newest first. */
export function toHistoryText({ workload, assessments }: HistoryJson, { colour, columns, limit }: Screen): string {
  const paint = pc.createColors(colour);
  const width = Math.max(60, columns);
  const verdicts = new Map<string, string>();
  const newest = assessments.map((entry, at) => line(entry, room => changedWords(entry, at === 0, verdicts, room), width)).reverse();
  const more = newest.length > limit ? [paint.dim(`and ${newest.length - limit} earlier ones (--limit)`)] : [];
  const [first, last] = [assessments[0], assessments.at(-1)];
  const span = first && last ? `${assessments.length} assessments, ${first.asOf.slice(0, 10)} to ${last.asOf.slice(0, 10)}` : '';
  return `${[
    `${paint.bold(plainText(`opsex · ${workload}`))} ${paint.dim(span)}`,
    '',
    paint.dim('id            day         commit    level        changed'),
    ...newest.slice(0, limit),
    ...more,
    '',
    paint.dim('What changed, and why: opsex diff previous latest'),
  ].join('\n')}\n`;
}

function line(entry: Entry, changed: (room: number) => string, width: number): string {
  const { id, asOf, commit, proven, possible, milestones } = entry;
  const level = proven === null ? 'n/a' : `${'■'.repeat(proven)}${'□'.repeat(Math.max(0, (possible ?? proven) - proven))}`.padEnd(5, '·');
  const span = proven === null ? '' : proven === possible ? `${proven}` : `${proven}–${possible}`;
  const named = milestones.length > 0 ? `« ${milestones.join(', ')} »  ` : '';
  const start = `${id.padEnd(12)}  ${asOf.slice(0, 10)}  ${(commit ?? 'none').slice(0, 8).padEnd(8)}  ${level} ${span.padEnd(5)}  ${named}`;
  const text = `${start}${changed(width - start.length)}`;
  return plainText(text.length > width ? `${text.slice(0, width - 1)}…` : text);
}

/** Verdicts that are others than before; `verdicts` are those of before, and become those of now. */
function changedWords({ changes }: Entry, isFirst: boolean, verdicts: Map<string, string>, room: number): string {
  const moved = changes.filter(({ criterion, verdict }) => verdicts.get(criterion) !== verdict);
  for (const { criterion, verdict } of changes) verdicts.set(criterion, verdict);
  if (isFirst) return 'the first one';
  if (moved.length === 0) return changes.length > 0 ? `evidence of ${changes.length}` : 'nothing';
  const texts = moved.map(({ criterion, verdict }) => `${criterion} ${verdict.replaceAll('_', ' ')}`);
  let shown = texts.length;
  const joined = () => `${texts.slice(0, shown).join(', ')}${shown < texts.length ? ` +${texts.length - shown}` : ''}`;
  while (shown > 1 && joined().length > room) shown -= 1;
  return joined();
}

/** The changes of one criterion, oldest first. */
export function toCriterionHistory({ assessments }: HistoryJson, criterion: string, { colour, columns }: Omit<Screen, 'limit'>): string {
  const paint = pc.createColors(colour);
  const width = Math.max(60, columns);
  const changes = assessments.flatMap(({ asOf, commit, changes: all }) =>
    all.filter(each => each.criterion === criterion).map(change => ({ asOf, commit, change })),
  );
  const lines = changes.map(({ asOf, commit, change }) => {
    const verdict = `${change.verdict.replaceAll('_', ' ')}${change.cause ? ` (${change.cause.replaceAll('_', ' ')})` : ''}`;
    const text = `${asOf.slice(0, 10)}  ${(commit ?? 'none').slice(0, 8).padEnd(8)}  ${verdict.padEnd(24)}  ${change.reason ?? ''}`;
    return plainText(text.length > width ? `${text.slice(0, width - 1)}…` : text);
  });
  return `${[paint.bold(plainText(criterion)), ...lines].join('\n')}\n`;
}
