import { type FactDraft, fact } from '../../../model/fact.ts';
import { dateIn } from '../documents/dates.ts';
import { phrases } from '../documents/phrases.ts';
import type { Entry } from '../documents/records.ts';
import { closedPhrases, fieldAliases, operationalPhrases, sourceAliases, statusAliases } from './debt.data.ts';

const operational = phrases(operationalPhrases);
const closed = phrases(closedPhrases);
const placeholder = /^\s*(?:\[[A-Z_ ]+\]|<[^>]+>|TODO|TBD|XXX|example|YYYY-MM-DD)/i;
const fields = Object.keys(fieldAliases) as (keyof typeof fieldAliases)[];

/** What is said about one entry of a register; small enough to be kept for every file. */
export interface DebtEntry {
  readonly filled: number;
  readonly operational: boolean;
  /** Somebody owns it, ranks it, follows its state or counts its hours: loans and other debts of money have none of these. */
  readonly kept: boolean;
  readonly closed: boolean;
  readonly toilHours: number | null;
  readonly fromPostmortem: boolean;
  readonly placeholder: boolean;
  readonly line: number;
  readonly says: Omit<DebtFields, 'toil' | 'status'>;
}

/** The fields of an entry under one name each; `''` where nothing stands. */
export type DebtFields = Readonly<Record<keyof typeof fieldAliases | 'status' | 'source', string>>;

/** Rows that look like debt: a title and at least one other field. Other tables of the document do not. */
export function debtFieldsOf(entry: Entry): DebtFields | undefined {
  const values = Object.fromEntries(fields.map(name => [name, firstFilled(entry, fieldAliases[name])])) as DebtFields;
  if (values.title === '' || fields.filter(name => isFilled(values[name])).length < 3) return undefined;
  return { ...values, status: firstFilled(entry, statusAliases), source: firstFilled(entry, sourceAliases) };
}

export function isClosed({ status }: DebtFields): boolean {
  return closed.test(status);
}

export function debtEntriesOf(entries: readonly Entry[]): readonly DebtEntry[] {
  return entries.flatMap(entry => {
    const values = debtFieldsOf(entry);
    if (!values) return [];
    const { toil: _, status: __, ...says } = values;
    const isKept = [values.owner, values.severity, values.toil, values.status].some(isFilled);
    return {
      filled: fields.filter(name => isFilled(values[name])).length / fields.length,
      operational: values.toil !== '' || operational.test(`${values.category} ${values.title}`),
      closed: isClosed(values),
      toilHours: hoursIn(values.toil),
      kept: isKept,
      fromPostmortem: /post-?mortem|\bINC-?\d|\bincident[ #:-]{0,3}\d/i.test(`${values.source} ${values.title}`),
      placeholder: placeholder.test(values.title) || placeholder.test(values.created),
      line: entry.line,
      says,
    };
  });
}

const longest = 300;

/** An entry as a fact of its own; dates that cannot be read are left out. */
export function entryFact(path: string, { says, closed: isClosedNow, toilHours, line }: DebtEntry): FactDraft<'debt.entry'> {
  const { id, title, category, severity, owner, created, due, source } = says;
  const fields = {
    id: id.slice(0, longest),
    title: title.slice(0, longest),
    category: category.slice(0, longest),
    severity: severity.slice(0, longest),
    estimated: toilHours !== null,
    toilHours: toilHours ?? 0,
    owner: isFilled(owner) ? owner.slice(0, longest) : '',
    created: dateIn(created),
    due: dateIn(due),
    closed: isClosedNow,
    noticed: source.slice(0, longest),
  };
  return fact('debt.entry', fields, { path, line });
}

function firstFilled(entry: Entry, aliases: readonly string[]): string {
  for (const alias of aliases) {
    const value = entry.values.get(alias);
    if (value !== undefined && value.trim() !== '') return value;
  }
  return '';
}

export function isFilled(value: string): boolean {
  return (/[\p{L}\p{N}]/u.test(value) && !/^(?:tbd|todo|n\/a|none|unknown|\?)$/i.test(value.trim())) || dateIn(value) !== '';
}

/** Hours a week. */
export function hoursIn(text: string): number | null {
  const found = /(\d+(?:[.,]\d+)?)/.exec(text);
  if (!found) return null;
  const hours = Number((found[1] ?? '').replace(',', '.'));
  return /month|monat|måned/i.test(text) ? Math.round((hours * 1200) / 52) / 100 : hours;
}
