import type { AssessmentJson } from '../../../../src/report/contract.ts';
import { LevelMark } from '../../parts/level.tsx';
import { type Interval, levelInWords, shortId } from '../../words.ts';
import type { Levels } from './what-if.ts';

/** Levels now and then, side by side. What changes is said aloud. */
export function BeforeAfter({ now, after }: { readonly now: AssessmentJson; readonly after: Levels }) {
  const rows = [
    { id: 'overall', label: 'Overall', now: now.overall.level, after: after.overall.level },
    ...now.controls.map(({ id, title, level }) => ({
      id,
      label: `${shortId(id)} ${title}`,
      now: level,
      after: after.controls.find(each => each.id === id)?.level ?? null,
    })),
  ];
  return (
    <>
      <p role="status">
        Overall <b>{levelInWords(after.overall.level)}</b>
        {after.overall.progress && (
          <span className="muted">
            {' '}
            · {after.overall.progress.met} of {after.overall.progress.of} gates to level {after.overall.progress.level}
          </span>
        )}
      </p>
      <table className="before">
        <thead>
          <tr>
            <th scope="col">Control</th>
            <th scope="col">Now</th>
            <th scope="col">Then</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.id} className={differs(row.now, row.after) ? 'changed' : undefined}>
              <th scope="row">{row.label}</th>
              <td>
                <LevelMark level={row.now} />
              </td>
              <td>
                <LevelMark level={row.after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function differs(a: Interval, b: Interval): boolean {
  return a?.proven !== b?.proven || a?.possible !== b?.possible;
}
