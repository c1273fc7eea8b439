import type { AssessmentJson } from '../../../../src/report/contract.ts';
import { Unfold } from '../../parts/unfold.tsx';
import { dayOf, measured, plural, readable } from '../../words.ts';
import { scaleOf } from './scale.ts';

type Metric = AssessmentJson['metrics'][number];

interface Props {
  readonly metrics: readonly Metric[];
  readonly asOf: string;
}

/** The values that criteria were judged by, with what they mean and the events that say most about them. */
export function Assessed({ metrics, asOf }: Props) {
  const unknown = metrics.filter(({ value }) => value === null);
  const known = metrics.filter(metric => !unknown.includes(metric));
  return (
    <section className="panel" aria-labelledby="values">
      <h2 id="values">As assessed at {dayOf(asOf)}</h2>
      {known.length > 0 ? <Table metrics={known} /> : <p className="muted">No value could be told from what the store holds.</p>}
      {unknown.length > 0 && (
        <Unfold title={`${plural(unknown.length, 'metric')} not known`}>
          <Table metrics={unknown} />
        </Unfold>
      )}
    </section>
  );
}

function Table({ metrics }: Pick<Props, 'metrics'>) {
  return (
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
          {metrics.map(metric => (
            <Line key={`${metric.name} ${metric.definition}`} metric={metric} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ metric: { name, value, unit, n, definition, means, windowDays, basis, events } }: { readonly metric: Metric }) {
  return (
    <tr>
      <th scope="row">
        {readable(name)}
        {means && <small className="muted">{means}</small>}
      </th>
      <td className="figure">{value === null ? <span className="muted">not known</span> : <Figure value={value} unit={unit} />}</td>
      <td className="figure">{n}</td>
      <td className="figure">{windowDays === undefined ? '–' : plural(windowDays, 'day')}</td>
      <td>
        {basis ?? '–'}
        {events && n > 0 && <small className="muted ids">{events}</small>}
      </td>
      <td>{definition}</td>
    </tr>
  );
}

/** A value in the unit that is easiest to read. */
export function Figure({ value, unit }: { readonly value: number; readonly unit: string }) {
  const scale = scaleOf(unit, [value]);
  const [figure, shown] =
    unit === 'share' ? measured(value, unit) : measured(scale.scaled(value) ?? 0, unit === 'count' ? unit : scale.unit);
  return (
    <>
      <b>{figure}</b> {shown}
    </>
  );
}
