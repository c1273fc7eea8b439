import { type RefObject, Suspense } from 'react';
import type { MetricsJson } from '../../../../src/report/web-contract.ts';
import type { Server } from '../../data/source.ts';
import { Choice } from '../../parts/choice.tsx';
import { Failure } from '../../parts/failure.tsx';
import type { EventKind } from './event-kinds.ts';
import { EventList } from './event-list.tsx';

export interface Looked {
  readonly kind: EventKind;
  /** Label of a period; '' for all of the window. */
  readonly period: string;
}

interface Props {
  readonly server: Server;
  readonly service: string;
  readonly periods: MetricsJson['subjects'][number]['periods'];
  readonly window: MetricsJson['window'];
  readonly looked: Looked;
  readonly onLook: (looked: Looked) => void;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

const kinds = [
  ['deployment', 'deployments'],
  ['incident', 'incidents'],
  ['page', 'pages'],
] as const;

/** The events that numbers were told from. */
export function Behind({ server, service, periods, window, looked, onLook, heading }: Props) {
  const period = periods.find(({ label }) => label === looked.period);
  const { from, to } = period?.window ?? window;
  const options = [['', 'the whole window'], ...periods.map(({ label }) => [label, label] as const).reverse()] as const;
  return (
    <section className="panel" aria-labelledby="behind">
      <h2 id="behind" ref={heading} tabIndex={-1}>
        Events behind it
      </h2>
      <div className="filters">
        <Choice label="Events" value={looked.kind} options={kinds} onChange={kind => onLook({ ...looked, kind })} />
        <Choice label="Of" value={period ? looked.period : ''} options={options} onChange={each => onLook({ ...looked, period: each })} />
      </div>
      <Failure tryAgainWith={`${looked.kind} ${from}`}>
        <Suspense fallback={<p className="loading">Loading …</p>}>
          <EventList key={`${looked.kind} ${from} ${to}`} server={server} service={service} kind={looked.kind} from={from} to={to} />
        </Suspense>
      </Failure>
    </section>
  );
}
