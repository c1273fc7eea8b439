import pc from 'picocolors';
import { column, cut, plainText } from '../lib/plain-text.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Plan, Step } from '../model/verdict.ts';
import { changeFor } from './change.ts';
import type { Efforts } from './contract.ts';
import { effortsInWords, effortsOf } from './efforts.ts';
import type { PlanJson } from './plan-contract.ts';
import type { TerminalOptions } from './terminal.ts';

/** The public JSON of a plan. */
export function toPlanJson(plan: Plan, { workload, asOf, verdicts }: Assessment, version: string, by: string | undefined): PlanJson {
  const verdictOf = new Map(verdicts.map(verdict => [verdict.criterion.id, verdict]));
  return {
    schema: 'opsex.plan/1',
    opsex: version,
    asOf: asOf.toISOString(),
    workload: workload.name,
    targets: plan.targets.map(target => ({ ...target })),
    ...(by === undefined ? {} : { by }),
    unreachable: plan.unreachable.map(target => ({ ...target })),
    effort: effortsOf(plan.steps.map(({ criterion }) => criterion)),
    steps: plan.steps.map(({ criterion, verdict, raises }, index) => {
      const known = verdictOf.get(criterion.id);
      return {
        rank: index + 1,
        criterion: criterion.id,
        control: criterion.control,
        title: criterion.remedy,
        why: known?.reason ?? '',
        effort: criterion.effort,
        verdict,
        settle: known ? changeFor(known) : '',
        raises: raises.map(each => ({ ...each })),
      };
    }),
  };
}

/** The plan as a screen: a line for each action, and under which of them a level rises. */
export function planToTerminal(json: PlanJson, { colour, columns, path }: TerminalOptions): string {
  const paint = pc.createColors(colour);
  const width = Math.min(110, Math.max(60, columns));
  const { steps, targets, unreachable, by } = json;
  const goal = targets.map(({ of, level }) => `${shortName(of)} ${level}`).join(', ');
  const asked = path === '.' ? '' : ` ${plainText(path)}`;
  const lines = [
    paint.bold(cut(plainText(`opsex · ${json.workload} · plan to ${goal}${by === undefined ? '' : ` by ${by}`}`), width)),
    ...unreachable.map(({ of, level }) => paint.yellow(`! ${shortName(of)} cannot reach level ${level}: nothing of it applies here`)),
    headline(steps.length, json.effort, unreachable.length > 0),
    '',
    ...steps.flatMap(step => stepLines(step, width, paint)),
    ...(steps.length === 0 ? [] : ['', ...hints(json, asked).map(line => paint.dim(cut(line, width)))]),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function headline(count: number, effort: Efforts, partly: boolean): string {
  if (count === 0) return partly ? 'Nothing else to do' : 'Nothing to do: what is asked for is proven';
  return `${count} ${count === 1 ? 'action' : 'actions'}: ${effortsInWords(effort)} · no smaller set reaches it`;
}

function stepLines(step: PlanJson['steps'][number], width: number, paint: ReturnType<typeof pc.createColors>): readonly string[] {
  const mark = step.verdict === 'unknown' ? '?' : '';
  const id = column(`${step.criterion}${mark}`, 30);
  const number = `${step.rank}.`.padStart(3);
  const line = `${number} ${id} ${column(step.effort, 2)} ${cut(plainText(step.title), width - 39)}`;
  if (step.raises.length === 0) return [line];
  return [line, paint.green(cut(`      → ${risesInWords(step.raises)}`, width))];
}

/** `overall level 2, 060 level 2`. */
function risesInWords(rises: readonly Step[]): string {
  return rises.map(({ of, to }) => `${shortName(of)} level ${to}`).join(', ');
}

export function shortName(of: string): string {
  return of === 'overall' ? 'overall' : of.slice(of.lastIndexOf('-') + 1);
}

function hints({ steps }: PlanJson, asked: string): readonly string[] {
  const unknown = steps.find(({ verdict }) => verdict === 'unknown');
  const first = steps[0]?.criterion ?? '';
  return [
    ...(unknown ? [`? may be so already and needs to be shown. What would show it: opsex explain ${unknown.criterion}${asked}`] : []),
    `Try out a part of it: opsex whatif +${first}${asked}`,
  ];
}
