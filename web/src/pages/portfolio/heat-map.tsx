import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader, TableLayout, Virtualizer } from 'react-aria-components';
import type { PortfolioJson, PortfolioRow } from '../../../../src/report/web-contract.ts';
import { Icon } from '../../parts/icon.tsx';
import { LevelMark } from '../../parts/level.tsx';
import { addressOf } from '../../route.ts';
import { usePrinting } from '../../use-printing.ts';
import { shortId } from '../../words.ts';
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
  const map = useRef<HTMLTableElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order starts at its top
  useEffect(() => {
    if (map.current) map.current.scrollTop = 0;
  }, [sorted]);
  if (isPrinting) return <PrintedMap rows={sorted} controls={controls} />;
  if (rows.length === 0) return <p className="empty">No service passes the filters.</p>;
  const height = headHeight + Math.min(sorted.length, mostShown) * rowHeight + 2;
  return (
    <Virtualizer layout={TableLayout} layoutOptions={{ rowHeight, headingHeight: headHeight }}>
      <Table
        ref={map}
        className="heat-map"
        style={{ height }}
        aria-label="Levels of services by control"
        sortDescriptor={{ column: order.column, direction: order.descending ? 'descending' : 'ascending' }}
        onSortChange={({ column, direction }) => setOrder({ column: String(column), descending: direction === 'descending' })}
      >
        <TableHeader>
          <Heading id="name" label="Service" width="3fr" minWidth={200} isRowHeader />
          <Heading id="overall" label="Overall" width={84} />
          <Column id="progress" width={98} className="head">
            <span className="head-title">Gates to the next level</span>
          </Column>
          {controls.map(({ id, title }) => (
            <Heading key={id} id={id} label={shortId(id)} title={title} width="1fr" minWidth={74} />
          ))}
        </TableHeader>
        <TableBody items={sorted} dependencies={[controls]}>
          {row => (
            <Row id={row.key}>
              <Cell className="name">
                <a href={addressOf({ page: 'overview', workload: row.key })}>
                  <bdi>{row.name}</bdi>
                </a>
                <About row={row} />
              </Cell>
              <Cell>
                <a className="cell" href={addressOf({ page: 'overview', workload: row.key })}>
                  <LevelMark level={row.level} />
                </a>
              </Cell>
              <Cell className="gates">{row.progress ? `${row.progress.met} of ${row.progress.of} → ${row.progress.level}` : '–'}</Cell>
              {controls.map(({ id }) => (
                <Cell key={id}>
                  <a className="cell" href={addressOf({ page: 'control', workload: row.key, id })}>
                    <LevelMark level={row.levels[id] ?? null} />
                  </a>
                </Cell>
              ))}
            </Row>
          )}
        </TableBody>
      </Table>
    </Virtualizer>
  );
});

function About({ row: { team, tier } }: { readonly row: PortfolioRow }) {
  const parts = [team, tier === undefined ? undefined : `tier ${tier}`].filter(Boolean);
  return parts.length > 0 ? <small className="muted">{parts.join(' · ')}</small> : null;
}

interface HeadingProps {
  readonly id: string;
  readonly label: string;
  readonly title?: string;
  readonly width: number | `${number}fr`;
  readonly minWidth?: number;
  readonly isRowHeader?: boolean;
}

function Heading({ label, title, ...column }: HeadingProps) {
  return (
    <Column {...column} allowsSorting className="head" textValue={title ? `${label} ${title}` : label}>
      {({ sortDirection }) => (
        <>
          <span className="head-label">
            {label}
            {sortDirection && <Icon name={sortDirection === 'ascending' ? 'up' : 'down'} />}
          </span>
          {title && <span className="head-title">{title}</span>}
        </>
      )}
    </Column>
  );
}
