import { Button } from 'react-aria-components';
import type { MetricsJson } from '../../../../src/report/web-contract.ts';
import { readable } from '../../words.ts';
import { Figure } from './assessed.tsx';
import { kindBehind } from './event-kinds.ts';

type Value = MetricsJson['subjects'][number]['values'][number];

interface Props {
  readonly values: readonly Value[];
}

/** Metrics that have one value for the window, whatever its periods. */
export function Whole({ values, onLook }: Props & { readonly onLook: (metric: string) => void }) {
  if (values.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="whole">
      <h2 id="whole">Told from the whole window, or from more</h2>
      <div className="scroll">
        <table className="metrics">
          <thead>
            <tr>
              <th scope="col">Metric</th>
              <th scope="col">Value</th>
              <th scope="col">n</th>
              <th scope="col">Events</th>
            </tr>
          </thead>
          <tbody>
            {values.map(({ name, value, unit, n, means }) => (
              <tr key={name}>
                <th scope="row">
                  {readable(name)}
                  <small className="muted">{means}</small>
                </th>
                <td className="figure">{value === null ? '–' : <Figure value={value} unit={unit} />}</td>
                <td className="figure">{n}</td>
                <td>
                  {kindBehind(name) ? (
                    <Button className="quiet" aria-label={`Events of ${readable(name)}`} onPress={() => onLook(name)}>
                      Events
                    </Button>
                  ) : (
                    '–'
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

export function Unknown({ values }: Props) {
  if (values.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="unmeasured">
      <h2 id="unmeasured">Not measured</h2>
      <p className="muted">The store holds no events that these could be told from.</p>
      <dl className="meanings">
        {values.map(({ name, means }) => (
          <div key={name}>
            <dt>{readable(name)}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
