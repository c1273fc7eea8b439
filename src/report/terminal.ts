import pc from 'picocolors';
import { column, cut, plainText, wrap } from '../lib/plain-text.ts';
import type { AssessmentJson } from './contract.ts';
import { effortsInWords } from './efforts.ts';

export interface TerminalOptions {
  readonly colour: boolean;
  readonly columns: number;
  /** How the assessed path was named on the command line, for the next command. */
  readonly path: string;
}

/** The first screen: at most 24 lines of at most 100 columns. */
export function toTerminal(json: AssessmentJson, { colour, columns, path }: TerminalOptions): string {
  const paint = pc.createColors(colour);
  const width = Math.min(100, Math.max(60, columns));
  const lines = [
    headerLine(json, width, paint),
    ...levelLines(json, width, paint),
    limitLine(json, width, paint),
    paint.dim(cut(`Controls${' '.repeat(26)}1 2 3 4 5   level    held back by (? unknown)  ■ proven □ possible`, width)),
    ...json.controls.map(control => controlLine(control, json, width, paint)),
    '',
    ...nextSteps(json, width, paint),
    '',
    nextCommand(json, path, width, paint),
  ];
  return `${lines.join('\n')}\n`;
}

type Paint = ReturnType<typeof pc.createColors>;

function headerLine(json: AssessmentJson, width: number, paint: Paint): string {
  const source = json.workload.sources[0];
  const commit = source?.commit ? `${source.commit.slice(0, 8)}${source.dirty ? ' + changes' : ''}` : 'not in git';
  const right = `${commit} · ${source?.files ?? 0} files · ${json.asOf.slice(0, 10)} · ${json.model.id} ${json.model.version}`;
  const left = plainText(`opsex · ${json.workload.name}`);
  const gap = width - right.length - 1;
  return `${paint.bold(column(left, gap))} ${paint.dim(right)}`;
}

function levelLines(json: AssessmentJson, width: number, paint: Paint): readonly string[] {
  const { level, heldBackBy, progress } = json.overall;
  if (!level) return [paint.bold('No level: nothing that the model asks about applies here'), coverageLine(json, width, paint)];
  const span = level.proven === level.possible ? `Level ${level.proven}` : `Level ${level.proven} proven, ${level.possible} possible`;
  const gates = progress ? `${progress.met} of ${progress.of} gates to level ${progress.level}` : 'all gates met';
  const headline = `${span} · ${gates}`;
  const held = heldBackBy.length > 0 ? `held back by ${listed(marked(heldBackBy, json), width - headline.length - 16)}` : '';
  return [`${paint.bold(levelColour(level.proven, headline, paint))}  ${held}`.trimEnd(), coverageLine(json, width, paint)];
}

function coverageLine({ coverage, criteria }: AssessmentJson, width: number, paint: Paint): string {
  const { met, not_met, unknown, not_applicable, waived } = coverage;
  const decided = met + not_met;
  const parts = [
    `${met} met`,
    `${not_met} not met`,
    `${unknown} unknown`,
    `${not_applicable} n/a`,
    ...(waived > 0 ? [`${waived} waived`] : []),
  ];
  const share = Math.round((100 * decided) / Math.max(1, criteria.length - not_applicable));
  return paint.dim(cut(`${criteria.length} criteria: ${parts.join(', ')} · ${share} % of what applies is decided`, width));
}

function limitLine({ notes, unread, contradictions }: AssessmentJson, width: number, paint: Paint): string {
  const parts = [
    ...(contradictions ?? []).map(({ says }) => says),
    ...(unread.length > 0 ? [`${unread.length} ${unread.length === 1 ? 'file' : 'files'} could not be read (--json lists them)`] : []),
    ...notes,
  ];
  return parts.length === 0 ? '' : paint.yellow(cut(plainText(`! ${parts.join(' · ')}`), width));
}

function controlLine(control: AssessmentJson['controls'][number], json: AssessmentJson, width: number, paint: Paint): string {
  const name = column(plainText(`${control.id.slice(control.id.lastIndexOf('-') + 1)} ${control.title}`), 33);
  if (!control.level) return `${name} ${paint.dim('· · · · ·   n/a      does not apply here')}`;
  const { proven, possible } = control.level;
  const bar = [1, 2, 3, 4, 5].map(rung => (rung <= proven ? '■' : rung <= possible ? '□' : '·')).join(' ');
  const span = proven === possible ? `${proven}` : `${proven}–${possible}`;
  const held = marked(control.heldBackBy, json);
  return `${name} ${levelColour(proven, bar, paint)}   ${column(span, 6)}   ${held.length > 0 ? listed(held, width - 55) : paint.dim('nothing')}`;
}

function nextSteps(json: AssessmentJson, width: number, paint: Paint): readonly string[] {
  const steps = json.roadmap.slice(0, 5);
  if (steps.length === 0) return [paint.bold('Nothing left to do')];
  const title = width - 55;
  const heading = `${paint.bold(column(`Next steps${smallest(json)}`, title + 3))} ${paint.dim(`${column('criterion', 24)}    unlocks`)}`;
  const rows = steps.map(step => {
    const cells = [
      column(plainText(step.title), title),
      column(marked(step.criteria.slice(0, 1), json).join(''), 24),
      column(step.effort, 2),
      unlocked(step, json),
    ];
    return cut(`${step.rank}. ${cells.join(' ')}`, width);
  });
  return [heading, ...rows];
}

/** How many actions, and of which effort, raise the overall level: `opsex plan` shows them. */
function smallest({ nextLevels = [] }: AssessmentJson): string {
  const overall = nextLevels.find(({ of }) => of === 'overall');
  if (!overall) return '';
  const { to, criteria, effort } = overall;
  return `: ${criteria.length} to level ${to} (${effortsInWords(effort)})`;
}

/** `030 L2, 1 of 4, gate 2`: the control's level it counts for, among how many that hold it back, and the gate of the overall level. */
function unlocked(step: AssessmentJson['roadmap'][number], json: AssessmentJson): string {
  const criterion = json.criteria.find(({ id }) => id === step.criteria[0]);
  const held = json.controls.find(({ id }) => id === step.control)?.heldBackBy ?? [];
  const among = held.length > 1 && held.includes(step.criteria[0] ?? '') ? [`1 of ${held.length}`] : [];
  const gate = criterion?.gate ? [`gate ${criterion.gate}`] : [];
  return [`${step.control.slice(step.control.lastIndexOf('-') + 1)} L${criterion?.level ?? ''}`, ...among, ...gate].join(', ');
}

/** Ids of criteria, those that are only unknown with a question mark. */
function marked(ids: readonly string[], json: AssessmentJson): readonly string[] {
  const unknown = new Set(json.criteria.filter(({ verdict }) => verdict === 'unknown').map(({ id }) => id));
  return ids.map(id => (unknown.has(id) ? `${id}?` : id));
}

function nextCommand(json: AssessmentJson, path: string, width: number, paint: Paint): string {
  const id = json.roadmap[0]?.criteria[0] ?? json.criteria[0]?.id ?? '';
  const command = `opsex explain ${id}${path === '.' ? '' : ` ${plainText(path)}`}`;
  const rests = ['   The way up: opsex plan   All of it: --json, --format markdown', '   The way up: opsex plan'];
  const rest = rests.find(each => `Why? ${command}${each}`.length <= width);
  if (rest !== undefined) return `${paint.dim('Why?')} ${command}${paint.dim(rest)}`;
  return `${paint.dim('Why?')} ${cut(command, width - 5)}`;
}

/** As many ids as fit into `columns`, and how many more there are. */
function listed(ids: readonly string[], columns: number): string {
  let shown = ids.length;
  const text = () => `${ids.slice(0, shown).join(', ')}${shown < ids.length ? ` +${ids.length - shown}` : ''}`;
  while (shown > 1 && text().length > columns) shown -= 1;
  return cut(text(), columns);
}

function levelColour(level: number, text: string, paint: Paint): string {
  return level >= 4 ? paint.green(text) : level >= 3 ? paint.cyan(text) : level === 2 ? paint.yellow(text) : paint.red(text);
}

/** One criterion in full, for `opsex explain`. */
export function explainCriterion(
  criterion: AssessmentJson['criteria'][number],
  { colour, columns }: Omit<TerminalOptions, 'path'>,
  change: string,
): string {
  const paint = pc.createColors(colour);
  const width = Math.min(110, Math.max(60, columns));
  const block = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [paint.bold(title), ...lines.map(line => `  ${line}`), ''];
  const verdict = criterion.verdict.replaceAll('_', ' ') + (criterion.cause ? ` (${criterion.cause.replaceAll('_', ' ')})` : '');
  const lines = [
    `${paint.bold(criterion.id)} · ${criterion.control} level ${criterion.level}${criterion.gate ? ` · gate of level ${criterion.gate}` : ''}`,
    ...wrap(criterion.ask, width),
    '',
    `${paint.bold(verdictColour(criterion.verdict, verdict, paint))}: ${plainText(criterion.reason)}`,
    '',
    ...block(
      `Evidence${more(criterion.evidence, criterion.coverage?.covered)}`,
      criterion.evidence.map(each => statementLine(each, width, paint)),
    ),
    ...block(
      criterion.verdict === 'met' ? 'Not covered' : criterion.verdict === 'unknown' ? 'Leaves it open' : 'Falls short',
      criterion.missing.map(each => statementLine(each, width, paint)),
    ),
    ...block('Searched', wrap(searchedText(criterion), width - 2)),
    ...block('What would change it', wrap(plainText(change), width - 2)),
    ...block(`Remedy (effort ${criterion.effort})`, wrap(plainText(criterion.remedy), width - 2)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function more(shown: readonly unknown[], all: number | undefined): string {
  return all !== undefined && all > shown.length ? ` (${shown.length} of ${all})` : '';
}

function statementLine(
  { path, line, summary }: AssessmentJson['criteria'][number]['evidence'][number],
  width: number,
  paint: Paint,
): string {
  const place = path === null ? '' : `${plainText(path)}:${line}`;
  return `${paint.cyan(place)}${place ? '  ' : ''}${cut(plainText(summary), Math.max(30, width - place.length - 4))}`;
}

function searchedText({ searched }: AssessmentJson['criteria'][number]): string {
  if (searched.detectors.length === 0) return 'nothing: no detector looks for this';
  const readers = searched.detectors.filter(id => id !== 'events');
  const files = readers.length > 0 ? [`${searched.files} files by ${readers.join(', ')}`] : [];
  const events = readers.length < searched.detectors.length ? ['the stored events'] : [];
  return [...files, ...events].join(' and ');
}

function verdictColour(verdict: string, text: string, paint: Paint): string {
  if (verdict === 'met') return paint.green(text);
  if (verdict === 'not_met') return paint.red(text);
  return verdict === 'unknown' || verdict === 'waived' ? paint.yellow(text) : paint.dim(text);
}

/** A control with its criteria, for `opsex explain WAF-OPS-010`. */
export function explainControl(json: AssessmentJson, id: string, { colour, columns }: Omit<TerminalOptions, 'path'>): string {
  const paint = pc.createColors(colour);
  const width = Math.min(110, Math.max(60, columns));
  const control = json.controls.find(each => each.id === id);
  const own = json.criteria.filter(criterion => criterion.control === id);
  const span = control?.level ? `proven ${control.level.proven}, possible ${control.level.possible}` : 'does not apply here';
  const rows = own.map(criterion => {
    const verdict = column(criterion.verdict.replaceAll('_', ' '), 14);
    const gate = criterion.gate ? `gate ${criterion.gate}` : '';
    return `  ${criterion.level}  ${verdictColour(criterion.verdict, verdict, paint)} ${column(criterion.id, 30)} ${column(gate, 6)} ${cut(plainText(criterion.reason), width - 58)}`;
  });
  return `${[`${paint.bold(`${id} ${control?.title ?? ''}`)} · ${span}`, '', ...rows, '', paint.dim('opsex explain <criterion> shows the evidence')].join('\n')}\n`;
}
