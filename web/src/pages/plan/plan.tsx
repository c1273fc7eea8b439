import { useMemo, useState } from 'react';
import { Button } from 'react-aria-components';
import { useWorkload } from '../../data/use-data.ts';
import { Choice } from '../../parts/choice.tsx';
import { Tick } from '../../parts/tick.tsx';
import { VerdictSign } from '../../parts/verdict-mark.tsx';
import { addressOf } from '../../route.ts';
import { effortText, shortId } from '../../words.ts';
import { ServiceHead } from '../service/service-head.tsx';
import { BeforeAfter } from './before-after.tsx';
import { levelsWith, planInMarkdown, targetsOf } from './what-if.ts';

/** What if? Ticks stand in the address, so that a plan can be kept and passed on. */
export function PlanPage({ workload, done }: { readonly workload: string; readonly done: readonly string[] }) {
  const { row, assessment } = useWorkload(workload);
  const ticked = useMemo(() => new Set(done), [done]);
  const after = useMemo(() => levelsWith(assessment, ticked), [assessment, ticked]);
  const [shown, setShown] = useState('12');
  const verdicts = useMemo(() => new Map(assessment.criteria.map(criterion => [criterion.id, criterion.verdict])), [assessment]);
  const steps =
    shown === 'all'
      ? assessment.roadmap
      : assessment.roadmap.filter((step, index) => index < 12 || step.criteria.some(id => ticked.has(id)));
  const targets = useMemo(() => targetsOf(assessment), [assessment]);
  const change = (ids: readonly string[]) => location.replace(addressOf({ page: 'plan', workload, done: ids }));
  return (
    <>
      <ServiceHead row={row} assessment={assessment} page="plan" />
      <div className="plan">
        <section className="panel" aria-labelledby="steps">
          <header className="plan-head">
            <h2 id="steps">What if these were done?</h2>
            <div className="filters">
              <Choice
                label="Tick all for"
                value="none"
                options={[['none', 'a target …'], ...targets.map(({ id, label }) => [id, label] as const)]}
                onChange={id => change(targets.find(target => target.id === id)?.criteria ?? done)}
              />
              <Choice
                label="Show"
                value={shown}
                options={[
                  ['12', 'the first 12'],
                  ['all', `all ${assessment.roadmap.length}`],
                ]}
                onChange={setShown}
              />
            </div>
          </header>
          <ol className="steps-list">
            {steps.map(step => (
              <li key={step.rank} value={step.rank}>
                <Tick
                  isTicked={step.criteria.every(id => ticked.has(id))}
                  onChange={on => change(on ? [...new Set([...done, ...step.criteria])] : done.filter(id => !step.criteria.includes(id)))}
                >
                  {step.title}
                </Tick>
                <p className="muted step-note">
                  {step.criteria.map(id => (
                    <a key={id} className="chip" href={addressOf({ page: 'criterion', workload, id })}>
                      <VerdictSign verdict={verdicts.get(id) ?? 'unknown'} />
                      {id}
                    </a>
                  ))}
                  <span>{shortId(step.control)}</span>
                  <span className="effort">
                    {step.effort} <span>({effortText[step.effort]})</span>
                  </span>
                  <span>{step.unlocks}</span>
                </p>
              </li>
            ))}
          </ol>
        </section>
        <aside className="panel beside" aria-labelledby="then">
          <h2 id="then">Levels then</h2>
          <BeforeAfter now={assessment} after={after} />
          <div className="buttons">
            <Button
              className="button"
              isDisabled={ticked.size === 0}
              onPress={() => save(`plan-${row.key}.md`, planInMarkdown(assessment, ticked))}
            >
              Save as Markdown
            </Button>
            <Button className="quiet" isDisabled={ticked.size === 0} onPress={() => change([])}>
              Untick all
            </Button>
          </div>
        </aside>
      </div>
    </>
  );
}

function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
