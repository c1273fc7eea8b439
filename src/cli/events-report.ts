import { plainText } from '../lib/plain-text.ts';
import type { FileSummary, ImportProgress } from '../sources/events/import-options.ts';
import { showProgress } from './output.ts';
import { progressLine } from './progress-bar.ts';

const mostReasons = 10;

/** What became of a file, for people. */
export function renderSummary(summary: FileSummary): string {
  const { file, format, source, read, stored, rejected, resumed, events } = summary;
  const what = events ? 'messages' : 'rows';
  const lines = [
    `${plainText(file)}: ${count(stored, what)} stored as ${plainText(source)} (${format})${rejected > 0 ? `, ${count(rejected, what)} rejected` : ''}`,
  ];
  if (read === 0) lines[0] = `${plainText(file)}: nothing in it`;
  if (resumed > 0) lines.push(`  went on after ${count(resumed, what)} of an import that was broken off`);
  if (events && events.size > 0) lines.push(`  they tell of ${[...events].map(([kind, n]) => `${kind}s ${times(n)}`).join(', ')}`);
  const reasons = [...summary.reasons].sort(([, a], [, b]) => b.count - a.count);
  for (const [reason, { count: n, line }] of reasons.slice(0, mostReasons))
    lines.push(`  ! ${n.toLocaleString('en')} × ${plainText(reason)} (line ${line}${n > 1 ? ' first' : ''})`);
  if (reasons.length > mostReasons) lines.push(`  ! and ${reasons.length - mostReasons} other reasons`);
  if (rejected > 0) lines.push(`  rejected ${what} with line and reason: ${plainText(summary.rejectsPath)}`);
  lines.push(...summary.notes.map(note => `  ${plainText(note)}`));
  return `${lines.join('\n')}\n`;
}

export function toSummaryJson({ reasons, events, ...summary }: FileSummary): object {
  return {
    ...summary,
    ...(events ? { events: Object.fromEntries(events) } : {}),
    reasons: [...reasons].map(([reason, { count: n, line }]) => ({ reason, count: n, line })),
  };
}

/** Shows how much is stored: on a terminal in one line, or line by line where that was asked for. It never says more than is committed. */
export function importProgress(lines: boolean): { readonly report: (progress: ImportProgress) => void; readonly done: () => void } {
  const bar = showProgress();
  const start = performance.now();
  const report = (progress: ImportProgress) => {
    if (lines) process.stderr.write(`${plainLine(progress)}\n`);
    else bar.report(progressLine(progress, (performance.now() - start) / 1000, (process.stderr.columns ?? 80) - 2));
  };
  return { report, done: bar.done };
}

function plainLine({ file, stored, rejected, part }: ImportProgress): string {
  const percent = part === undefined ? '' : ` (${Math.floor(part * 100)} %)`;
  return `${plainText(file)}: ${stored.toLocaleString('en')} stored${rejected > 0 ? `, ${rejected.toLocaleString('en')} rejected` : ''}${percent}`;
}

function count(n: number, what: string): string {
  return `${n.toLocaleString('en')} ${n === 1 ? what.replace(/s$/, '') : what}`;
}

function times(n: number): string {
  return n === 1 ? 'once' : `${n.toLocaleString('en')} times`;
}
