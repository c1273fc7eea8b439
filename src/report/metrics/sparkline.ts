const bars = [...'▁▂▃▄▅▆▇█'];

/** A line of bars from 0 up to the greatest value; a dot where nothing was measured. The last `most` values are shown. */
export function sparkline(values: readonly (number | null)[], most: number): string {
  const shown = values.slice(-most);
  const greatest = Math.max(...shown.map(value => value ?? 0));
  return shown.map(value => (value === null ? '·' : (bars[step(value, greatest)] ?? ''))).join('');
}

function step(value: number, greatest: number): number {
  return greatest <= 0 || value <= 0 ? 0 : Math.min(bars.length - 1, Math.ceil((value / greatest) * (bars.length - 1)));
}
