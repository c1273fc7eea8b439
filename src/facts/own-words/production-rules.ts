import { nameGlob, pathGlob } from '../../lib/glob.ts';
import type { Known } from '../../model/fact.ts';
import type { Settings, SettingsPlace } from '../../model/settings.ts';
import { budgetOf } from './glob-budget.ts';
import { wordsInForce } from './in-force.ts';

export interface SaidProduction {
  readonly production: Exclude<Known, 'unknown'>;
  readonly at: SettingsPlace;
}

type Ask = (name: string) => SaidProduction | undefined;

/** What the organisation says about a name: of an environment, namespace, branch, or of a folder anywhere in a path. */
export function saidProduction(name: string): SaidProduction | undefined {
  const settings = wordsInForce();
  return settings && askerOf(settings)(name);
}

const askers = new WeakMap<Settings, Ask>();

function askerOf(settings: Settings): Ask {
  let ask = askers.get(settings);
  if (!ask) {
    ask = makeAsker(settings);
    askers.set(settings, ask);
  }
  return ask;
}

function makeAsker(settings: Settings): Ask {
  const { production, paths } = settings;
  const budget = budgetOf(settings);
  const names = production.map(rule => ({ ...rule, matches: nameGlob(rule.name, budget) }));
  const folders = paths.production.map(rule => ({ ...rule, matches: pathGlob(rule.glob, budget) }));
  const known = new Map<string, SaidProduction | undefined>();
  return name => {
    if (known.has(name)) return known.get(name);
    const parts = partsOf(name);
    const fits = (rule: { matches: (name: string) => boolean }) => parts.some(rule.matches);
    const rule = names.find(each => each.production === 'no' && fits(each)) ?? names.find(fits);
    const folder = rule ? undefined : folders.find(each => each.matches(name.replace(/\/+$/, '')));
    const said: SaidProduction | undefined = rule ?? (folder && { production: 'yes', at: folder.at });
    if (known.size < mostKnown) known.set(name, said);
    return said;
  };
}

const mostKnown = 100_000;

/** The name itself, and what it is made of when it is a path, a reference or a title: `refs/heads/live`, `Deploy to eu1`. */
function partsOf(name: string): readonly string[] {
  const lower = name.toLowerCase();
  return [...new Set([lower, ...lower.split(/[/\s:]+/).slice(0, 50)])].filter(part => part !== '');
}
