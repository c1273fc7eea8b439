import { type Interval, levelInWords } from '../words.ts';

/** A level as digits on its colour: `2` proven, `2–4` when more is possible. */
export function LevelMark({ level }: { readonly level: Interval }) {
  return (
    <span {...marked(level)}>
      <Shown level={level} />
    </span>
  );
}

/** The same as a link. */
export function LevelLink({ level, address }: { readonly level: Interval; readonly address: string }) {
  return (
    <a {...marked(level)} href={address}>
      <Shown level={level} />
    </a>
  );
}

function marked(level: Interval) {
  if (!level) return { className: 'level', 'data-level': 'none' };
  const more = level.possible - level.proven;
  return { className: 'level', 'data-level': level.proven, 'data-more': more > 0 ? more : undefined, title: levelInWords(level) };
}

/** Few elements, because a map has thousands of them. */
function Shown({ level }: { readonly level: Interval }) {
  const more = level && level.possible > level.proven;
  return (
    <>
      <span aria-hidden="true">
        {level ? <b>{level.proven}</b> : '–'}
        {more && <small>–{level.possible}</small>}
      </span>
      {level && <i className="steps" />}
      <span className="unseen">{levelInWords(level)}</span>
    </>
  );
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
