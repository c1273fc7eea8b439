import { type KeyboardEvent, memo, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { mergeProps } from 'react-aria/mergeProps';
import { useTable } from 'react-aria/useTable';
import { useTableState } from 'react-stately/useTableState';
import type { PortfolioJson, PortfolioRow } from '../../../../src/report/web-contract.ts';
import { usePrinting } from '../../use-printing.ts';
import { shortId } from '../../words.ts';
import { type MapCollection, mapCollection } from './map-collection.ts';
import { MapHead } from './map-head.tsx';
import { MapRows } from './map-rows.tsx';
import { PrintedMap } from './printed-map.tsx';
import { inOrder, type Order, weakestFirst } from './select.ts';

interface Props {
  readonly rows: readonly PortfolioRow[];
  readonly controls: PortfolioJson['controls'];
}

const rowHeight = 44;
const headHeight = 58;
const mostShown = 14;

/** Services × controls. Only the rows in view exist, so that thousands scroll smoothly; on paper all of them do. */
export const HeatMap = memo(function HeatMap({ rows, controls }: Props) {
  const [order, setOrder] = useState<Order>(weakestFirst);
  const sorted = useMemo(() => inOrder(rows, order), [rows, order]);
  const isPrinting = usePrinting();
  if (isPrinting) return <PrintedMap rows={sorted} controls={controls} />;
  if (rows.length === 0) return <p className="empty">No service passes the filters.</p>;
  return <LiveMap rows={sorted} controls={controls} order={order} onOrder={setOrder} />;
});

interface LiveProps extends Props {
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

function LiveMap({ rows, controls, order, onOrder }: LiveProps) {
  const map = useRef<HTMLDivElement>(null);
  const collection = useMemo(() => mapCollection(rows, columnsOf(controls)), [rows, controls]);
  const layoutDelegate = useMemo(() => layoutOf(collection, map), [collection]);
  const state = useTableState<PortfolioRow>({
    collection,
    sortDescriptor: { column: order.column, direction: order.descending ? 'descending' : 'ascending' },
    onSortChange: ({ column, direction }) => onOrder({ column: String(column), descending: direction === 'descending' }),
  });
  const { gridProps } = useTable({ 'aria-label': 'Levels of services by control', isVirtualized: true, layoutDelegate }, state, map);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order starts at its top
  useEffect(() => {
    if (map.current) map.current.scrollTop = 0;
  }, [rows]);
  return (
    <div
      {...mergeProps(gridProps, { onKeyDown: keepPlace })}
      ref={map}
      className="heat-map"
      style={{ height: headHeight + Math.min(rows.length, mostShown) * rowHeight + 2 }}
    >
      <div className="map-table" style={tracksOf(controls.length)} role="presentation">
        <MapHead state={state} controls={controls} height={headHeight} />
        <MapRows
          state={state}
          controls={controls}
          scrolling={map}
          collection={gridProps['data-collection' as 'id']}
          rowHeight={rowHeight}
          mostShown={mostShown}
        />
      </div>
    </div>
  );
}

/** These keys move the focus; the browser would scroll away from it at the same time. */
function keepPlace(event: KeyboardEvent): void {
  if (['Home', 'End', 'PageUp', 'PageDown'].includes(event.key)) event.preventDefault();
}

function columnsOf(controls: PortfolioJson['controls']) {
  return [
    { id: 'name', text: 'Service', sorts: true },
    { id: 'overall', text: 'Overall', sorts: true },
    { id: 'progress', text: 'Gates to the next level', sorts: false },
    ...controls.map(({ id, title }) => ({ id, text: `${shortId(id)} ${title}`, sorts: true })),
  ];
}

/** The widths of the columns, which every row repeats. */
function tracksOf(controls: number) {
  return { '--tracks': `minmax(200px, 3fr) 84px 98px repeat(${controls}, minmax(74px, 1fr))`, minWidth: 382 + controls * 74 } as const;
}

/** Where rows are that are not drawn, for the keys that leave out a page. */
function layoutOf(collection: MapCollection, map: RefObject<HTMLElement | null>) {
  const size = () => ({ width: map.current?.clientWidth ?? 0, height: Math.max(rowHeight, (map.current?.clientHeight ?? 0) - headHeight) });
  return {
    getItemRect(key: string | number) {
      const node = collection.getItem(key);
      const row = node?.type === 'cell' && node.parentKey != null ? collection.getItem(node.parentKey) : node;
      return row?.type === 'item' ? { x: 0, y: row.index * rowHeight, width: size().width, height: rowHeight } : null;
    },
    getVisibleRect: () => ({ x: 0, y: map.current?.scrollTop ?? 0, ...size() }),
    getContentSize: () => ({ width: size().width, height: collection.size * rowHeight }),
  };
}
