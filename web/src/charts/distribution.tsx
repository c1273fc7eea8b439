import { scaleBand, scaleLinear } from '@visx/scale';
import { Bar } from '@visx/shape';
import type { PortfolioJson, PortfolioRow, StandingJson } from '../../../src/report/web-contract.ts';
import { dayOf, type Interval, plural, shortId } from '../words.ts';
import { Twin } from './twin.tsx';

interface Counted {
  readonly id: string;
  readonly label: string;
  /** How many services stand at level 1 to 5. */
  readonly counts: readonly number[];
}

/** How many services stand at which proven level: over all, and for each control. */
export function Distribution({ rows, controls }: { readonly rows: readonly PortfolioRow[]; readonly controls: PortfolioJson['controls'] }) {
  const counted = [
    { id: 'overall', label: 'Overall', counts: countLevels(rows.map(row => row.level)) },
    ...controls.map(({ id, title }) => ({
      id,
      label: `${shortId(id)} ${title}`,
      counts: countLevels(rows.map(row => row.levels[id] ?? null)),
    })),
  ];
  return (
    <Twin
      title="Where the services stand"
      note={`Proven level of ${plural(rows.length, 'service')}; what does not apply is left out.`}
      chart={<Bars counted={counted} most={rows.length} />}
      table={<Counts counted={counted} first="Control" />}
    />
  );
}

/** How the distribution went: each day that something was assessed, with what was last known of every service. */
export function DistributionOverTime({ rows }: { readonly rows: readonly PortfolioRow[] }) {
  const days = daysOf(rows);
  const counted = days.map(day => ({
    id: day,
    label: dayOf(day),
    counts: countLevels(rows.map(row => standingOn(row, day)?.level ?? null)),
  }));
  if (days.length < 2) return null;
  return (
    <Twin
      title="How it went"
      note="Services by proven overall level; each counts from its first assessment on."
      chart={<Bars counted={counted} most={rows.length} />}
      table={<Counts counted={counted} first="Day" />}
    />
  );
}

const mostDays = 12;

function daysOf(rows: readonly PortfolioRow[]): readonly string[] {
  if (rows.every(row => row.history.length === 0)) return [];
  return [...new Set(rows.flatMap(row => [...row.history, row].map(each => each.asOf.slice(0, 10))))].sort().slice(-mostDays);
}

function standingOn(row: PortfolioRow, day: string): StandingJson | undefined {
  return [...row.history, row].findLast(each => each.asOf.slice(0, 10) <= day);
}

function countLevels(levels: readonly Interval[]): readonly number[] {
  return [1, 2, 3, 4, 5].map(step => levels.filter(level => level?.proven === step).length);
}

const [width, left, rowHeight] = [560, 168, 24];

function Bars({ counted, most }: { readonly counted: readonly Counted[]; readonly most: number }) {
  const height = counted.length * rowHeight + 30;
  const x = scaleLinear({ domain: [0, Math.max(most, 1)], range: [left, width] });
  const y = scaleBand({ domain: counted.map(({ id }) => id), range: [0, height - 30], padding: 0.22 });
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label="Bars of how many services stand at each level. The table says the same."
    >
      {counted.map(({ id, label, counts }) => (
        <g key={id} className={id === 'overall' ? 'strong' : undefined}>
          <text x={left - 10} y={(y(id) ?? 0) + y.bandwidth() / 2} className="name">
            {label}
          </text>
          {counts.map((count, index) => {
            const from = x(counts.slice(0, index).reduce((sum, each) => sum + each, 0));
            const size = x(count) - x(0);
            if (count === 0) return null;
            return (
              <g key={levels[index]} data-level={index + 1} className="segment">
                <Bar x={from} y={y(id)} width={Math.max(size - 1.5, 1)} height={y.bandwidth()} rx={2} />
                {size > 22 && (
                  <text x={from + size / 2 - 0.75} y={(y(id) ?? 0) + y.bandwidth() / 2}>
                    {count}
                  </text>
                )}
              </g>
            );
          })}
        </g>
      ))}
      {levels.map((level, index) => (
        <g key={level} data-level={level} className="segment key" transform={`translate(${left + index * 74} ${height - 16})`}>
          <Bar width={12} height={12} rx={2} />
          <text x={17} y={6}>
            level {level}
          </text>
        </g>
      ))}
    </svg>
  );
}

const levels = [1, 2, 3, 4, 5] as const;

function Counts({ counted, first }: { readonly counted: readonly Counted[]; readonly first: string }) {
  return (
    <table className="numbers">
      <caption className="unseen">Services by proven level</caption>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          {levels.map(level => (
            <th key={level} scope="col">
              Level {level}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {counted.map(({ id, label, counts }) => (
          <tr key={id}>
            <th scope="row">{label}</th>
            {counts.map((count, index) => (
              <td key={levels[index]}>{count}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
