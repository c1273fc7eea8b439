import type { AssessmentJson } from '../../../../src/report/contract.ts';
import { LevelMark } from '../../parts/level.tsx';
import { VerdictSign } from '../../parts/verdict-mark.tsx';
import { addressOf } from '../../route.ts';
import { shortId } from '../../words.ts';

export function Controls({ workload, assessment }: { readonly workload: string; readonly assessment: AssessmentJson }) {
  const verdicts = new Map(assessment.criteria.map(({ id, verdict }) => [id, verdict]));
  return (
    <div className="scroll">
      <table className="controls">
        <thead>
          <tr>
            <th scope="col">Control</th>
            <th scope="col">Level</th>
            <th scope="col">Held back by</th>
          </tr>
        </thead>
        <tbody>
          {assessment.controls.map(({ id, title, level, heldBackBy }) => (
            <tr key={id}>
              <th scope="row">
                <span className="number">{shortId(id)}</span> <a href={addressOf({ page: 'control', workload, id })}>{title}</a>
              </th>
              <td className="level-cell">
                <LevelMark level={level} />
              </td>
              <td>
                {heldBackBy.slice(0, 3).map(each => (
                  <a key={each} className="chip" href={addressOf({ page: 'criterion', workload, id: each })}>
                    <VerdictSign verdict={verdicts.get(each) ?? 'unknown'} />
                    {each}
                  </a>
                ))}
                {heldBackBy.length > 3 && <span className="muted">+{heldBackBy.length - 3}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
