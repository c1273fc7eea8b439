import { pathGlob } from '../../lib/glob.ts';
import type { PathRule, Settings } from '../../model/settings.ts';
import { budgetOf } from './glob-budget.ts';
import { restsOn, wordsInForce } from './in-force.ts';

type FindRule = (path: string) => PathRule | undefined;

const finders = new WeakMap<Settings, FindRule>();

/** The rule by which infrastructure at this path is applied. */
export function appliedRules(settings: Settings): FindRule {
  let find = finders.get(settings);
  if (!find) {
    const tests = settings.paths.applied.map(rule => [pathGlob(rule.glob, budgetOf(settings)), rule] as const);
    find = path => tests.find(([matches]) => matches(path))?.[1];
    finders.set(settings, find);
  }
  return find;
}

/** Whether the organisation says that the folder is applied as it is, and not only used by others. */
export function isSaidApplied(folder: string): boolean {
  const settings = wordsInForce();
  const rule = settings && settings.paths.applied.length > 0 ? appliedRules(settings)(folder) : undefined;
  if (rule) restsOn(rule.at);
  return rule !== undefined;
}
