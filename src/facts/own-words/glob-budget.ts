import type { GlobBudget } from '../../lib/glob.ts';
import type { Settings } from '../../model/settings.ts';

/** About ten seconds: a hundred times what long lists of rules take in large repositories. */
const most = 2_000_000_000;

const budgets = new WeakMap<Settings, GlobBudget>();

/** What all globs of these settings together may take in this thread. */
export function budgetOf(settings: Settings): GlobBudget {
  const budget = budgets.get(settings) ?? { left: most };
  budgets.set(settings, budget);
  return budget;
}

/** Why some globs were given up, if they were. */
export function spentNotes(settings: Settings): readonly string[] {
  return budgetOf(settings).left > 0
    ? []
    : [`${settings.path}: its globs take too long to match and were given up; write them with fewer wildcards`];
}
