import type { Settings, SettingsPlace } from '../../model/settings.ts';

/**
 * The organisation's words while one piece of work is done. Which names mean production is asked deep inside of most detectors; instead of
 * handing the words through all of them they are in force for the time of one synchronous call, which begins with its own words or none.
 */
let inForce: Settings | undefined;
let used = new Map<string, SettingsPlace>();

export interface Spoken<Result> {
  readonly result: Result;
  /** The lines that answered something otherwise than opsex would have. */
  readonly used: readonly SettingsPlace[];
}

/** Does the work with these words in force. The work must be synchronous and must not hand out anything lazy. */
export function speaking<Result>(settings: Settings | undefined, work: () => Result): Spoken<Result> {
  const [before, usedBefore] = [inForce, used];
  inForce = settings;
  used = new Map();
  try {
    const result = work();
    return { result, used: [...used.values()] };
  } finally {
    inForce = before;
    used = usedBefore;
  }
}

export function wordsInForce(): Settings | undefined {
  return inForce;
}

/** Remembers that the work rests on this line. */
export function restsOn(place: SettingsPlace): void {
  used.set(`${place.path}:${place.line}`, place);
}
