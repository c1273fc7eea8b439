import pc from 'picocolors';
import { column, cut, plainText } from '../../lib/plain-text.ts';
import type { MetricsJson, SubjectJson } from './contract.ts';
import { fitting, headerLine, marked, named, type Paint, ruleOf, type Screen, trendOf, wholePeriods } from './screen.ts';
import { sparkline } from './sparkline.ts';
import { countsInWords, valueInWords } from './words.ts';

/** What the page shows, in blocks: the metric, how it is called, what its number counts. */
const blocks: readonly (readonly (readonly [name: string, title: string, of: string])[])[] = [
  [
    ['deployments', 'Deployments', ''],
    ['deployment-frequency', '  frequency', 'deployments'],
    ['deployment-days-per-week', '  days with one', 'weeks'],
    ['rework-rate', '  rework, six months', 'deployments'],
  ],
  [
    ['lead-time-median', 'Lead time, median', 'commits'],
    ['lead-time-p90', '  90th percentile', 'commits'],
    ['undeployed-commits', 'Commits that wait', ''],
    ['undeployed-age', '  oldest', ''],
  ],
  [
    ['change-failure-rate', 'Failed changes', 'deployments'],
    ['failed-change-recovery', '  recovery, median', 'failures'],
  ],
  [
    ['mttr-median', 'Restore, median', 'incidents'],
    ['mttr-mean', '  mean', 'incidents'],
    ['mttr-p90', '  90th percentile', 'incidents'],
  ],
  [
    ['pages-per-engineer-week', 'Pages per engineer', 'weeks'],
    ['page-noise', '  needless', 'pages'],
    ['toil-share', 'Toil', 'weeks'],
    ['drift-open-hours', 'Oldest open drift', 'drifts'],
  ],
];

const [titleWidth, valueWidth, countWidth, basisWidth, mostBars] = [20, 12, 18, 9, 26];

interface Layout {
  readonly width: number;
  readonly bars: number;
  /** Columns for what was left out; 0 when it stands on a line of its own. */
  readonly notes: number;
}

/** All that was measured of one service or team. */
export function metricsPage(json: MetricsJson, row: SubjectJson, screen: Screen): string {
  const paint = pc.createColors(screen.colour);
  const layout = layoutFor(Math.max(60, screen.columns), row);
  const body = blocks.map(block => block.flatMap(each => metricLines(each, row, layout, paint))).filter(lines => lines.length > 0);
  const lines = [
    headerLine(json, plainText(row.subject || 'all services'), layout.width, paint),
    '',
    heading(json, layout, paint),
    ...body.flatMap((block, at) => (at === 0 ? block : ['', ...block])),
    '',
    paint.dim(legend(json, row, layout)),
    `${paint.dim('More')} ${fitting(['opsex metrics doctor', '--by month', '--window 1y', '--format json|csv|openmetrics'], '   ', layout.width - 5)}`,
  ];
  return `${lines.map(line => line.trimEnd()).join('\n')}\n`;
}

function layoutFor(width: number, row: SubjectJson): Layout {
  const bars = Math.max(7, Math.min(wholePeriods(row.periods).length, mostBars));
  const left = width - titleWidth - valueWidth - countWidth - basisWidth - bars - 5;
  return { width, bars, notes: left >= 16 ? left : 0 };
}

function heading(json: MetricsJson, { bars, notes }: Layout, paint: Paint): string {
  const cells = [
    column('', titleWidth),
    column('value', valueWidth),
    column('of', countWidth),
    column('rests on', basisWidth),
    column(`by ${json.by}`, bars),
    ...(notes > 0 ? ['left out'] : []),
  ];
  return paint.dim(cells.join(' '));
}

/** A line of the table, and a second one for what was left out where there is no room for it. */
function metricLines(
  [name, title, of]: readonly [string, string, string],
  row: SubjectJson,
  layout: Layout,
  paint: Paint,
): readonly string[] {
  const value = named(row.values, name);
  if (!value || (name === 'undeployed-age' && !value.value)) return [];
  const hasTrend = row.periods.some(({ values }) => named(values, name) !== undefined);
  const notes = [countsInWords(value.excluded), countsInWords(value.assumed)].filter(Boolean).join('; ');
  const cells = [
    column(title, titleWidth),
    paint.bold(column(`${marked(value)}${valueInWords(value)}`, valueWidth)),
    column(of && value.value !== null ? `${value.n.toLocaleString('en')} ${of}` : '', countWidth),
    column(value.value === null ? '' : value.confidence.basis, basisWidth),
    paint.cyan((hasTrend ? sparkline(trendOf(row, name), layout.bars) : '').padEnd(layout.bars)),
    ...(layout.notes > 0 ? [paint.dim(cut(notes, layout.notes))] : []),
  ];
  const under = layout.notes === 0 && notes ? [paint.dim(cut(`${' '.repeat(titleWidth + 1)}left out: ${notes}`, layout.width))] : [];
  return [cells.join(' '), ...under];
}

function legend(json: MetricsJson, { values, periods }: SubjectJson, { width, bars }: Layout): string {
  const drawn = wholePeriods(periods).slice(-bars);
  const [first, last] = [drawn[0]?.label, drawn.at(-1)?.label];
  const parts = [
    ...(first && last ? [`bars: ${first} to ${last}`] : []),
    ...(values.some(value => marked(value) !== '') ? ['~ some incidents linked by time alone'] : []),
    ruleOf(json),
  ];
  return fitting(parts, ' · ', width);
}
