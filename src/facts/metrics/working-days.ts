const day = 86_400_000;

/** Days from Monday to Friday after the day of `from`, up to and with the day of `to`; both in UTC. Negative when `to` comes first. */
export function workingDaysBetween(from: string, to: string): number {
  const [first, last] = [dayOf(from), dayOf(to)];
  return last >= first ? workingDaysBefore(last + 1) - workingDaysBefore(first + 1) : workingDaysBefore(last) - workingDaysBefore(first);
}

function dayOf(time: string): number {
  return Math.floor(Date.parse(time) / day);
}

/** Working days before a day number, from the Monday before day 0 (a Thursday) on. */
function workingDaysBefore(number: number): number {
  const sinceMonday = number + 3;
  const weeks = Math.floor(sinceMonday / 7);
  return weeks * 5 + Math.min(5, sinceMonday - weeks * 7);
}
