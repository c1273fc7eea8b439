import { useDeferredValue, useMemo, useState } from 'react';
import { Distribution, DistributionOverTime } from '../../charts/distribution.tsx';
import { usePortfolio } from '../../data/use-data.ts';
import { LevelLegend } from '../../parts/level.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { dayOf, numberText, plural } from '../../words.ts';
import { Filters } from './filters.tsx';
import { HeatMap } from './heat-map.tsx';
import { type Filter, noFilter, passes } from './select.ts';

/** Where everybody stands. */
export function PortfolioPage() {
  const { rows, controls } = usePortfolio();
  const [filter, setFilter] = useState<Filter>(noFilter);
  const applied = useDeferredValue(filter);
  const shown = useMemo(() => rows.filter(row => passes(row, applied)), [rows, applied]);
  const newest = rows
    .map(row => row.asOf)
    .sort()
    .at(-1);
  return (
    <>
      <div className="page-head">
        <PageTitle title="Portfolio">Portfolio</PageTitle>
        <p className="muted">
          {plural(rows.length, 'service')}
          {newest && <> · newest assessment {dayOf(newest)}</>}
        </p>
      </div>
      <Summary shown={shown} />
      <section className="panel" aria-label="Heat map">
        <Filters rows={rows} filter={filter} onChange={setFilter} />
        <p className="muted" role="status">
          {shown.length === rows.length
            ? plural(rows.length, 'service')
            : `${numberText(shown.length)} of ${plural(rows.length, 'service')}`}
        </p>
        <HeatMap rows={shown} controls={controls} />
        <LevelLegend />
      </section>
      <div className="columns">
        <Distribution rows={shown} controls={controls} />
        <DistributionOverTime rows={shown} />
      </div>
    </>
  );
}

function Summary({ shown }: { readonly shown: ReturnType<typeof usePortfolio>['rows'] }) {
  const levels = [1, 2, 3, 4, 5] as const;
  return (
    <ul className="tiles" aria-label="Services by proven level">
      {levels.map(level => (
        <li key={level} data-level={level}>
          <span className="tile-level">Level {level}</span>
          <b>{shown.filter(row => row.level?.proven === level).length}</b>
          <span className="muted">
            {shown.filter(row => row.level && row.level.proven < level && row.level.possible >= level).length} more possible
          </span>
        </li>
      ))}
    </ul>
  );
}
