import { rowsOf } from '../../facts/detectors/debt/debt.ts';
import { debtFieldsOf, hoursIn, isClosed, isFilled } from '../../facts/detectors/debt/register.ts';
import { dateIn } from '../../facts/detectors/documents/dates.ts';
import { withoutSecrets } from '../../facts/secrets.ts';
import { SourceFile } from '../../facts/source-file.ts';

/** One entry of a register of operational debt; dates as `YYYY-MM-DD`, `''` where nothing stands. */
export interface DebtEntry {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly severity: string;
  /** Hours a week; `null` when nobody has estimated them. */
  readonly toil: number | null;
  readonly owner: string;
  readonly created: string;
  readonly due: string;
  readonly closed: boolean;
  readonly source: string;
  readonly line: number;
}

/** Reads a register in any format that the detector of registers reads. */
export function readRegister(path: string, text: string): readonly DebtEntry[] {
  const entries = rowsOf(new SourceFile(path, text)).flatMap((row): readonly DebtEntry[] => {
    const fields = debtFieldsOf(row);
    if (!fields) return [];
    const { id, title, category, severity, owner, source } = fields;
    const entry = {
      id,
      title,
      category,
      severity,
      toil: hoursIn(fields.toil),
      owner: isFilled(owner) ? owner : '',
      created: dateIn(fields.created),
      due: dateIn(fields.due),
      closed: isClosed(fields),
      source,
      line: row.line,
    };
    return [entry];
  });
  return withoutSecrets(entries, text);
}

/** What makes an entry weaker than it could be, in words. */
export function gapsOf(entry: DebtEntry, today: string): readonly string[] {
  if (entry.closed) return [];
  return [
    ...(entry.due !== '' && entry.due < today ? ['overdue'] : []),
    ...(entry.due === '' ? ['no date'] : []),
    ...(entry.owner === '' ? ['no owner'] : []),
    ...(entry.toil === null ? ['no hours'] : []),
    ...(entry.severity === '' ? ['no severity'] : []),
  ];
}

/** The reviews that a register in YAML lists beside its entries, as they stand there. */
export function reviewsIn(path: string, text: string): readonly { readonly date: string; readonly by: string }[] {
  if (!/\.ya?ml$/i.test(path)) return [];
  const reviews = new SourceFile(path, text).yaml().flatMap(tree => tree.list('reviews'));
  const noted = reviews.flatMap(review => {
    const date = dateIn(review.text('date') ?? '');
    return date === '' ? [] : { date, by: review.text('by') ?? '' };
  });
  return withoutSecrets(noted, text);
}
