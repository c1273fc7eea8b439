import type { PortfolioJson, PortfolioRow } from '../../../../src/report/web-contract.ts';
import { LevelMark } from '../../parts/level.tsx';
import { shortId } from '../../words.ts';

interface Props {
  readonly rows: readonly PortfolioRow[];
  readonly controls: PortfolioJson['controls'];
}

/** The heat map on paper: every row. */
export function PrintedMap({ rows, controls }: Props) {
  return (
    <table className="printed-map">
      <thead>
        <tr>
          <th scope="col">Service</th>
          <th scope="col">Overall</th>
          {controls.map(({ id, title }) => (
            <th key={id} scope="col">
              {shortId(id)} <small>{title}</small>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.key}>
            <th scope="row">
              <bdi>{row.name}</bdi>
            </th>
            <td>
              <LevelMark level={row.level} />
            </td>
            {controls.map(({ id }) => (
              <td key={id}>
                <LevelMark level={row.levels[id] ?? null} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
