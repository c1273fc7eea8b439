import { assess } from '../assess.ts';
import { UserError } from '../lib/user-error.ts';
import type { Assessment } from '../model/assessment.ts';
import { openModel } from './model-source.ts';
import { cached } from './open-cache.ts';
import { outcomesOf } from './outcomes.ts';
import { showProgress } from './output.ts';
import { openSettings } from './settings-source.ts';

export interface AssessmentOptions {
  readonly model?: string;
  readonly asOf?: string;
  readonly cache: boolean;
  /** A file, or `false` to leave out that of the repository. */
  readonly config?: string | boolean;
  /** The store of events, or `false` to leave events out. */
  readonly database?: string;
  readonly events?: boolean;
  readonly service?: readonly string[];
  readonly save?: boolean;
  /** The folder that `path` is a copy of, at another commit. */
  readonly copyOf?: string;
}

/** Assesses the path with the options that all commands share. */
export async function runAssessment(path: string, options: AssessmentOptions): Promise<Assessment> {
  const asOf = readDate(options.asOf);
  const settings = await openSettings(path, options.config, options.copyOf);
  const model = await openModel(options.model);
  const outcomes = outcomesOf(options, settings);
  const progress = showProgress();
  try {
    return await assess(path, model, asOf, { ...cached(options.cache), settings, ...outcomes, progress: progress.report });
  } finally {
    progress.done();
  }
}

function readDate(text: string | undefined): Date {
  if (text === undefined) return new Date();
  const date = /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(text) ? new Date(text) : new Date(Number.NaN);
  if (Number.isNaN(date.getTime())) throw new UserError(`--as-of ${text} is not a date`, 'Write it as 2026-01-31 or 2026-01-31T12:00:00Z');
  return date;
}
