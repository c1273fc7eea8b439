import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components';
import { usePrinting } from '../use-printing.ts';
import { Icon } from './icon.tsx';
import { inOrder, type Order, type SortValue, turned } from './sort-order.ts';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** What the column sorts by; it does not sort when this is left out. */
  readonly value?: (row: Row) => SortValue;
  readonly isFigure?: boolean;
}

interface Props<Row> {
  readonly label: string;
  /** The first is what the rows are about. */
  readonly columns: readonly Column<Row>[];
  /** In the order that is shown until another one is chosen. */
  readonly rows: readonly Row[];
  /** How many rows the data leaves out. */
  readonly leftOut?: number;
}

const mostAtFirst = 20;

/** A table whose columns sort; long ones show their first rows until the rest is asked for, on paper all of them. */
export function SortTable<Row>({ label, columns, rows, leftOut = 0 }: Props<Row>) {
  const [order, setOrder] = useState<Order | undefined>();
  const [all, setAll] = useState(false);
  const isPrinting = usePrinting();
  const by = columns.find(column => column.id === order?.column)?.value;
  const sorted = order && by ? inOrder(rows, by, order.descending) : rows;
  const shown = all || isPrinting ? sorted : sorted.slice(0, mostAtFirst);
  return (
    <>
      <table className="sort-table" aria-label={label}>
        <thead>
          <tr>
            {columns.map(column => (
              <Head key={column.id} column={column} order={order} onOrder={setOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows hold no state and have no names of their own
            <tr key={index}>
              {columns.map((column, place) => (
                <Cell key={column.id} column={column} row={row} isFirst={place === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {sorted.length > shown.length && (
        <Button className="quiet" onPress={() => setAll(true)}>
          Show {sorted.length - shown.length} more
        </Button>
      )}
      {leftOut > 0 && (
        <p className="muted after-table">
          {leftOut} more {leftOut === 1 ? 'is' : 'are'} not listed here.
        </p>
      )}
    </>
  );
}

interface HeadProps<Row> {
  readonly column: Column<Row>;
  readonly order: Order | undefined;
  readonly onOrder: (order: Order | undefined) => void;
}

function Head<Row>({ column: { id, title, value, isFigure }, order, onOrder }: HeadProps<Row>) {
  const own = order?.column === id ? order : undefined;
  const direction = own && (own.descending ? 'descending' : 'ascending');
  return (
    <th scope="col" aria-sort={value ? (direction ?? 'none') : undefined} className={isFigure ? 'figure' : undefined}>
      {value ? (
        <Button className="sort" onPress={() => onOrder(turned(order, id))}>
          {title}
          <Icon name={own ? (own.descending ? 'down' : 'up') : 'sort'} />
        </Button>
      ) : (
        title
      )}
    </th>
  );
}

function Cell<Row>({ column, row, isFirst }: { readonly column: Column<Row>; readonly row: Row; readonly isFirst: boolean }) {
  if (isFirst) return <th scope="row">{column.cell(row)}</th>;
  return (
    <td className={column.isFigure ? 'figure' : undefined} data-label={column.title}>
      {column.cell(row)}
    </td>
  );
}
