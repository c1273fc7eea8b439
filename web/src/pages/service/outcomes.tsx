import type { AssessmentJson } from '../../../../src/report/contract.ts';
import { VerdictSign } from '../../parts/verdict-mark.tsx';
import { addressOf } from '../../route.ts';
import { levelInWords, measured, readable } from '../../words.ts';

/** What is done, beside what comes of it. */
export function Outcomes({ workload, assessment }: { readonly workload: string; readonly assessment: AssessmentJson }) {
  const { metrics, criteria, overall } = assessment;
  const known = metrics.filter(metric => metric.value !== null);
  if (known.length === 0) return null;
  const capping = criteria.filter(({ cap, basis }) => cap !== undefined || basis === 'events');
  return (
    <section className="panel" aria-labelledby="outcomes">
      <h2 id="outcomes">Practice and outcome</h2>
      <p>
        Practice: <b>{levelInWords(overall.level)}</b>. Outcomes of the period:
      </p>
      <ul className="figures">
        {known.slice(0, 6).map(({ name, value, unit, n }) => {
          const [figure, shown] = measured(value ?? 0, unit);
          return (
            <li key={name}>
              <span className="muted">{readable(name)}</span>
              <b>
                {figure} <small>{shown}</small>
              </b>
              <span className="muted">n = {n}</span>
            </li>
          );
        })}
      </ul>
      <ul className="gates-list">
        {capping.map(({ id, verdict, ask, level }) => (
          <li key={id}>
            <VerdictSign verdict={verdict} />
            <a href={addressOf({ page: 'criterion', workload, id })}>{ask}</a> <span className="muted">level {level}</span>
          </li>
        ))}
      </ul>
      <p>
        <a href={addressOf({ page: 'metrics', workload })}>All metrics with definitions</a>
      </p>
    </section>
  );
}
