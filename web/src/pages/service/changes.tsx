import type { AssessmentJson } from '../../../../src/report/contract.ts';
import { useAssessment } from '../../data/use-data.ts';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { addressOf } from '../../route.ts';
import { dayOf, levelInWords } from '../../words.ts';

interface Props {
  readonly workload: string;
  readonly assessment: AssessmentJson;
  readonly before: string;
}

/** What became of the criteria since the assessment before. */
export function Changes({ workload, assessment, before }: Props) {
  const earlier = useAssessment(before);
  const verdicts = new Map(earlier.criteria.map(({ id, verdict }) => [id, verdict]));
  const changed = assessment.criteria.filter(({ id, verdict }) => verdicts.has(id) && verdicts.get(id) !== verdict);
  return (
    <section className="panel" aria-labelledby="changes">
      <h2 id="changes">Changes since {dayOf(earlier.asOf)}</h2>
      <p className="muted">
        {levelInWords(earlier.overall.level)} then, {levelInWords(assessment.overall.level)} now.
        {earlier.model.digest !== assessment.model.digest && ' The model changed in between.'}
      </p>
      {changed.length === 0 && <p>No verdict changed.</p>}
      {changed.length > 0 && (
        <table className="changes">
          <thead>
            <tr>
              <th scope="col">Criterion</th>
              <th scope="col">Then</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {changed.map(({ id, verdict }) => (
              <tr key={id}>
                <th scope="row">
                  <a href={addressOf({ page: 'criterion', workload, id })}>{id}</a>
                </th>
                <td>
                  <VerdictMark verdict={verdicts.get(id) ?? 'unknown'} />
                </td>
                <td>
                  <VerdictMark verdict={verdict} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
