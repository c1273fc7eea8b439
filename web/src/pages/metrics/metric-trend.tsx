import { Button } from 'react-aria-components';
import type { MetricsJson } from '../../../../src/report/web-contract.ts';
import { Trend } from '../../charts/trend.tsx';
import { numberText, readable } from '../../words.ts';
import { Figure } from './assessed.tsx';
import { kindBehind } from './event-kinds.ts';
import { scaleOf } from './scale.ts';

type Subject = MetricsJson['subjects'][number];
type Value = Subject['values'][number];

interface Props {
  readonly value: Value;
  readonly periods: Subject['periods'];
  /** Somebody wants to see the events of a period; of the whole window when it is ''. */
  readonly onLook: (metric: string, period: string) => void;
}

/** One metric over the window and period by period, with how many events it rests on and what was left out. */
export function MetricTrend({ value, periods, onLook }: Props) {
  const { name } = value;
  const values = periods.map(period => ({ period, own: period.values.find(each => each.name === name) }));
  const { unit, scaled } = scaleOf(
    value.unit,
    values.map(({ own }) => own?.value ?? null),
  );
  const points = values.map(({ period, own }) => ({
    at: period.window.from,
    label: period.complete ? period.label : `${period.label}, in part`,
    isPart: !period.complete,
    value: scaled(own?.value ?? null),
    n: own?.n ?? 0,
  }));
  const isListed = kindBehind(name) !== undefined;
  return (
    <Trend
      title={readable(name)}
      note={<Note value={value} {...(isListed ? { onLook: () => onLook(name, '') } : {})} />}
      unit={unit}
      lines={[{ label: readable(name), points }]}
      {...(isListed ? { onChoose: (at: number) => onLook(name, periods[at]?.label ?? '') } : {})}
    />
  );
}

function Note({
  value: { value, unit, n, means, excluded, assumed, confidence },
  onLook,
}: {
  readonly value: Value;
  readonly onLook?: () => void;
}) {
  const counted = [
    `n = ${numberText(n)}`,
    ...(inWords(excluded) ? [`left out: ${inWords(excluded)}`] : []),
    ...(inWords(assumed) ? [`taken from elsewhere: ${inWords(assumed)}`] : []),
    ...(confidence.basis === 'events' ? [] : [`rests on ${confidence.basis}`]),
    ...(confidence.links !== null && confidence.links < 1 ? ['some incidents are linked by time alone'] : []),
  ];
  return (
    <>
      <span className="metric-now">
        <span>{value === null ? <span className="muted">not known for the window</span> : <Figure value={value} unit={unit} />}</span>
        {onLook && (
          <Button className="quiet" onPress={onLook}>
            Events
          </Button>
        )}
      </span>
      <span className="metric-means">{means}</span>
      <span className="metric-means">{counted.join(' · ')}</span>
    </>
  );
}

function inWords(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([reason, count]) => `${count.toLocaleString('en-GB')} ${reason.replaceAll('_', ' ')}`)
    .join(', ');
}
