import { type DebtEntry, toilOf } from './register.ts';

/** The register as it was at the end of a month. */
export interface Snapshot {
  readonly month: string;
  readonly entries: readonly DebtEntry[];
}

export interface MonthOfDebt {
  readonly month: string;
  readonly opened: number;
  readonly closed: number;
  readonly open: number;
  /** Hours a week of all that is open. */
  readonly toil: number;
}

/** What came and went from month to month. An entry that disappears counts as closed. */
export function trendOf(snapshots: readonly Snapshot[]): readonly MonthOfDebt[] {
  let before = new Map<string, DebtEntry>();
  return snapshots.map(({ month, entries }) => {
    const now = new Map(entries.map(entry => [entry.id || entry.title, entry]));
    const opened = [...now.keys()].filter(id => !before.has(id)).length;
    const wereOpen = [...before].filter(([, entry]) => !entry.closed).map(([id]) => id);
    const cameClosed = [...now].filter(([id, entry]) => entry.closed && !before.has(id)).length;
    const closed = wereOpen.filter(id => now.get(id)?.closed !== false).length + cameClosed;
    before = now;
    return { month, opened, closed, open: entries.filter(entry => !entry.closed).length, toil: toilOf(entries) };
  });
}
