import { type PathMatcher, pathGlob } from '../../lib/glob.ts';
import type { ClassRule, Settings } from '../../model/settings.ts';
import { budgetOf } from './glob-budget.ts';

const none = () => undefined;

const matchers = new WeakMap<Settings, readonly (readonly [PathMatcher, ClassRule])[]>();

/** The rule of the organisation that gives a path its class; the first that fits decides. */
export function classRules(settings: Settings | undefined): (path: string) => ClassRule | undefined {
  if (!settings || settings.paths.classes.length === 0) return none;
  const rules = matchers.get(settings) ?? settings.paths.classes.map(rule => [pathGlob(rule.glob, budgetOf(settings)), rule] as const);
  matchers.set(settings, rules);
  return path => rules.find(([matches]) => matches(path))?.[1];
}
