import type { StatingThere } from '../../data/use-statements.ts';
import { plural } from '../../words.ts';
import { endingOf, today } from './ending.ts';
import type { PersonsWords } from './statement-part.tsx';

interface Props {
  readonly there: StatingThere | undefined;
  readonly heard: readonly PersonsWords[];
}

/** How many criteria people speak about, and what has to be renewed. */
export function StatementCounts({ there, heard }: Props) {
  const ends = new Map<string, string | null>();
  for (const { criterion, until, kept } of [...heard].sort((a, b) => (a.on < b.on ? -1 : 1)))
    if (!there || kept === 'settings') ends.set(criterion, until);
  for (const { criterion, until } of there?.statements ?? []) ends.set(criterion, until);
  if (ends.size === 0) return null;
  const endings = [...ends.values()].flatMap(until => (until ? (endingOf(until, today()) ?? []) : []));
  const ended = endings.filter(({ hasEnded }) => hasEnded).length;
  const soon = endings.length - ended;
  return (
    <p className="muted">
      {plural(ends.size, 'statement')}
      {soon > 0 && <b> · {soon === 1 ? '1 ends' : `${soon} end`} within 30 days</b>}
      {ended > 0 && <b> · {ended === 1 ? '1 has' : `${ended} have`} expired</b>}
    </p>
  );
}
