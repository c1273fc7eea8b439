import pc from 'picocolors';
import { column, cut, plainText, wrap } from '../lib/plain-text.ts';
import type { PlannedFile } from './plan.ts';
import type { Scaffold } from './scaffold.ts';

interface Screen {
  readonly colour: boolean;
  readonly columns: number;
}

interface Written {
  readonly fresh: readonly PlannedFile[];
  readonly there: readonly PlannedFile[];
  readonly next: readonly string[];
  /** A criterion that shows whether it counts. */
  readonly criterion: string;
}

/** All scaffolds, one line each, with the criteria that they help to meet. */
export function listOf(scaffolds: readonly Scaffold[], { colour, columns }: Screen): string {
  const paint = pc.createColors(colour);
  const width = widthOf(columns);
  const lines = scaffolds.flatMap(({ name, title, criteria }) => [
    `${paint.bold(column(name, 18))} ${cut(title, width - 19)}`,
    ...wrap(criteria.join(' '), width - 19).map(line => paint.dim(`${' '.repeat(19)}${line}`)),
  ]);
  return `${lines.join('\n')}\n\nopsex scaffold <name or criterion> --dry-run shows what would be written here\n`;
}

/** What was written, what is left to fill in, and where. */
export function reportOf({ fresh, there, next, criterion }: Written, { colour, columns }: Screen): string {
  const paint = pc.createColors(colour);
  const width = widthOf(columns);
  const places = fresh.flatMap(({ path, open }) =>
    open.map(({ line, asks }) => ({ at: plainText(`${path}:${line}`), asks: plainText(asks) })),
  );
  const margin = Math.min(48, Math.max(0, ...places.map(({ at }) => at.length)));
  return [
    ...fresh.map(({ path }) => `${paint.green('wrote')} ${plainText(path)}\n`),
    ...there.map(file => `${paint.yellow('left')}  ${wrap(leftAlone(file), width - 6).join('\n      ')}\n`),
    ...(places.length > 0 ? [`\n${paint.bold('Fill in')}\n`] : []),
    ...places.map(({ at, asks }) => `  ${column(at, margin)} ${paint.dim(cut(asks, width - margin - 3))}\n`),
    ...(next.length > 0 ? [`\n${paint.bold('Then')}\n`] : []),
    ...next.map(step => `  - ${wrap(plainText(step), width - 4).join('\n    ')}\n`),
    `\n${closing(places.length, criterion)}\n`,
  ].join('');
}

function closing(places: number, criterion: string): string {
  const check = `opsex explain ${criterion} tells whether it counts`;
  return places > 0 ? `A file with places to fill in counts for nothing yet; ${check}.` : `${check}.`;
}

function leftAlone({ path, instead }: PlannedFile): string {
  return plainText(`${path} is there already and stays as it is${instead ? `: ${instead}` : ''}`);
}

function widthOf(columns: number): number {
  return Math.min(120, Math.max(60, columns));
}
