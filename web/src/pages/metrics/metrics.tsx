import type { AssessmentJson } from '../../../src/report/contract.ts';
import type { PortfolioRow } from '../../../src/report/web-contract.ts';
import { Trend } from '../charts/trend.tsx';
import { useWorkload } from '../data/use-data.ts';
import { dayOf, measured, plural, readable } from '../words.ts';
import { ServiceHead } from './service/service-head.tsx';

/** What came of it: measured values with their definitions, and how they went. */
export function MetricsPage({ workload }: { readonly workload: string }) {
  const { row, assessment } = useWorkload(workload);
  const { metrics } = assessment;
  return (
    <>
      <ServiceHead row={row} assessment={assessment} page="metrics" />
      {metrics.length === 0 ? <Nothing /> : <Values metrics={metrics} asOf={assessment.asOf} />}
      {row.history.length > 0 && (
        <div className="columns">
          {metrics.map(metric => (
            <Past key={`${metric.name} ${metric.definition}`} metric={metric} row={row} />
          ))}
        </div>
      )}
    </>
  );
}

type Metric = AssessmentJson['metrics'][number];

function Nothing() {
  return (
    <section className="empty" aria-labelledby="none">
      <h2 id="none">Nothing is measured yet</h2>
      <p>
        How often this service is deployed, how often that fails and how long it takes to restore it stands in deployment and incident
        events, not in files.
      </p>
      <p>
        Bring them in with <code>opsex events import</code>, then assess again.
      </p>
    </section>
  );
}

function Values({ metrics, asOf }: { readonly metrics: readonly Metric[]; readonly asOf: string }) {
  return (
    <section className="panel" aria-labelledby="values">
      <h2 id="values">Measured at {dayOf(asOf)}</h2>
      <div className="scroll">
        <table className="metrics">
          <thead>
            <tr>
              <th scope="col">Metric</th>
              <th scope="col">Value</th>
              <th scope="col">n</th>
              <th scope="col">Window</th>
              <th scope="col">Rests on</th>
              <th scope="col">Definition</th>
            </tr>
          </thead>
          <tbody>
            {metrics.map(({ name, value, unit, n, definition, windowDays, basis }) => (
              <tr key={`${name} ${definition}`}>
                <th scope="row">{readable(name)}</th>
                <td className="figure">
                  {value === null ? <span className="muted">not known</span> : <Figure value={value} unit={unit} />}
                </td>
                <td className="figure">{n}</td>
                <td className="figure">{windowDays === undefined ? '–' : plural(windowDays, 'day')}</td>
                <td>{basis ?? '–'}</td>
                <td>{definition}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Figure({ value, unit }: { readonly value: number; readonly unit: string }) {
  const [figure, shown] = measured(value, unit);
  return (
    <>
      <b>{figure}</b> {shown}
    </>
  );
}

function Past({ metric, row }: { readonly metric: Metric; readonly row: PortfolioRow }) {
  const points = [...row.history, row].map(({ asOf, metrics }) => {
    const then = metrics.find(each => each.name === metric.name && each.definition === metric.definition);
    return { at: asOf, value: scaled(then?.value ?? null, metric.unit), n: then?.n ?? 0 };
  });
  if (points.filter(point => point.value !== null).length < 2) return null;
  return (
    <Trend
      title={readable(metric.name)}
      note={metric.definition}
      unit={metric.unit === 'share' ? '%' : metric.unit}
      lines={[{ label: readable(metric.name), points }]}
    />
  );
}

function scaled(value: number | null, unit: string): number | null {
  return value !== null && unit === 'share' ? value * 100 : value;
}
