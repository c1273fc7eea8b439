import pc from 'picocolors';
import { column, cut, plainText } from '../lib/plain-text.ts';
import type { Changes } from './changes.ts';
import { regressionsIn } from './changes.ts';
import { spanOf } from './comment.ts';
import type { CriterionJson } from './contract.ts';
import type { Judged } from './gate.ts';
import type { GateCheck, GateJson, GateResult } from './gate-contract.ts';

export interface Screen {
  readonly colour: boolean;
  readonly columns: number;
}

type Paint = ReturnType<typeof pc.createColors>;
type Workload = GateJson['workloads'][number];

const mostLines = 15;
const mostSteps = 6;
const signs: Readonly<Record<GateResult, string>> = { passed: '✓', failed: '✗', incomplete: '?' };

/** What fails and what to do next, at most 15 lines for one workload; of several, those that pass take one line each. */
export function gateScreen(gate: GateJson, judged: readonly Judged[], { colour, columns }: Screen): string {
  const paint = pc.createColors(colour);
  const width = Math.min(110, Math.max(60, columns));
  const several = gate.workloads.length > 1;
  const blocks = gate.workloads.map((workload, index) => {
    const each = judged[index];
    return several && workload.result === 'passed' ? [headline(workload, width, paint)] : block(workload, each, several, width, paint);
  });
  const lines = blocks.flatMap((lines, index) => (several && index > 0 && lines.length > 1 ? ['', ...lines] : lines));
  return `${lines.join('\n')}\n`;
}

function block(workload: Workload, judged: Judged | undefined, several: boolean, width: number, paint: Paint): readonly string[] {
  const checks = checkLines(workload.checks, judged?.changes, several ? 3 : 5, width, paint);
  const open = judged ? steps(workload, judged) : [];
  if (open.length === 0) return [headline(workload, width, paint), ...checks];
  const room = Math.min(mostSteps, mostLines - checks.length - 5, several ? 3 : mostSteps);
  const shown = open.slice(0, Math.max(1, room));
  const more = open.length - shown.length;
  const heading = `${column('In the way', width - 36)} criterion`;
  return [
    headline(workload, width, paint),
    ...checks,
    '',
    paint.dim(cut(heading, width)),
    ...shown.map(criterion => stepLine(criterion, width, paint)),
    ...(more > 0 ? [paint.dim(`  and ${more} more (--format json lists them)`)] : []),
    ...(several ? [] : [nextLine(shown[0], workload.path, width, paint)]),
  ];
}

const words: Readonly<Record<GateResult, string>> = { passed: 'gate passed', failed: 'gate failed', incomplete: 'evidence incomplete' };

function headline({ workload, result, level, commit, asOf, model }: Workload, width: number, paint: Paint): string {
  const right = `${commit?.slice(0, 8) ?? 'not in git'} · ${asOf.slice(0, 10)} · ${model.id} ${model.version}`;
  const left = `${signs[result]} ${words[result]} · ${spanOf(level)} · ${plainText(workload)}`;
  return `${painted(result, paint.bold(column(left, width - right.length - 1)), paint)} ${paint.dim(plainText(right))}`;
}

/** Those that fail come first; of those that pass only what room is left for. */
function checkLines(
  checks: readonly GateCheck[],
  changes: Changes | undefined,
  most: number,
  width: number,
  paint: Paint,
): readonly string[] {
  const results: readonly GateResult[] = ['failed', 'incomplete', 'passed'];
  const ordered = results.flatMap(result => checks.filter(check => check.result === result));
  const shown = ordered.length > most ? ordered.slice(0, most - 1) : ordered;
  const rest = ordered.slice(shown.length);
  const open = rest.filter(({ result }) => result !== 'passed').length;
  const more = rest.length === 0 ? [] : [`  and ${rest.length} more checks, ${open === 0 ? 'all passed' : `${open} of them not passed`}`];
  return [...shown.map(check => checkLine(check, changes, width, paint)), ...more];
}

function checkLine(check: GateCheck, changes: Changes | undefined, width: number, paint: Paint): string {
  const text = `  ${signs[check.result]} ${column(nameOf(check), 40)} ${statusOf(check, changes)}`;
  return painted(check.result, cut(text, width), paint);
}

function nameOf({ check, id, title, target }: GateCheck): string {
  if (check === 'level') return `level ${target}`;
  if (check === 'control') return plainText(`${(id ?? '').slice((id ?? '').lastIndexOf('-') + 1)} ${title}: level ${target}`);
  return check === 'criterion' ? plainText(id ?? '') : 'no regression';
}

function statusOf({ check, result, level, inTheWay }: GateCheck, changes: Changes | undefined): string {
  if (check === 'no-regression') return regressionStatus(changes);
  if (check === 'criterion') return result === 'passed' ? 'met' : result === 'failed' ? 'not met' : 'unknown';
  if (!level) return 'does not apply here';
  const span = level.proven === level.possible ? `is ${level.proven}` : `proven ${level.proven}, possible ${level.possible}`;
  return inTheWay.length === 0 ? span : `${span}, ${inTheWay.length} in the way`;
}

function regressionStatus(changes: Changes | undefined): string {
  if (!changes) return '';
  const { lost, doubtful } = regressionsIn(changes);
  const since = plainText(changes.since.commit?.slice(0, 8) ?? changes.since.asOf.slice(0, 10));
  const parts = [
    ...(lost.length > 0 ? [`lost ${lost.join(', ')}`] : []),
    ...(doubtful.length > 0 ? [`no longer shown ${doubtful.join(', ')}`] : []),
  ];
  return parts.length === 0 ? `nothing lost since ${since}` : `since ${since}: ${parts.join('; ')}`;
}

/** What stands in the way of any check, each criterion once, in the order of the checks that fail first. */
function steps({ checks }: Workload, { json }: Judged): readonly CriterionJson[] {
  const failing = checks.filter(({ result }) => result === 'failed');
  const incomplete = checks.filter(({ result }) => result === 'incomplete');
  const ids = [...new Set([...failing, ...incomplete].flatMap(({ inTheWay }) => inTheWay))];
  const found = ids.flatMap(id => json.criteria.find(each => each.id === id) ?? []);
  return [...found.filter(({ verdict }) => verdict === 'not_met'), ...found.filter(({ verdict }) => verdict !== 'not_met')];
}

function stepLine({ id, verdict, remedy, ask, effort }: CriterionJson, width: number, paint: Paint): string {
  const result = verdict === 'unknown' ? 'incomplete' : 'failed';
  const text = verdict === 'unknown' ? `Show it: ${ask}` : verdict === 'waived' ? `Waived, which is not met: ${ask}` : remedy;
  const row = `  ${signs[result]} ${column(plainText(text), width - 39)} ${column(id, 30)} ${effort}`;
  return painted(result, cut(row, width), paint);
}

function nextLine(criterion: CriterionJson | undefined, path: string, width: number, paint: Paint): string {
  const command = `opsex explain ${criterion?.id ?? ''}${path === '.' ? '' : ` ${plainText(path)}`}`;
  return `${paint.dim('Why?')} ${cut(command, width - 5)}`;
}

function painted(result: GateResult, text: string, paint: Paint): string {
  return result === 'failed' ? paint.red(text) : result === 'incomplete' ? paint.yellow(text) : paint.green(text);
}
