import { type Fact, isKind } from '../../model/fact.ts';
import type { DebtRegister } from './register-contract.ts';
import { bounded, compare, earlier, placeOf } from './rows.ts';

type Entry = DebtRegister['entries'][number];
const urgency: Readonly<Record<Entry['status'], number>> = { overdue: 0, open: 1, closed: 2 };

/** The registers of operational debt as one list, the overdue entries first. */
export function debtRegister(facts: readonly Fact[], today: string): DebtRegister | undefined {
  const registers = facts.filter(fact => isKind(fact, 'debt.register')).filter(fact => !fact.fields.placeholder);
  if (registers.length === 0) return undefined;
  const rows = facts.flatMap(fact => (isKind(fact, 'debt.entry') ? entryOf(fact, today) : []));
  const [entries] = bounded(rows.sort(byUrgency));
  const total = (count: (fields: Fact<'debt.register'>['fields']) => number) =>
    registers.reduce((sum, { fields }) => sum + count(fields), 0);
  return {
    open: total(({ open }) => open),
    closed: total(({ closed }) => closed),
    overdue: rows.filter(({ status }) => status === 'overdue').length,
    toilHoursPerWeek: Math.round(total(({ toilHours }) => toilHours) * 10) / 10,
    reviewed:
      registers
        .map(({ fields }) => fields.reviewed.slice(0, 10))
        .sort(compare)
        .at(-1) ?? '',
    entries,
    leftOut: Math.max(0, total(({ entries: count }) => count) - entries.length),
    months: registers.length > 1 ? [] : facts.flatMap(fact => (isKind(fact, 'debt.month') ? monthOf(fact) : [])).slice(-24),
  };
}

function entryOf(fact: Fact<'debt.entry'>, today: string): readonly Entry[] {
  const place = placeOf(fact);
  if (!place) return [];
  const { estimated, toilHours, closed, ...said } = fact.fields;
  const isLate = said.due !== '' && said.due < today;
  return [{ ...said, toilHoursPerWeek: estimated ? toilHours : null, status: closed ? 'closed' : isLate ? 'overdue' : 'open', ...place }];
}

function byUrgency(one: Entry, other: Entry): number {
  return (
    urgency[one.status] - urgency[other.status] || earlier(one.due, other.due) || compare(one.path, other.path) || one.line - other.line
  );
}

function monthOf({ fields: { toilHours, ...month } }: Fact<'debt.month'>): DebtRegister['months'][number] {
  return { ...month, toilHoursPerWeek: toilHours };
}
