import type { PortfolioRow } from '../../../../src/report/web-contract.ts';
import { Trend } from '../../charts/trend.tsx';

/** How the overall level went. */
export function LevelTrend({ row }: { readonly row: PortfolioRow }) {
  const standings = [...row.history, row];
  return (
    <Trend
      title="Level over time"
      unit="level"
      range={[1, 5]}
      lines={[
        { label: 'possible', dashed: true, points: standings.map(({ asOf, level }) => ({ at: asOf, value: level?.possible ?? null })) },
        { label: 'proven', points: standings.map(({ asOf, level }) => ({ at: asOf, value: level?.proven ?? null })) },
      ]}
    />
  );
}
