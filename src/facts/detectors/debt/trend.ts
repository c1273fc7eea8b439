/** What replaying a register looks at in an entry. */
export interface TrackedEntry {
  readonly id: string;
  readonly title: string;
  readonly closed: boolean;
  /** Hours a week. */
  readonly toil: number | null;
}

/** The register as it was at the end of a month. */
export interface Snapshot {
  readonly month: string;
  readonly entries: readonly TrackedEntry[];
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
  let before = new Map<string, TrackedEntry>();
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

/** Hours a week of all that is open. */
export function toilOf(entries: readonly TrackedEntry[]): number {
  const sum = entries.reduce((hours, entry) => hours + (entry.closed ? 0 : (entry.toil ?? 0)), 0);
  return Math.round(sum * 10) / 10;
}

/** What came and went in the last three months of a register; nothing where its history is shorter. */
export function lastQuarter(snapshots: readonly Snapshot[]): { readonly opened: number; readonly closed: number } | undefined {
  const last = snapshots.at(-1)?.month;
  if (last === undefined) return undefined;
  const start = snapshots.findLastIndex(({ month }) => monthsBetween(month, last) >= 3);
  if (start === -1) return undefined;
  const months = trendOf(snapshots.slice(start)).slice(1);
  return { opened: sum(months.map(({ opened }) => opened)), closed: sum(months.map(({ closed }) => closed)) };
}

function monthsBetween(one: string, other: string): number {
  const number = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return number(other) - number(one);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
