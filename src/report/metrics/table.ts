import pc from 'picocolors';
import { column, plainText } from '../../lib/plain-text.ts';
import type { MetricsJson, SubjectJson, ValueJson } from './contract.ts';
import { asArgument, fitting, headerLine, marked, named, type Paint, ruleOf, type Screen, trendOf, wholePeriods } from './screen.ts';
import { sparkline } from './sparkline.ts';
import { valueInWords } from './words.ts';

/** The columns of the table, the most telling first. `trend` is the metric whose line is drawn beside it where there is room. */
const shown = [
  { title: 'Deployments', name: 'deployment-frequency', trend: 'deployments' },
  { title: 'Lead time', name: 'lead-time-median', trend: 'lead-time-median' },
  { title: 'Failures', name: 'change-failure-rate', trend: 'change-failure-rate' },
  { title: 'Recovery', name: 'failed-change-recovery', trend: 'failed-change-recovery' },
  { title: 'Restore', name: 'mttr-median', trend: 'mttr-median' },
] as const;

const usualRows = 15;
const leastBars = 5;

interface Layout {
  readonly name: number;
  readonly cells: readonly number[];
  /** Columns of each line of bars, and how many of the metrics have one. */
  readonly bars: number;
  readonly lines: number;
}

/** The first screen of outcomes: a row for each service or team. */
export function metricsTable(json: MetricsJson, screen: Screen & { readonly all: boolean }): string {
  const paint = pc.createColors(screen.colour);
  const width = Math.max(60, screen.columns);
  const [total, services] = splitTotal(json);
  const rows = screen.all ? services : busiest(services, usualRows);
  const layout = layoutFor(width, [...rows, ...(total ? [total] : [])]);
  const lines = [
    headerLine(json, 'outcomes', width, paint),
    '',
    titles(layout, json, paint),
    ...(total && services.length > 1 ? [rowOf({ ...total, subject: `all ${services.length}` }, layout, paint, true)] : []),
    ...rows.map(row => rowOf(row, layout, paint, false)),
    ...(rows.length < services.length
      ? [paint.dim(`and ${(services.length - rows.length).toLocaleString('en')} with fewer deployments: --all, --format csv`)]
      : []),
    '',
    ...operations(total, width, paint),
    ...legend(json, width, paint),
    nextCommands(services, width, paint),
  ];
  return `${lines.map(line => line.trimEnd()).join('\n')}\n`;
}

function splitTotal({ subjects }: MetricsJson): readonly [total: SubjectJson | undefined, services: readonly SubjectJson[]] {
  return [subjects.find(({ subject }) => subject === ''), subjects.filter(({ subject }) => subject !== '')];
}

/** In the order of their names, those with the most deployments when there are too many. */
function busiest(services: readonly SubjectJson[], most: number): readonly SubjectJson[] {
  if (services.length <= most) return services;
  const count = (service: SubjectJson) => named(service.values, 'deployments')?.value ?? 0;
  const kept = new Set([...services].sort((a, b) => count(b) - count(a)).slice(0, most));
  return services.filter(service => kept.has(service));
}

/** Cells and names get what they need, lines of bars what is left: one at 80 columns, one for each metric from 130 on. */
function layoutFor(width: number, rows: readonly SubjectJson[]): Layout {
  const cells = shown.map(({ title, name }) => Math.max(title.length, ...rows.map(row => cellText(named(row.values, name)).length)));
  const room = width - cells.reduce((sum, cell) => sum + cell + 1, 0);
  const name = Math.min(Math.max(8, ...rows.map(row => labelOf(row).length)), Math.max(10, room - leastBars - 1), 30);
  const periods = Math.max(...rows.map(row => wholePeriods(row.periods).length), 1);
  const lines = Math.max(1, Math.min(shown.length, Math.floor((room - name) / (Math.min(periods, 10) + 1))));
  const bars = Math.min(periods, 26, Math.floor((room - name) / lines) - 1);
  return { name, cells, lines, bars: bars >= Math.min(leastBars, periods) ? bars : 0 };
}

function titles({ name, cells, lines, bars }: Layout, { by }: MetricsJson, paint: Paint): string {
  const texts = shown.map(({ title }, at) => {
    const text = column(title, cells[at] ?? 0);
    return at < lines && bars > 0 ? `${text} ${column(at === 0 ? (bars < 8 ? `${by}s` : `by ${by}`) : '', bars)}` : text;
  });
  return paint.dim([column('Service', name), ...texts].join(' '));
}

function rowOf(row: SubjectJson, { name, cells: widths, lines, bars }: Layout, paint: Paint, isTotal: boolean): string {
  const cells = shown.map(({ name: metric, trend }, at) => {
    const text = cellOf(named(row.values, metric), widths[at] ?? 0, paint);
    if (at >= lines || bars === 0) return text;
    return `${text} ${paint.cyan(sparkline(trendOf(row, trend), bars).padEnd(bars))}`;
  });
  const label = column(plainText(labelOf(row)), name);
  return [isTotal ? paint.bold(label) : label, ...cells].join(' ');
}

/** The name, and what it rests on when that is less than the events of tools. */
function labelOf({ subject, values }: SubjectJson): string {
  const basis = named(values, 'deployments')?.confidence.basis ?? 'events';
  return basis === 'events' ? subject : `${subject} (${basis})`;
}

/** Numbers of fewer than five are shown faintly. */
function cellOf(value: ValueJson | undefined, width: number, paint: Paint): string {
  const text = column(cellText(value), width);
  if (!value || value.value === null || value.n < 5) return paint.dim(text);
  const at = text.indexOf(' (');
  return `${text.slice(0, at)}${paint.dim(text.slice(at))}`;
}

/** `3.4 h (120)` */
function cellText(value: ValueJson | undefined): string {
  if (!value || value.value === null) return '–';
  const n = value.n >= 100_000 ? `${Math.round(value.n / 1000).toLocaleString('en')}k` : value.n.toLocaleString('en');
  return `${marked(value)}${valueInWords(value)} (${n})`;
}

const operationNames = [
  ['toil-share', 'toil', 'weeks'],
  ['pages-per-engineer-week', 'pages', 'weeks'],
  ['page-noise', 'needless pages', 'pages'],
  ['drift-open-hours', 'oldest drift', 'drifts'],
  ['rework-rate', 'rework in six months', 'deployments'],
  ['undeployed-commits', 'commits that wait', ''],
] as const;

/** What is measured over all services, in one line. */
function operations(total: SubjectJson | undefined, width: number, paint: Paint): readonly string[] {
  if (!total) return [];
  const parts = operationNames.flatMap(([name, title, of]) => {
    const value = named(total.values, name);
    if (!value || value.value === null) return [];
    return [`${title} ${valueInWords(value)}${of ? ` (${value.n.toLocaleString('en')} ${of})` : ''}`];
  });
  return parts.length === 0 ? [] : [`${paint.bold('All together')} ${fitting(parts, ' · ', width - 13)}`];
}

function legend(json: MetricsJson, width: number, paint: Paint): readonly string[] {
  const values = json.subjects.flatMap(subject => subject.values);
  const parts = [
    '(n): deployments, commits or incidents it rests on',
    ...(values.some(value => marked(value) !== '') ? ['~ linked by time alone'] : []),
    ...(values.some(value => value.value === null) ? ['– not measured'] : []),
    ruleOf(json),
  ];
  return [paint.dim(fitting(parts, ' · ', width))];
}

function nextCommands(services: readonly SubjectJson[], width: number, paint: Paint): string {
  const [busy] = busiest(services, 1);
  const commands = [
    'opsex metrics doctor',
    ...(busy ? [`--service ${asArgument(plainText(busy.subject))}`] : []),
    '--by month',
    '--format json|csv|openmetrics',
  ];
  return `${paint.dim('More')} ${fitting(commands, '   ', width - 5)}`;
}
