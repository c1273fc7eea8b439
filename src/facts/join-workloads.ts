import { type Fact, isKind, type Known } from '../model/fact.ts';
import type { FactFields } from '../model/fact-kinds.ts';

type Workload = Fact<'workload'>;
type Nature = FactFields<'workload'>['nature'];

/** What the workload is, from what each of its sources is. */
export function joinWorkloads(facts: readonly Fact[]): readonly Fact[] {
  const parts = facts.filter(fact => isKind(fact, 'workload'));
  const [first] = parts;
  if (!first) return facts;
  const rest = facts.filter(fact => !isKind(fact, 'workload'));
  return [{ ...first, fields: joined(parts, rest) }, ...rest];
}

/** A source that holds programs says most about the workload, one that holds nothing known least. */
const natures: readonly Nature[] = ['service', 'infrastructure', 'alert-rules', 'library', 'documents', 'unknown'];

function joined(parts: readonly Workload[], facts: readonly Fact[]): FactFields<'workload'> {
  const all = parts.map(part => part.fields);
  const services = new Set(facts.flatMap(fact => (isKind(fact, 'service') ? [fact.fields.name] : [])));
  return {
    nature: natures.find(nature => all.some(each => each.nature === nature)) ?? 'unknown',
    operates: either(all.map(each => each.operates)),
    infrastructure: either(all.map(each => each.infrastructure)),
    stateful: either(all.map(each => each.stateful)),
    publishes: all.some(each => each.publishes),
    services: services.size,
    complete: all.some(each => each.complete),
  };
}

/** Yes when any is; no when all are not. */
function either(words: readonly Known[]): Known {
  if (words.includes('yes')) return 'yes';
  return words.every(word => word === 'no') ? 'no' : 'unknown';
}
