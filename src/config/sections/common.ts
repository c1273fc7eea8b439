import * as z from 'zod';
import { alternatives } from '../../lib/glob.ts';
import type { Steps } from '../../lib/placed-yaml.ts';
import type { SettingsPlace } from '../../model/settings.ts';

/** Where the value at some steps of the section stands. */
export type At = (...steps: Steps) => SettingsPlace;

export const longestText = 300;
export const mostRules = 200;

export const text = z.string().min(1, 'must not be empty').max(longestText, `must be at most ${longestText} characters`);

/** A glob over paths or names, bounded so that matching stays cheap. */
export const glob = text.superRefine((value, context) => {
  try {
    alternatives(value);
  } catch (error) {
    context.addIssue({ code: 'custom', message: `"${value.slice(0, 40)}" ${(error as Error).message}` });
  }
  if (value.startsWith('/') || value.split('/').includes('..'))
    context.addIssue({
      code: 'custom',
      message: `"${value.slice(0, 40)}" must be a path inside the repository, without a leading "/" and without ".."`,
    });
});

export const globs = z.array(glob).max(mostRules, `must be at most ${mostRules}`);

export const tier = z.number().int('must be a whole number').min(0, 'is 0 at least').max(4, 'is 4 at most');
