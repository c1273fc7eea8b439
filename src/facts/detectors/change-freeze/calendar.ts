import { lastDayIn } from './window-checks.ts';

export interface FreezeCalendar {
  readonly lastDay: string;
  readonly recurring: boolean;
  readonly line: number;
}

export const calendarFile =
  /(?:^|\/)(?:[\w-]*[_-])?(?:freezes?|freeze[_-](?:calendar|windows?|periods?|dates?|schedule)|(?:deploy(?:ment)?|change|release)[_-](?:calendar|freezes?|blackouts?))\.(?:ya?ml|json|ics)$/i;

/** Reads the days of a freeze calendar: at least a first and a last one, or a rule of recurrence. */
export function readCalendar(text: string): FreezeCalendar | undefined {
  const lines = text.split('\n').map(line => (/^\s*#/.test(line) ? '' : line));
  const days = lines.flatMap((line, index) => (lastDayIn(line) ? [index + 1] : []));
  const recurring = /^RRULE:/m.test(text) || lines.some(line => /^\s*-?\s*["']?(?:cron|recurrence|recurring)["']?\s*:/i.test(line));
  if (days.length < 2 && !recurring) return undefined;
  return { lastDay: recurring ? '' : lastDayIn(lines.join('\n')), recurring, line: days[0] ?? 1 };
}
