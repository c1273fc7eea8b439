import type { AssessmentJson } from '../../../../src/report/contract.ts';
import type { ModelTextJson } from '../../../../src/report/web-contract.ts';
import { VerdictSign } from '../../parts/verdict-mark.tsx';
import { addressOf } from '../../route.ts';
import { plural, verdictText } from '../../words.ts';

interface Props {
  readonly workload: string;
  readonly assessment: AssessmentJson;
  readonly model: ModelTextJson | null;
}

const steps = [1, 2, 3, 4, 5] as const;

export function Headline({ workload, assessment, model }: Props) {
  const { level, progress, heldBackBy } = assessment.overall;
  if (!level)
    return (
      <section className="headline" aria-label="Level">
        <div className="headline-text">
          <p className="headline-level">No level</p>
          <p>Nothing of the model that decides a level applies to this service.</p>
          <Coverage assessment={assessment} />
        </div>
      </section>
    );
  const more = level.possible > level.proven;
  const name = model?.levels.find(each => each.level === level.proven)?.name;
  const criteria = new Map(assessment.criteria.map(criterion => [criterion.id, criterion]));
  return (
    <section className="headline" aria-label="Level">
      <div className="headline-scale" aria-hidden="true">
        {steps.map(step => (
          <span key={step} data-step={step <= level.proven ? 'proven' : step <= level.possible ? 'possible' : 'open'} data-level={step}>
            {step}
          </span>
        ))}
      </div>
      <div className="headline-text">
        <p className="headline-level">
          Level {level.proven} {name && <span className="muted">{name}</span>}
        </p>
        <p>
          {more ? (
            <>
              Evidence proves level {level.proven}. Level {level.possible} is possible, if what is unknown turned out met.
            </>
          ) : (
            <>Evidence proves level {level.proven}, and nothing that is unknown could lift it.</>
          )}
          {progress && (
            <>
              {' '}
              <b>
                {progress.met} of {progress.of} gates
              </b>{' '}
              to level {progress.level} are met.
            </>
          )}
        </p>
        {heldBackBy.length > 0 && (
          <p className="held-back">
            <span className="muted">Held back by</span>
            {heldBackBy.slice(0, 6).map(id => (
              <a key={id} className="chip" href={addressOf({ page: 'criterion', workload, id })}>
                <VerdictSign verdict={criteria.get(id)?.verdict ?? 'unknown'} />
                {id}
              </a>
            ))}
            {heldBackBy.length > 6 && <span className="muted">and {heldBackBy.length - 6} more, below</span>}
          </p>
        )}
        <Coverage assessment={assessment} />
      </div>
    </section>
  );
}

const words = ['met', 'not_met', 'unknown', 'waived', 'not_applicable'] as const;

/** How much of the model is decided. */
function Coverage({ assessment: { coverage, criteria } }: { readonly assessment: AssessmentJson }) {
  const present = words.filter(word => coverage[word] > 0);
  return (
    <div className="coverage">
      <div className="coverage-bar" aria-hidden="true">
        {present.map(word => (
          <i key={word} data-verdict={word} style={{ flexGrow: coverage[word] }} />
        ))}
      </div>
      <p className="muted">
        {plural(criteria.length, 'criterion', 'criteria')}:{' '}
        {present.map((word, index) => (
          <span key={word}>
            {index > 0 && ', '}
            <b>{coverage[word]}</b> {verdictText[word]}
          </span>
        ))}
      </p>
    </div>
  );
}
