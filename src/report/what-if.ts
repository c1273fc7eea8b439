import pc from 'picocolors';
import { column, cut, plainText } from '../lib/plain-text.ts';
import type { Assessment } from '../model/assessment.ts';
import type { LevelInterval, Levels } from '../model/verdict.ts';
import { shortName } from './plan.ts';
import type { WhatIfJson } from './plan-contract.ts';
import type { TerminalOptions } from './terminal.ts';

export interface Supposed {
  readonly done: readonly string[];
  readonly undone: readonly string[];
  readonly changed: readonly string[];
  /** Taken to be done, but they rest on others that are not met. */
  readonly open: readonly string[];
  readonly after: Levels;
}

/** The public JSON of a what-if question. */
export function toWhatIfJson(
  { done, undone, changed, open, after }: Supposed,
  { workload, asOf, levels }: Assessment,
  version: string,
): WhatIfJson {
  const change = (before: LevelInterval | null | undefined, now: LevelInterval | null) => ({
    before: before?.proven ?? null,
    after: now?.proven ?? null,
  });
  return {
    schema: 'opsex.whatif/1',
    opsex: version,
    asOf: asOf.toISOString(),
    workload: workload.name,
    done: [...done],
    undone: [...undone],
    changed: [...changed],
    open: [...open],
    overall: { ...change(levels.overall.level, after.overall.level), heldBackBy: [...after.overall.heldBackBy] },
    controls: after.controls.map(({ id, title, level, heldBackBy }, index) => ({
      id,
      title,
      ...change(levels.controls[index]?.level, level),
      heldBackBy: [...heldBackBy],
    })),
  };
}

/** What would change, as a screen. */
export function whatIfToTerminal(json: WhatIfJson, { colour, columns }: Pick<TerminalOptions, 'colour' | 'columns'>): string {
  const paint = pc.createColors(colour);
  const width = Math.min(100, Math.max(60, columns));
  const asked = [...json.done.map(id => `+${id}`), ...json.undone.map(id => `-${id}`)].join(' ');
  const rows = [{ id: 'overall', title: 'Overall', ...json.overall }, ...json.controls];
  const moved = rows.filter(({ id, before, after }) => id === 'overall' || before !== after);
  const follow = json.changed.filter(id => !json.done.includes(id) && !json.undone.includes(id));
  const lines = [
    paint.bold(cut(plainText(`opsex · ${json.workload} · what if ${asked}`), width)),
    '',
    ...moved.map(row => rowLine(row, width, paint)),
    ...(moved.length === 1 ? [paint.dim('No control changes its level')] : []),
    '',
    ...(follow.length > 0 ? [cut(`Changes with it: ${follow.join(', ')}`, width)] : []),
    ...(json.open.length > 0
      ? [paint.yellow(cut(`Not enough for ${json.open.join(', ')}: others that belong to it are not met`, width))]
      : []),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function rowLine(
  { id, title, before, after, heldBackBy }: WhatIfJson['controls'][number],
  width: number,
  paint: ReturnType<typeof pc.createColors>,
): string {
  const name = column(plainText(id === 'overall' ? title : `${shortName(id)} ${title}`), 33);
  const [from, to] = [before ?? 1, after ?? 1];
  const move = `${before ?? 'n/a'} → ${after ?? 'n/a'}`;
  const painted = to > from ? paint.green(move) : to < from ? paint.red(move) : move;
  const held =
    heldBackBy.length > 0
      ? `then held back by ${heldBackBy.slice(0, 2).join(', ')}${heldBackBy.length > 2 ? ` +${heldBackBy.length - 2}` : ''}`
      : '';
  return `${name} ${painted}   ${paint.dim(cut(held, width - 45))}`.trimEnd();
}
