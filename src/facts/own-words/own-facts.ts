import { type Fact, type FactDraft, isKind } from '../../model/fact.ts';
import type { Settings } from '../../model/settings.ts';
import { appliedRules } from './applied-roots.ts';
import { pipelineUses } from './pipeline-uses.ts';
import { withInventory } from './service-inventory.ts';
import { factsOfWrapper } from './wrapper-facts.ts';
import { wrapperFinder } from './wrapper-names.ts';

/** The facts, with what the organisation's words add to them and change in them once all are there. */
export function inOwnWords(facts: readonly Fact[], settings: Settings, complete: (draft: FactDraft) => Fact): readonly Fact[] {
  const added = [...moduleUses(facts, settings), ...pipelineUses(facts, settings)].map(complete);
  const applied = asApplied([...facts, ...added], settings);
  return withInventory(applied, settings, complete);
}

/** What modules of infrastructure give that the organisation has mapped to a meaning. */
function moduleUses(facts: readonly Fact[], settings: Settings): readonly FactDraft[] {
  if (settings.wrappers.length === 0) return [];
  const find = wrapperFinder(settings);
  return facts.flatMap(fact => {
    if (!isKind(fact, 'iac.module') || fact.origin.kind !== 'file') return [];
    const wrapper = find(fact.fields.source);
    const { path, line, endLine } = fact.origin;
    return wrapper ? factsOfWrapper(wrapper, '', { path, line, endLine, scope: fact.scope }) : [];
  });
}

/** Roots of infrastructure that the organisation says are applied. */
function asApplied(facts: readonly Fact[], settings: Settings): readonly Fact[] {
  if (settings.paths.applied.length === 0) return facts;
  const ruleFor = appliedRules(settings);
  return facts.map(fact => {
    if (!isKind(fact, 'iac.root') || fact.fields.live === 'yes' || fact.origin.kind !== 'file') return fact;
    const rule = ruleFor(fact.origin.path);
    return rule ? { ...fact, fields: { ...fact.fields, live: 'yes' as const }, accordingTo: [...(fact.accordingTo ?? []), rule.at] } : fact;
  });
}
