import { InvalidArgumentError } from 'commander';

/** A day of the calendar: `2026-06-30`. */
export function dayArgument(value: string): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : new Date(Number.NaN);
  if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)) return value;
  throw new InvalidArgumentError('Write a day as 2026-06-30.');
}

export function today(asOf: string | undefined): string {
  return asOf ?? new Date().toISOString().slice(0, 10);
}
