import type { AssessmentJson } from '../../../../src/report/contract.ts';
import { addressOf } from '../../route.ts';
import { effortText } from '../../words.ts';

/** What to do next, best first. */
export function Actions({ workload, assessment }: { readonly workload: string; readonly assessment: AssessmentJson }) {
  const { roadmap } = assessment;
  return (
    <section className="panel" aria-labelledby="actions">
      <h2 id="actions">Next steps</h2>
      {roadmap.length === 0 && <p className="muted">Nothing is open.</p>}
      <ol className="actions">
        {roadmap.slice(0, 5).map(step => (
          <li key={step.rank}>
            <p className="action-title">{step.title}</p>
            <p className="muted">
              <a href={addressOf({ page: 'criterion', workload, id: step.criteria[0] ?? '' })}>{step.criteria[0]}</a>
              <span className="effort">
                {step.effort} <span>({effortText[step.effort]})</span>
              </span>
              <span>{step.unlocks}</span>
            </p>
          </li>
        ))}
      </ol>
      {roadmap.length > 5 && (
        <p>
          <a href={addressOf({ page: 'plan', workload, done: [] })}>Plan with all {roadmap.length} steps</a>
        </p>
      )}
    </section>
  );
}
