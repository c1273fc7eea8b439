import type { TableState } from 'react-stately/useTableState';
import type { PortfolioRow } from '../../../../src/report/web-contract.ts';

export type MapCollection = TableState<PortfolioRow>['collection'];
export type MapNode = MapCollection['rows'][number];
type Key = MapNode['key'];

export interface MapColumn {
  readonly id: string;
  /** What is announced when the map is sorted by it. */
  readonly text: string;
  readonly sorts: boolean;
}

/**
 * Rows and columns as the table of React Aria asks for them. It makes the node of a cell when that is asked for: the collection that the
 * library builds from elements makes all of them, which for 1,000 services takes longer than everything else on the page.
 */
export function mapCollection(rows: readonly PortfolioRow[], columns: readonly MapColumn[]): MapCollection {
  const head: MapNode = { ...bare, type: 'headerrow', key: 'head', index: 0 };
  const body: MapNode = { ...bare, type: 'body', key: 'body', index: 1 };
  const columnNodes = chained(columns.map(toColumnNode));
  const rowNodes = chained(rows.map(toRowNode));
  const known = new Map([head, body, ...columnNodes, ...rowNodes].map(node => [node.key, node]));
  const cells = new Map<Key, readonly MapNode[]>();

  function cellsOf(row: MapNode): readonly MapNode[] {
    const made = cells.get(row.key) ?? chained(columnNodes.map(column => toCellNode(row, column)));
    cells.set(row.key, made);
    return made;
  }
  function getItem(key: Key): MapNode | null {
    const [column, row] = partsOfCell(String(key));
    const inRow = row === undefined ? undefined : known.get(row);
    return known.get(key) ?? (inRow && cellsOf(inRow)[Number(column)]) ?? null;
  }
  function getChildren(key: Key): readonly MapNode[] {
    const node = known.get(key);
    if (node === head) return columnNodes;
    if (node === body) return rowNodes;
    return node?.type === 'item' ? cellsOf(node) : [];
  }
  return {
    size: rows.length,
    columnCount: columns.length,
    rows: [...rowNodes],
    columns: [...columnNodes],
    headerRows: [head],
    head,
    body,
    rowHeaderColumnKeys: new Set(columnNodes.slice(0, 1).map(({ key }) => key)),
    getKeys: () => known.keys(),
    getItem,
    getChildren,
    at: index => rowNodes[index] ?? null,
    getKeyBefore: key => getItem(key)?.prevKey ?? null,
    getKeyAfter: key => getItem(key)?.nextKey ?? null,
    getFirstKey: () => rowNodes[0]?.key ?? null,
    getLastKey: () => rowNodes.at(-1)?.key ?? null,
    getTextValue: key => getItem(key)?.textValue ?? '',
    [Symbol.iterator]: () => rowNodes[Symbol.iterator](),
  };
}

const bare = { level: 0, value: null, hasChildNodes: true, childNodes: [], rendered: null, textValue: '', props: {} };

function toColumnNode({ id, text, sorts }: MapColumn, index: number): MapNode {
  return {
    ...bare,
    type: 'column',
    key: id,
    index,
    hasChildNodes: false,
    textValue: text,
    parentKey: 'head',
    props: { allowsSorting: sorts },
  };
}

function toRowNode(row: PortfolioRow, index: number): MapNode {
  return { ...bare, type: 'item', key: `row ${row.key}`, index, value: row, parentKey: 'body' };
}

function toCellNode(row: MapNode, column: MapNode): MapNode {
  const key = cellKey(column.index, row.key);
  const textValue = column.index === 0 ? (row.value?.name ?? '') : '';
  return { ...bare, type: 'cell', key, index: column.index, level: 1, hasChildNodes: false, textValue, parentKey: row.key, column };
}

export function cellKey(column: number, row: Key): string {
  return `cell ${column} ${row}`;
}

function partsOfCell(key: string): readonly (string | undefined)[] {
  return /^cell (\d+) (.+)$/s.exec(key)?.slice(1) ?? [];
}

function chained(nodes: readonly MapNode[]): readonly MapNode[] {
  return nodes.map((node, at) => ({ ...node, prevKey: nodes[at - 1]?.key ?? null, nextKey: nodes[at + 1]?.key ?? null }));
}
