import { plural } from '../../words.ts';

const warnedDays = 30;

/** How near the end of something is; nothing where that is more than 30 days away. `until` is the last day that it holds, in UTC. */
export function endingOf(until: string, today: string): { readonly hasEnded: boolean; readonly text: string } | undefined {
  const days = Math.round((Date.parse(until) - Date.parse(today)) / 86_400_000);
  if (days > warnedDays) return undefined;
  if (days < 0) return { hasEnded: true, text: 'has expired' };
  return { hasEnded: false, text: days === 0 ? 'ends today' : `ends in ${plural(days, 'day')}` };
}

export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

export function daysFrom(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
