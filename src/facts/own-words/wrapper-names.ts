import { type GlobBudget, nameGlob } from '../../lib/glob.ts';
import type { Settings, Wrapper } from '../../model/settings.ts';
import { budgetOf } from './glob-budget.ts';
import { wordsInForce } from './in-force.ts';

/** The wrapper that is used under a name: of a package or what is below it, an action at any version, an image with any tag. */
export type FindWrapper = (use: string) => Wrapper | undefined;

/** What the organisation says that using this gives, by the words in force. */
export function saidWrapper(use: string): Wrapper | undefined {
  const settings = wordsInForce();
  return settings && settings.wrappers.length > 0 ? wrapperFinder(settings)(use) : undefined;
}

const finders = new WeakMap<Settings, FindWrapper>();

export function wrapperFinder(settings: Settings): FindWrapper {
  let find = finders.get(settings);
  if (!find) {
    find = makeFinder(settings);
    finders.set(settings, find);
  }
  return find;
}

const mostKnown = 50_000;

function makeFinder(settings: Settings): FindWrapper {
  const tests = settings.wrappers.map(wrapper => [testFor(wrapper.name.toLowerCase(), budgetOf(settings)), wrapper] as const);
  const known = new Map<string, Wrapper | undefined>();
  return use => {
    if (known.has(use)) return known.get(use);
    const names = namesOf(use);
    const found = tests.find(([fits]) => names.some(fits))?.[1];
    if (known.size < mostKnown) known.set(use, found);
    return found;
  };
}

function testFor(name: string, budget: GlobBudget): (use: string) => boolean {
  if (name.includes('*')) return nameGlob(name, budget);
  return use => use === name || (use.startsWith(name) && /[/.:@?#\\]/.test(use[name.length] ?? ''));
}

const longest = 300;

/** A source of a module also goes without how it is fetched: `git::https://host/team/module.git//alerts?ref=v1`. */
function namesOf(use: string): readonly string[] {
  const name = use.slice(0, longest).toLowerCase();
  const bare = name.replace(/^(?:git::|hg::|s3::|gcs::)/, '').replace(/^(?:https?|ssh|git|oci):\/\/(?:[\w.-]{1,50}@)?|^git@/, '');
  return bare === name ? [name] : [name, bare];
}
