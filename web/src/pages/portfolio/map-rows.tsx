import { memo, type RefObject, useRef } from 'react';
import { useTableRow, useTableRowGroup } from 'react-aria/useTable';
import type { TableState } from 'react-stately/useTableState';
import type { PortfolioJson, PortfolioRow } from '../../../../src/report/web-contract.ts';
import { LevelLink } from '../../parts/level.tsx';
import { addressOf } from '../../route.ts';
import { cellKey, type MapNode } from './map-collection.ts';
import { useCellFocus } from './use-cell-focus.ts';
import { useRowsInView } from './use-rows-in-view.ts';

type State = TableState<PortfolioRow>;

interface Props {
  readonly state: State;
  readonly controls: PortfolioJson['controls'];
  readonly scrolling: RefObject<HTMLElement | null>;
  /** What the table finds its cells by. */
  readonly collection: string | undefined;
  readonly rowHeight: number;
  readonly mostShown: number;
}

/** The rows in view, and the one that has the focus wherever it is. */
export function MapRows({ state, controls, scrolling, collection, rowHeight, mostShown }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const { rowGroupProps } = useTableRowGroup();
  const { first, end } = useRowsInView(scrolling, rowHeight, mostShown);
  const focusProps = useCellFocus(state.selectionManager, place);
  const { rows } = state.collection;
  const focused = rowWithFocus(state);
  const drawn = rows.slice(first, end);
  return (
    <div {...rowGroupProps} {...focusProps} ref={place} className="map-body" style={{ height: rows.length * rowHeight }}>
      {(focused && !drawn.includes(focused) ? [...drawn, focused] : drawn).map(node => (
        <MapRow key={node.key} node={node} state={state} controls={controls} collection={collection} top={node.index * rowHeight} />
      ))}
    </div>
  );
}

function rowWithFocus({ collection, selectionManager: { focusedKey } }: State): MapNode | undefined {
  const node = focusedKey === null ? null : collection.getItem(focusedKey);
  const key = node?.type === 'cell' ? node.parentKey : node?.key;
  return collection.rows.find(row => row.key === key);
}

interface RowProps extends Pick<Props, 'state' | 'controls' | 'collection'> {
  readonly node: MapNode;
  readonly top: number;
}

/** Its cells are plain elements: the library gives every cell a dozen handlers, and scrolling makes a hundred cells in a frame. */
const MapRow = memo(function MapRow({ node, state, controls, collection, top }: RowProps) {
  const place = useRef<HTMLDivElement>(null);
  const { rowProps } = useTableRow({ node, isVirtualized: true }, state, place);
  const { value: row, key: rowKey } = node;
  if (!row) return null;
  return (
    <div {...rowProps} ref={place} className="map-row" style={{ top }}>
      {state.collection.columns.map(({ key, index }) => (
        <div
          key={key}
          role={index === 0 ? 'rowheader' : 'gridcell'}
          id={index === 0 ? rowProps['aria-labelledby'] : undefined}
          tabIndex={-1}
          data-key={cellKey(index, rowKey)}
          data-collection={collection}
          className={index === 2 ? 'gates' : undefined}
        >
          {contentOf(index, row, controls)}
        </div>
      ))}
    </div>
  );
});

function contentOf(index: number, row: PortfolioRow, controls: PortfolioJson['controls']) {
  const overview = addressOf({ page: 'overview', workload: row.key });
  if (index === 0) return <Name row={row} address={overview} />;
  if (index === 1) return <LevelLink address={overview} level={row.level} />;
  if (index === 2) return row.progress ? `${row.progress.met} of ${row.progress.of} → ${row.progress.level}` : '–';
  const id = controls[index - 3]?.id ?? '';
  return <LevelLink address={addressOf({ page: 'control', workload: row.key, id })} level={row.levels[id] ?? null} />;
}

function Name({ row, address }: { readonly row: PortfolioRow; readonly address: string }) {
  const about = [row.team, row.tier === undefined ? undefined : `tier ${row.tier}`].filter(Boolean);
  return (
    <>
      <a href={address}>
        <bdi>{row.name}</bdi>
      </a>
      {about.length > 0 && <small className="muted">{about.join(' · ')}</small>}
    </>
  );
}
