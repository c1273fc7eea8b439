import { Suspense } from 'react';
import { useModelText, useWorkload } from '../../data/use-data.ts';
import { LevelLegend } from '../../parts/level.tsx';
import { Actions } from './actions.tsx';
import { Changes } from './changes.tsx';
import { Controls } from './controls.tsx';
import { Headline } from './headline.tsx';
import { Ladder } from './ladder.tsx';
import { LevelTrend } from './level-trend.tsx';
import { Limits } from './limits.tsx';
import { Outcomes } from './outcomes.tsx';
import { ServiceHead } from './service-head.tsx';

/** Where a service stands, why, and what to do next. */
export function OverviewPage({ workload }: { readonly workload: string }) {
  const { row, assessment } = useWorkload(workload);
  const model = useModelText();
  const previous = row.history.at(-1);
  return (
    <>
      <ServiceHead row={row} assessment={assessment} page="overview" />
      <Headline workload={workload} assessment={assessment} model={model} />
      <div className="columns">
        <Ladder workload={workload} assessment={assessment} model={model} />
        <Actions workload={workload} assessment={assessment} />
      </div>
      <section className="panel" aria-labelledby="controls">
        <h2 id="controls">Controls</h2>
        <Controls workload={workload} assessment={assessment} />
        <LevelLegend />
      </section>
      <div className="columns">
        <Outcomes workload={workload} assessment={assessment} />
        {previous && (
          <Suspense fallback={<p className="loading">Loading …</p>}>
            <Changes workload={workload} assessment={assessment} before={previous.assessment} />
          </Suspense>
        )}
        {row.history.length > 0 && <LevelTrend row={row} />}
        <Limits assessment={assessment} />
      </div>
    </>
  );
}
