import type { Known } from '../../../model/fact.ts';
import type { Diff } from './units.ts';

/** Where a comparison runs: everything around the command that decides whether a difference is noticed. */
export interface Place {
  /** Whether an action has put a wrapper around the binary that hides the exit code. */
  readonly wrapper: Known;
  readonly errexit: boolean;
  readonly pipefail: boolean;
  /** A caller throws the status away. */
  readonly ignored: boolean;
  /** The step or job may fail without consequence. */
  readonly continues: boolean;
  /** A later condition reads whether the step failed. */
  readonly outcomeRead: boolean;
  /** A later expression reads an output that carries the exit code. */
  readonly exitCodeRead: boolean;
  /** A later step searches the output of the plan. */
  readonly textRead: boolean;
  /** The script tells somebody by itself. */
  readonly notifies: boolean;
  readonly variables: Readonly<Record<string, string>>;
  readonly guard: Known;
  readonly onlyOnChange: boolean;
}

export interface Judgement {
  readonly canFire: Known;
  readonly because: string;
}

const yes: Judgement = { canFire: 'yes', because: '' };

/** Whether a comparison that runs on a schedule can report a difference at all. */
export function canFire(diff: Diff, place: Place): Judgement {
  if (place.onlyOnChange) return no('the schedule runs only when the code has changed (always is not true)');
  const judgement = signal(diff, place);
  if (judgement.canFire !== 'yes' || place.guard === 'yes') return judgement;
  return { canFire: 'unknown', because: 'it runs only when a variable of the repository is set' };
}

function signal(diff: Diff, place: Place): Judgement {
  if (diff.outputRead || place.textRead) return yes;
  const detailed = failsOnChange(diff, place);
  if (detailed === 'no') return no(`${diff.tool} ends with success whether or not something has changed (no detailed exit code)`);
  if (isWrapped(diff) && place.wrapper !== 'no') return wrapped(place);
  if (detailed === 'unknown')
    return { canFire: 'unknown', because: `an option in $${diff.variables.join(', $')} may ask for the detailed exit code` };
  return unwrapped(diff, place);
}

function wrapped(place: Place): Judgement {
  if (place.exitCodeRead && place.wrapper === 'yes') return yes;
  if (place.wrapper === 'unknown')
    return { canFire: 'unknown', because: 'an action from elsewhere may wrap the binary and hide its exit code' };
  return no('the wrapper that the setup action installs ends with 0 when the plan finds changes');
}

function unwrapped(diff: Diff, place: Place): Judgement {
  if (place.exitCodeRead) return yes;
  if (diff.ignored || place.ignored) return no('the exit code is thrown away (|| true)');
  const hiddenByPipe = diff.piped && diff.statusRead !== 'pipe' && !place.pipefail;
  if (hiddenByPipe) return no('a pipe hides the exit code (no pipefail)');
  if (diff.stored && diff.statusRead !== 'no' && !place.notifies) return no('the exit code is written to an output that nothing reads');
  const statusRead = diff.statusRead !== 'no';
  if (!statusRead && !place.errexit && !diff.last) return no('the script goes on after the command and ends with another exit code');
  if (place.continues && !place.outcomeRead && !place.notifies)
    return no('the step may fail without consequence and nothing reads its outcome');
  return yes;
}

function failsOnChange(diff: Diff, place: Place): Known {
  if (diff.failsOnChange === 'yes' || /detailed-exitcode/.test(place.variables.TF_CLI_ARGS_plan ?? '')) return 'yes';
  if (diff.failsOnChange === 'no') return 'no';
  const values = diff.variables.map(name => place.variables[name]);
  if (values.some(value => value?.includes('detailed-exitcode'))) return 'yes';
  return values.every(value => value !== undefined && !value.includes('$')) ? 'no' : 'unknown';
}

function isWrapped(diff: Diff): boolean {
  return ['terraform', 'opentofu', 'terragrunt', 'atmos'].includes(diff.tool);
}

function no(because: string): Judgement {
  return { canFire: 'no', because };
}
