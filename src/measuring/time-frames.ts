import { daysIn, type Period, periodsIn, type Window } from '../facts/metrics/periods.ts';
import type { Frame } from '../facts/metrics/values.ts';
import type { MeasureRequest } from '../measure.ts';

/** What values of a stretch of time have in common, whatever their subject. */
type TimeFrame = Omit<Frame, 'subject' | 'quietIsZero'>;

/** The window and its periods, made once for all subjects: reckoning in time zones is slow. */
export interface TimeFrames {
  readonly whole: TimeFrame;
  readonly weeks: readonly Period[];
  readonly periods: readonly { readonly period: Period; readonly frame: TimeFrame }[];
  /** The six months up to the end of the window. */
  readonly halfYear: TimeFrame;
  readonly halfYearWindow: Window;
  /** Whether the window ends now: only then is known what waits. */
  readonly isCurrent: boolean;
}

export function timeFrames(request: MeasureRequest): TimeFrames {
  const { window, zone, unit, asOf } = request;
  const weeks = periodsIn(window, zone, 'week');
  const halfYearWindow = { from: new Date(window.to.getTime() - 183 * 86_400_000), to: window.to };
  return {
    whole: timeFrame(window, request),
    weeks,
    periods: (unit === 'week' ? weeks : periodsIn(window, zone, unit)).map(period => ({
      period,
      frame: timeFrame(overlap(period, window), request),
    })),
    halfYear: timeFrame(halfYearWindow, request),
    halfYearWindow,
    isCurrent: window.to >= asOf,
  };
}

function timeFrame(window: Window, { zone, definition }: MeasureRequest): TimeFrame {
  return {
    window: { from: window.from.toISOString(), to: window.to.toISOString(), days: daysIn(window, zone).all },
    timezone: zone,
    definition,
  };
}

function overlap(one: Window, other: Window): Window {
  const from = Math.max(one.from.getTime(), other.from.getTime());
  const to = Math.min(one.to.getTime(), other.to.getTime());
  return { from: new Date(from), to: new Date(to) };
}
