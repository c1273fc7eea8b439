import type { ValueJson } from './contract.ts';

/** A value with its unit, as short as it can be understood: `3.4 h`, `12 %`, `4.2/day`. `–` where nothing was measured. */
export function valueInWords({ name, value, unit }: Pick<ValueJson, 'name' | 'value' | 'unit'>): string {
  if (value === null) return '–';
  if (unit === 'minutes') return duration(value);
  if (unit === 'hours') return duration(value * 60);
  if (unit === 'share') return `${number(value * 100)} %`;
  if (name === 'deployment-frequency') return rate(value);
  if (name === 'deployment-days-per-week') return `${number(value)} a week`;
  return unit === 'count' ? Math.round(value).toLocaleString('en') : `${number(value)} ${unit}`;
}

const dayMinutes = 24 * 60;

function duration(minutes: number): string {
  if (minutes < 1 && minutes > 0) return `${number(minutes * 60)} s`;
  if (minutes < 90) return `${number(minutes)} min`;
  return minutes < 2 * dayMinutes ? `${number(minutes / 60)} h` : `${number(minutes / dayMinutes)} d`;
}

/** Rare deployments are counted by the week or month. */
function rate(perDay: number): string {
  if (perDay >= 1 || perDay === 0) return `${number(perDay)}/day`;
  return perDay * 7 >= 1 ? `${number(perDay * 7)}/week` : `${number(perDay * 30)}/month`;
}

/** Two digits that count, where there are more than these before the point all of them. */
function number(value: number): string {
  if (value === 0) return '0';
  if (Math.abs(value) >= 10) return Math.round(value).toLocaleString('en');
  return String(Number(value.toFixed(Math.abs(value) >= 0.095 ? 1 : 2)));
}

/** `baseline 12, negative 1`: what was left out, or taken from elsewhere. */
export function countsInWords(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([reason, count]) => `${count.toLocaleString('en')} ${reason.replaceAll('_', ' ')}`)
    .join(', ');
}

/** Whether some of what it says about failures rests on the order of time alone. */
export function isLinkedByTime({ confidence }: ValueJson): boolean {
  return confidence.links !== null && confidence.links < 1;
}
