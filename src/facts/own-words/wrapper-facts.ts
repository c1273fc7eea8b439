import { capabilityDefinition } from '../../model/capabilities.ts';
import { type FactDraft, fact, type Place } from '../../model/fact.ts';
import { type FactKind, kindDefinition } from '../../model/fact-kinds.ts';
import type { Given, Wrapper } from '../../model/settings.ts';

/** The facts that using a wrapper makes at a place: its words of one kind together make one. Words of pipelines make none here. */
export function factsOfWrapper(wrapper: Wrapper, language: string, place: Place): readonly FactDraft[] {
  const byKind = new Map<FactKind, Record<string, unknown>>();
  for (const given of wrapper.gives) {
    const { gives } = capabilityDefinition(given.capability);
    if (gives)
      byKind.set(
        gives.kind,
        combine(byKind.get(gives.kind) ?? named(gives.kind, wrapper, language), { ...gives.fields, ...stated(given) }),
      );
  }
  return [...byKind].map(([kind, fields]) => fact(kind, fields, { ...place, strength: 'declared', accordingTo: [wrapper.at] }));
}

/** Of two words that state a number the higher holds: a canary with automatic rollback is more than a canary. */
function combine(fields: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const combined: Record<string, unknown> = { ...fields };
  for (const [name, value] of Object.entries(more)) {
    const before = combined[name];
    combined[name] = typeof value === 'number' && typeof before === 'number' ? Math.max(value, before) : value;
  }
  return combined;
}

function stated({ capability, value }: Given): Record<string, unknown> {
  const field = capabilityDefinition(capability).takes?.field;
  return field !== undefined && value !== undefined ? { [field]: value } : {};
}

/** The fact says by which wrapper: in the field that its kind has for it. */
function named(kind: FactKind, { name }: Wrapper, language: string): Record<string, unknown> {
  const { fields } = kindDefinition(kind);
  return {
    ...('language' in fields ? { language } : {}),
    ...('library' in fields ? { library: name } : 'tool' in fields ? { tool: name } : {}),
    ...('store' in fields ? { store: name } : {}),
    ...('name' in fields ? { name } : {}),
  };
}
