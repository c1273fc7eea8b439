import type { AssessmentJson, CriterionJson } from '../../../../src/report/contract.ts';
import type { ModelTextJson } from '../../../../src/report/web-contract.ts';
import { Share } from '../../parts/share.tsx';
import { Unfold } from '../../parts/unfold.tsx';
import { VerdictSign } from '../../parts/verdict-mark.tsx';
import { addressOf } from '../../route.ts';

interface Props {
  readonly workload: string;
  readonly assessment: AssessmentJson;
  readonly model: ModelTextJson | null;
}

/** The gates of each level, bottom up; the next one is open. */
export function Ladder({ workload, assessment, model }: Props) {
  const next = assessment.overall.progress?.level;
  return (
    <section className="panel" aria-labelledby="ladder">
      <h2 id="ladder">{next ? `The way to level ${next}` : 'The gates'}</h2>
      {([2, 3, 4, 5] as const).map(level => {
        const gates = gatesOf(assessment, level);
        if (gates.length === 0) return null;
        const met = gates.filter(gate => gate.verdict === 'met').length;
        const name = model?.levels.find(each => each.level === level)?.name;
        return (
          <Unfold
            key={level}
            isOpen={level === next}
            title={
              <span className="rung">
                <span>
                  Level {level} {name && <span className="muted">{name}</span>}
                </span>
                <Share label={`Gates to level ${level}`} covered={met} of={gates.length} />
              </span>
            }
          >
            <ul className="gates-list">
              {gates.sort(openFirst).map(gate => (
                <li key={gate.id}>
                  <VerdictSign verdict={gate.verdict} />
                  <a href={addressOf({ page: 'criterion', workload, id: gate.id })}>{gate.ask}</a>
                </li>
              ))}
            </ul>
          </Unfold>
        );
      })}
    </section>
  );
}

/** An outcome that caps a level counts like a gate once it is missed. */
function gatesOf({ criteria }: AssessmentJson, level: number): CriterionJson[] {
  return criteria.filter(
    ({ gate, cap, verdict }) =>
      verdict !== 'not_applicable' && (gate === level || (gate === null && cap === level && verdict === 'not_met')),
  );
}

const order = ['not_met', 'waived', 'unknown', 'met', 'not_applicable'];

function openFirst(a: CriterionJson, b: CriterionJson): number {
  return order.indexOf(a.verdict) - order.indexOf(b.verdict);
}
