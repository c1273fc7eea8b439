import { useRef } from 'react';
import { useTableColumnHeader, useTableHeaderRow, useTableRowGroup } from 'react-aria/useTable';
import type { TableState } from 'react-stately/useTableState';
import type { PortfolioJson, PortfolioRow } from '../../../../src/report/web-contract.ts';
import { Icon } from '../../parts/icon.tsx';
import { shortId } from '../../words.ts';
import type { MapNode } from './map-collection.ts';

type State = TableState<PortfolioRow>;

interface Props {
  readonly state: State;
  readonly controls: PortfolioJson['controls'];
  readonly height: number;
}

/** The names of the columns; pressing one sorts by it. */
export function MapHead({ state, controls, height }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const { rowGroupProps } = useTableRowGroup();
  const [node] = state.collection.headerRows as [MapNode];
  const { rowProps } = useTableHeaderRow({ node, isVirtualized: true }, state, place);
  return (
    <div {...rowGroupProps} className="map-head" style={{ height }}>
      <div {...rowProps} ref={place}>
        {state.collection.columns.map(column => (
          <Heading key={column.key} node={column} state={state} controls={controls} />
        ))}
      </div>
    </div>
  );
}

function Heading({ node, state, controls }: { readonly node: MapNode } & Pick<Props, 'state' | 'controls'>) {
  const place = useRef<HTMLDivElement>(null);
  const { columnHeaderProps } = useTableColumnHeader({ node, isVirtualized: true }, state, place);
  const { sortDescriptor } = state;
  const direction = sortDescriptor?.column === node.key ? sortDescriptor.direction : undefined;
  const control = controls[node.index - 3];
  return (
    <div {...columnHeaderProps} ref={place}>
      {node.props?.allowsSorting && (
        <span className="head-label">
          {control ? shortId(control.id) : node.textValue}
          {direction && <Icon name={direction === 'ascending' ? 'up' : 'down'} />}
        </span>
      )}
      {(control || !node.props?.allowsSorting) && <span className="head-title">{control?.title ?? node.textValue}</span>}
    </div>
  );
}
