import stringWidth from 'string-width';
import { cut, plainText } from '../lib/plain-text.ts';
import type { ImportProgress } from '../sources/events/import-options.ts';

const barColumns = 20;

/** How far an import is, in one line that a terminal of this width does not break: name, bar, what is stored, and how long it may take yet. */
export function progressLine({ file, stored, rejected, part }: ImportProgress, seconds: number, columns: number): string {
  const rest = [
    bar(part),
    `${stored.toLocaleString('en')} stored`,
    rejected > 0 ? `${rejected.toLocaleString('en')} rejected` : '',
    left(part, seconds),
  ];
  const told = rest.filter(Boolean).join('  ');
  const room = columns - stringWidth(told) - 3;
  return room < 8 ? cut(told, columns - 1) : `${cut(plainText(file), room)}  ${told}`;
}

function bar(part: number | undefined): string {
  if (part === undefined) return '';
  const full = Math.floor(part * barColumns);
  return `${'━'.repeat(full)}${'┄'.repeat(barColumns - full)} ${String(Math.floor(part * 100)).padStart(3)} %`;
}

/** Nothing while too little is known. */
function left(part: number | undefined, seconds: number): string {
  if (part === undefined || part < 0.05 || part >= 1 || seconds < 2) return '';
  const rest = Math.ceil((seconds / part) * (1 - part));
  return rest < 60 ? `${rest} s left` : `${Math.ceil(rest / 60)} min left`;
}
