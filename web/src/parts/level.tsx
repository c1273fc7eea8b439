import { type Interval, levelInWords } from '../words.ts';

const steps = [1, 2, 3, 4, 5] as const;

/** A level as digits on its colour: `2` proven, `2–4` when more is possible. */
export function LevelMark({ level }: { readonly level: Interval }) {
  if (!level)
    return (
      <span className="level" data-level="none">
        <span aria-hidden="true">–</span>
        <span className="unseen">does not apply</span>
      </span>
    );
  const more = level.possible > level.proven;
  return (
    <span className="level" data-level={level.proven} title={levelInWords(level)}>
      <span aria-hidden="true" className="digits">
        <b>{level.proven}</b>
        {more && <small>–{level.possible}</small>}
      </span>
      <Steps level={level} />
      <span className="unseen">{levelInWords(level)}</span>
    </span>
  );
}

/** Five steps: filled as far as proven, outlined as far as possible. */
function Steps({ level }: { readonly level: Interval }) {
  return (
    <span className="steps" aria-hidden="true">
      {steps.map(step => (
        <i key={step} data-step={stepOf(step, level)} />
      ))}
    </span>
  );
}

function stepOf(step: number, level: Interval): 'proven' | 'possible' | 'open' {
  if (!level || step > level.possible) return 'open';
  return step <= level.proven ? 'proven' : 'possible';
}

export function LevelLegend() {
  return (
    <p className="legend">
      <span>
        <i data-step="proven" /> proven by evidence
      </span>
      <span>
        <i data-step="possible" /> possible, if every unknown turned out met
      </span>
      <span>
        <i data-step="open" /> not reached
      </span>
    </p>
  );
}
