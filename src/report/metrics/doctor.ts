import pc from 'picocolors';
import { column, cut, plainText, wrap } from '../../lib/plain-text.ts';
import type { DoctorJson } from './doctor-contract.ts';
import type { Paint, Screen } from './screen.ts';

const silentDays = 14;
const mostSources = 12;

/** What to do so that numbers can be computed and trusted, the most frequent trouble first. */
export function doctorReport(json: DoctorJson, screen: Screen): string {
  const paint = pc.createColors(screen.colour);
  const width = Math.min(120, Math.max(60, screen.columns));
  const bad = json.findings.filter(({ count }) => count > 0).sort((a, b) => b.count / b.of - a.count / a.of);
  const clean = json.findings.length - bad.length;
  const lines = [
    `${paint.bold(`opsex · metrics doctor · ${plainText(json.environment)}`)} ${paint.dim(`since ${day(json.window.from)}`)}`,
    '',
    ...bad.flatMap(finding => findingLines(finding, width, paint)),
    ...json.gaps.slice(0, 5).flatMap(gap => gapLines(gap, width, paint)),
    ...json.imports.slice(0, 5).map(each => importLine(each, width, paint)),
    ...(bad.length + json.gaps.length + json.imports.length > 0 ? [''] : []),
    paint.green(`✓ ${clean} of ${json.findings.length} checks found nothing`),
    '',
    ...sourceLines(json, width, paint),
  ];
  return `${lines.map(line => line.trimEnd()).join('\n')}\n`;
}

function findingLines(finding: DoctorJson['findings'][number], width: number, paint: Paint): readonly string[] {
  const { count, of, kind, says, effect, remedy, sources } = finding;
  const title = `${count.toLocaleString('en')} of ${of.toLocaleString('en')} ${kind} ${says}`;
  const examples = sources
    .slice(0, 3)
    .map(({ source, count: n, example }) => `${source} ${n.toLocaleString('en')}${example ? ` (${example.slice(0, 20)})` : ''}`);
  return [
    `${paint.yellow('!')} ${paint.bold(cut(title, width - 2))}`,
    ...wrap(`${effect}${examples.length > 0 ? `; ${examples.join(', ')}` : ''}`, width - 4).map(line => `    ${plainText(line)}`),
    ...wrap(`→ ${remedy}`, width - 4).map(line => paint.cyan(`    ${plainText(line)}`)),
  ];
}

function gapLines({ service, days, usual, since, until }: DoctorJson['gaps'][number], width: number, paint: Paint): readonly string[] {
  const title = `${plainText(service)}: no deployment for ${Math.round(days)} days from ${day(since)}${until ? ` to ${day(until)}` : ''}`;
  const usually = usual < 1 ? `${Math.max(1, Math.round(usual * 24))} hours` : `${Math.round(usual)} days`;
  return [
    `${paint.yellow('!')} ${paint.bold(cut(title, width - 2))}`,
    cut(`    usually ${usually} lie between two: perhaps events are missing, or the source fell silent`, width),
  ];
}

function importLine({ file, rejected, read, finished }: DoctorJson['imports'][number], width: number, paint: Paint): string {
  const what = finished
    ? `${rejected.toLocaleString('en')} of ${read.toLocaleString('en')} rows were rejected`
    : 'the import was broken off: start it again';
  return `${paint.yellow('!')} ${cut(`${plainText(file)}: ${what}`, width - 2)}`;
}

function sourceLines({ sources, asOf }: DoctorJson, width: number, paint: Paint): readonly string[] {
  const name = Math.max(12, width - 62);
  const title = paint.dim(`${column('Source', name)} ${column('events', 12)} ${'number'.padStart(11)}  ${column('first', 10)}  last`);
  const rows = sources.slice(0, mostSources).map(({ source, kind, events, first, last }) => {
    const age = last === null ? 0 : Math.floor((Date.parse(asOf) - Date.parse(last)) / 86_400_000);
    const ago = age >= silentDays ? paint.yellow(`${age} days ago`) : paint.dim(age > 0 ? `${age} d ago` : '');
    const cells = [column(plainText(source), name), column(kind, 12), events.toLocaleString('en').padStart(11)];
    return `${cells.join(' ')}  ${column(first ? day(first) : '–', 10)}  ${column(last ? day(last) : '–', 10)} ${ago}`;
  });
  const more = sources.length > mostSources ? [paint.dim(`and ${sources.length - mostSources} more: --json`)] : [];
  return [title, ...rows, ...more];
}

function day(instant: string): string {
  return instant.slice(0, 10);
}
