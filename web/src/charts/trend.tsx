import { AxisBottom, AxisLeft } from '@visx/axis';
import { scaleLinear, scaleTime } from '@visx/scale';
import { LinePath } from '@visx/shape';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { dayOf, numberText } from '../words.ts';
import { Twin } from './twin.tsx';

interface Point {
  readonly at: string;
  /** What the table calls it instead of its day. */
  readonly label?: string;
  readonly value: number | null;
  /** It stands for less than the others do, so that no line leads there. */
  readonly isPart?: boolean;
  /** What else belongs to the value, for the table. */
  readonly n?: number;
}

interface Line {
  readonly label: string;
  /** Drawn with gaps, so that it is told apart without colour. */
  readonly dashed?: boolean;
  readonly points: readonly Point[];
}

interface Props {
  readonly title: string;
  readonly unit: string;
  readonly note?: ReactNode;
  readonly lines: readonly Line[];
  /** Bounds of the axis; from zero to the largest value when left out. */
  readonly range?: readonly [number, number];
  /** Somebody chose a moment in the table; counted from the first one. */
  readonly onChoose?: (at: number) => void;
}

/** Values over time, as lines and as the table of the same values. */
export function Trend({ title, unit, note, lines, range, onChoose }: Props) {
  return (
    <Twin
      title={title}
      note={note}
      chart={
        <>
          <Lines lines={lines} unit={unit} range={range} title={title} />
          {lines.length > 1 && <Names lines={lines} />}
        </>
      }
      table={<Values lines={lines} unit={unit} onChoose={onChoose} />}
    />
  );
}

const [width, height] = [560, 220];
const margin = { top: 24, right: 16, bottom: 30, left: 44 };

function Lines({ lines, unit, range, title }: Omit<Props, 'note'>) {
  const points = lines.flatMap(line => line.points);
  const times = points.map(point => Date.parse(point.at));
  const most = Math.max(1, ...points.map(point => point.value ?? 0));
  const x = scaleTime({ domain: [Math.min(...times), Math.max(...times)], range: [margin.left, width - margin.right] });
  const y = scaleLinear({ domain: [...(range ?? [0, most])], range: [height - margin.bottom, margin.top], nice: range === undefined });
  const ticks = range ? Array.from({ length: range[1] - range[0] + 1 }, (_, index) => range[0] + index) : y.ticks(4);
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${title} over time. The table says the same.`}>
      {ticks.map(tick => (
        <line key={tick} className="grid" x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} />
      ))}
      <AxisLeft
        scale={y}
        left={margin.left}
        tickValues={[...ticks]}
        tickFormat={tick => numberText(Number(tick))}
        hideAxisLine
        hideTicks
        tickLabelProps={leftLabel}
      />
      <AxisBottom
        scale={x}
        top={height - margin.bottom}
        numTicks={4}
        tickFormat={tick => dayOf(new Date(Number(tick)).toISOString())}
        hideTicks
        axisLineClassName="axis"
        tickLabelProps={bottomLabel}
      />
      {lines.map((line, index) => (
        <g key={line.label} className="line" data-line={index}>
          <LinePath
            data={[...line.points]}
            defined={point => point.value !== null && !point.isPart}
            x={point => x(Date.parse(point.at))}
            y={point => y(point.value ?? 0)}
            strokeDasharray={line.dashed ? '5 4' : undefined}
          />
          {line.points.map(point =>
            point.value === null ? null : (
              <circle key={point.at} cx={x(Date.parse(point.at))} cy={y(point.value)} r={line.dashed || point.isPart ? 2.5 : 4} />
            ),
          )}
        </g>
      ))}
      <text className="unit" x={margin.left} y={margin.top - 10}>
        {unit}
      </text>
    </svg>
  );
}

const leftLabel = { className: 'tick-label', textAnchor: 'end', dy: '0.33em', fontSize: 11 } as const;
const bottomLabel = { className: 'tick-label', textAnchor: 'middle', fontSize: 11 } as const;

/** Which line is which, told apart by its dashes. */
function Names({ lines }: Pick<Props, 'lines'>) {
  return (
    <p className="legend">
      {lines.map(line => (
        <span key={line.label}>
          <svg width="26" height="8" aria-hidden="true" className="sample">
            <line x1="0" x2="26" y1="4" y2="4" strokeDasharray={line.dashed ? '5 4' : undefined} />
          </svg>
          {line.label}
        </span>
      ))}
    </p>
  );
}

function Values({ lines, unit, onChoose }: Pick<Props, 'lines' | 'unit'> & { readonly onChoose: Props['onChoose'] | undefined }) {
  const moments = [...new Set(lines.flatMap(line => line.points.map(point => point.at)))].sort();
  const points = lines.flatMap(line => line.points);
  const hasCounts = lines.some(line => line.points.some(point => point.n !== undefined));
  return (
    <table className="numbers">
      <caption className="unseen">Values in {unit}</caption>
      <thead>
        <tr>
          <th scope="col">Date</th>
          {lines.map(line => (
            <th key={line.label} scope="col">
              {line.label}, {unit}
            </th>
          ))}
          {hasCounts && <th scope="col">n</th>}
        </tr>
      </thead>
      <tbody>
        {moments.map((at, index) => (
          <tr key={at}>
            <th scope="row">
              <Moment point={points.find(point => point.at === at)} {...(onChoose ? { onChoose: () => onChoose(index) } : {})} />
            </th>
            {lines.map(line => {
              const value = line.points.find(point => point.at === at)?.value ?? null;
              return <td key={line.label}>{value === null ? 'not known' : numberText(value)}</td>;
            })}
            {hasCounts && <td>{lines[0]?.points.find(point => point.at === at)?.n ?? '–'}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Moment({ point, onChoose }: { readonly point: Point | undefined; readonly onChoose?: () => void }) {
  const text = point?.label ?? dayOf(point?.at ?? '');
  return onChoose ? (
    <Button className="quiet" onPress={onChoose}>
      {text}
    </Button>
  ) : (
    text
  );
}
