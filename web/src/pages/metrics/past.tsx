import type { AssessmentJson } from '../../../../src/report/contract.ts';
import type { PortfolioRow } from '../../../../src/report/web-contract.ts';
import { Trend } from '../../charts/trend.tsx';
import { readable } from '../../words.ts';
import { scaleOf } from './scale.ts';

type Metric = AssessmentJson['metrics'][number];

/** How the values went from assessment to assessment. */
export function Past({ metrics, row }: { readonly metrics: readonly Metric[]; readonly row: PortfolioRow }) {
  if (row.history.length === 0) return null;
  return (
    <div className="columns">
      {metrics.map(metric => (
        <One key={`${metric.name} ${metric.definition}`} metric={metric} row={row} />
      ))}
    </div>
  );
}

function One({ metric, row }: { readonly metric: Metric; readonly row: PortfolioRow }) {
  const standings = [...row.history, row].map(({ asOf, metrics }) => ({
    asOf,
    own: metrics.find(each => each.name === metric.name && each.definition === metric.definition),
  }));
  if (standings.filter(({ own }) => typeof own?.value === 'number').length < 2) return null;
  const { unit, scaled } = scaleOf(
    metric.unit,
    standings.map(({ own }) => own?.value ?? null),
  );
  const points = standings.map(({ asOf, own }) => ({ at: asOf, value: scaled(own?.value ?? null), n: own?.n ?? 0 }));
  return (
    <Trend
      title={readable(metric.name)}
      note={metric.means ?? metric.definition}
      unit={unit}
      lines={[{ label: readable(metric.name), points }]}
    />
  );
}
