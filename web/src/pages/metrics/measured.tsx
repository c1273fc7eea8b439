import { use, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { MetricsJson } from '../../../../src/report/web-contract.ts';
import type { Server } from '../../data/source.ts';
import { Choice } from '../../parts/choice.tsx';
import { dayOf } from '../../words.ts';
import { Behind, type Looked } from './behind.tsx';
import { kindBehind } from './event-kinds.ts';
import { MetricTrend } from './metric-trend.tsx';
import { Unknown, Whole } from './without-trend.tsx';

interface Props {
  readonly server: Server;
  readonly service: string;
}

const units = [
  ['week', 'week'],
  ['month', 'month'],
  ['quarter', 'quarter'],
] as const;
const windows = [
  ['28', 'last 4 weeks'],
  ['84', 'last 12 weeks'],
  ['182', 'last 26 weeks'],
  ['365', 'last year'],
] as const;
const definitions = [
  ['opsex/1', 'opsex/1'],
  ['devlake/2023', 'devlake/2023'],
] as const;

/** Outcomes as the store has them now, period by period, with the way to the events behind them. */
export function Measured({ server, service }: Props) {
  const [by, setBy] = useState<(typeof units)[number][0]>('week');
  const [days, setDays] = useState<(typeof windows)[number][0]>('84');
  const [definition, setDefinition] = useState<(typeof definitions)[number][0]>('opsex/1');
  const [looked, setLooked] = useState<Looked>({ kind: 'deployment', period: '' });
  const heading = useRef<HTMLHeadingElement>(null);
  const wish = useDeferredValue(useMemo(() => ({ service, by, days: Number(days), definition }), [service, by, days, definition]));
  const outcomes = use(server.outcomes(wish));
  const [subject] = outcomes.subjects;
  const groups = subject ? grouped(subject) : { charted: [], whole: [], unknown: [] };
  const look = (name: string, period: string) => {
    setLooked({ kind: kindBehind(name) ?? 'deployment', period });
    heading.current?.focus();
  };
  return (
    <>
      <section className="panel" aria-labelledby="now">
        <h2 id="now">As the events say now</h2>
        <div className="filters">
          <Choice label="Window" value={days} options={windows} onChange={setDays} />
          <Choice label="Period" value={by} options={units} onChange={setBy} />
          <Choice label="Definition" value={definition} options={definitions} onChange={setDefinition} />
        </div>
        <p className="muted" role="status">
          {dayOf(outcomes.window.from)} to {dayOf(outcomes.window.to)}, {outcomes.environment}, days in {outcomes.timezone}
          {subject?.services && subject.services.join() !== service && <>, events of {subject.services.join(', ')}</>}
        </p>
        <p className="muted">{outcomes.counts}</p>
      </section>
      {subject && groups.charted.length + groups.whole.length > 0 ? (
        <>
          <div className="columns">
            {groups.charted.map(value => (
              <MetricTrend key={value.name} value={value} periods={subject.periods} onLook={look} />
            ))}
          </div>
          <Whole values={groups.whole} onLook={name => look(name, '')} />
          <Behind
            server={server}
            service={service}
            periods={subject.periods}
            window={outcomes.window}
            looked={looked}
            onLook={setLooked}
            heading={heading}
          />
          <Unknown values={groups.unknown} />
        </>
      ) : (
        <p className="empty">No event of this service lies in the window.</p>
      )}
    </>
  );
}

type Subject = MetricsJson['subjects'][number];

/** Metrics with values of periods, those with one value only, and those of which nothing is known. */
function grouped({ values, periods }: Subject) {
  const isCharted = (name: string) => periods.some(period => period.values.some(value => value.name === name && value.value !== null));
  return {
    charted: values.filter(({ name }) => isCharted(name)),
    whole: values.filter(({ name, value }) => value !== null && !isCharted(name)),
    unknown: values.filter(({ name, value }) => value === null && !isCharted(name)),
  };
}
