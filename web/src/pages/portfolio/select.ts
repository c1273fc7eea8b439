import type { PortfolioRow } from '../../../../src/report/web-contract.ts';
import type { Interval } from '../../words.ts';

export interface Filter {
  readonly text: string;
  readonly team: string;
  readonly tier: string;
  readonly tag: string;
  readonly level: string;
}

export const any = '*';
export const noFilter: Filter = { text: '', team: any, tier: any, tag: any, level: any };

export function passes(row: PortfolioRow, { text, team, tier, tag, level }: Filter): boolean {
  return (
    row.name.toLowerCase().includes(text.trim().toLowerCase()) &&
    (team === any || (row.team ?? '') === team) &&
    (tier === any || String(row.tier ?? '') === tier) &&
    (tag === any || (row.tags ?? []).includes(tag)) &&
    (level === any || String(row.level?.proven ?? '') === level)
  );
}

/** `name`, `overall`, or the id of a control. */
export interface Order {
  readonly column: string;
  readonly descending: boolean;
}

export const weakestFirst: Order = { column: 'overall', descending: false };

export function inOrder(rows: readonly PortfolioRow[], { column, descending }: Order): readonly PortfolioRow[] {
  const keys = new Map(
    rows.map(row => [row, column === 'name' ? [] : column === 'overall' ? overallKey(row) : levelKey(row.levels[column] ?? null)]),
  );
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => sign * (compareKeys(keys.get(a) ?? [], keys.get(b) ?? []) || a.name.localeCompare(b.name, 'en')));
}

/** Overall first; among equals who has the fewest gates to the next level, then who is weakest over the controls. */
function overallKey(row: PortfolioRow): readonly number[] {
  const { progress } = row;
  const controls = Object.values(row.levels).reduce((sum, level) => sum + (level?.proven ?? 5), 0);
  return [...levelKey(row.level), progress ? progress.met / Math.max(progress.of, 1) : 1, controls];
}

/** What does not apply is not weak. */
function levelKey(level: Interval): readonly number[] {
  return level ? [level.proven, level.possible] : [9, 9];
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
