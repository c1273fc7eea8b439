import { Breadcrumb } from 'react-aria-components';
import { useModelText, useWorkload } from '../data/use-data.ts';
import { LevelMark } from '../parts/level.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { Share } from '../parts/share.tsx';
import { VerdictMark } from '../parts/verdict-mark.tsx';
import { addressOf } from '../route.ts';
import { levelInWords, shortId } from '../words.ts';
import { Trail } from './service/service-head.tsx';

/** One control of a service: its criteria, level by level. */
export function ControlPage({ workload, id }: { readonly workload: string; readonly id: string }) {
  const { row, assessment } = useWorkload(workload);
  const model = useModelText();
  const control = assessment.controls.find(each => each.id === id);
  if (!control) throw new Error(`The assessment of ${row.name} has no control ${id}.`);
  const own = assessment.criteria.filter(criterion => criterion.control === id);
  const levels = [...new Set(own.map(({ level }) => level))].sort();
  return (
    <>
      <Trail row={row}>
        <Breadcrumb>{control.title}</Breadcrumb>
      </Trail>
      <div className="page-head">
        <PageTitle title={`${control.title} · ${row.name}`}>
          <span className="number">{shortId(id)}</span> {control.title}
        </PageTitle>
        <p className="control-level">
          <LevelMark level={control.level} /> <span className="muted">{levelInWords(control.level)}</span>
        </p>
      </div>
      {levels.map(level => {
        const criteria = own.filter(criterion => criterion.level === level);
        const applicable = criteria.filter(({ verdict }) => verdict !== 'not_applicable');
        const name = model?.controls.find(each => each.id === id)?.cells.find(cell => cell.level === level)?.name;
        return (
          <section key={level} className="panel" aria-labelledby={`level-${level}`}>
            <header className="level-head">
              <h2 id={`level-${level}`}>
                Level {level} {name && <span className="muted">{name}</span>}
              </h2>
              <Share
                label={`Criteria of level ${level}`}
                covered={applicable.filter(({ verdict }) => verdict === 'met').length}
                of={applicable.length}
              />
            </header>
            <ul className="criteria">
              {criteria.map(criterion => (
                <li key={criterion.id}>
                  <VerdictMark verdict={criterion.verdict} />
                  <div>
                    <a href={addressOf({ page: 'criterion', workload, id: criterion.id })}>{criterion.ask}</a>
                    <p className="muted">
                      {criterion.reason}
                      {criterion.gate !== null && <span className="flag">gate to level {criterion.gate}</span>}
                      {criterion.optional && <span className="flag">does not hold the control back</span>}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
