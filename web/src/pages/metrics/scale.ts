interface Scale {
  readonly unit: string;
  scaled(value: number | null): number | null;
}

/** The unit in which values are easy to read: shares in percent, long durations in hours or days. */
export function scaleOf(unit: string, values: readonly (number | null)[]): Scale {
  const most = Math.max(0, ...values.map(value => Math.abs(value ?? 0)));
  const [shown, factor] = unitFor(unit, most);
  return { unit: shown, scaled: value => (value === null ? null : value * factor) };
}

function unitFor(unit: string, most: number): readonly [unit: string, factor: number] {
  if (unit === 'share') return ['%', 100];
  if (unit === 'difference') return ['points', 100];
  if (unit === 'minutes' && most > 5760) return ['days', 1 / 1440];
  if (unit === 'minutes' && most > 180) return ['hours', 1 / 60];
  if (unit === 'hours' && most > 96) return ['days', 1 / 24];
  return [unit === 'count' ? 'number' : unit, 1];
}
