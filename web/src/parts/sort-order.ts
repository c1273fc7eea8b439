/** What rows are compared by; nothing comes last whichever way they are sorted. */
export type SortValue = string | number | null;

export interface Order {
  readonly column: string;
  readonly descending: boolean;
}

/** Asked once a column sorts upwards, twice downwards, and at the third time no more. */
export function turned(order: Order | undefined, column: string): Order | undefined {
  if (order?.column !== column) return { column, descending: false };
  return order.descending ? undefined : { column, descending: true };
}

/** Rows that are equal keep their order. */
export function inOrder<Row>(rows: readonly Row[], value: (row: Row) => SortValue, descending: boolean): readonly Row[] {
  return [...rows].sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (isNothing(a) || isNothing(b)) return Number(isNothing(a)) - Number(isNothing(b));
    const difference = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
    return descending ? -difference : difference;
  });
}

const collator = new Intl.Collator('en', { numeric: true });

function isNothing(value: SortValue): value is null | '' {
  return value === null || value === '';
}
