import type { Fact } from '../model/fact.ts';
import type { ListedService } from '../model/settings.ts';

/**
 * The facts of a shared source that are about one of these services: by their scope, a folder or file of its name, or a name that holds it.
 * Facts of no service take it where only one is wanted.
 */
export function ofServices(facts: readonly Fact[], wanted: readonly string[], known: readonly ListedService[]): readonly Fact[] {
  if (wanted.length === 0) return facts;
  const names = wanted.map(name => [name, ...(known.find(each => each.name === name)?.also ?? [])].map(each => each.toLowerCase()));
  return facts.flatMap(fact => {
    if (fact.kind === 'workload') return [fact];
    const index = names.findIndex(each => isAbout(fact, each));
    const service = wanted[index];
    return service === undefined ? [] : [{ ...fact, scope: { ...fact.scope, service } }];
  });
}

function isAbout(fact: Fact, names: readonly string[]): boolean {
  const { service } = fact.scope;
  if (service !== '') return names.includes(service.toLowerCase());
  const path = fact.origin.kind === 'file' ? fact.origin.path : '';
  const words = [...path.split('/').map(part => part.replace(/\.[^.]*$/, '')), ...titles(fact)].map(plain);
  return names.some(name => words.some(word => word.includes(plain(name))));
}

/** Words with a hyphen before, between and behind, so that only whole words are found. */
function plain(text: string): string {
  const split = text.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
  return `-${split.replace(/[^\p{L}\p{N}]+/gu, '-')}-`.replace(/-{2,}/g, '-');
}

function titles({ fields }: Fact): readonly string[] {
  const { name, title } = fields as { readonly name?: unknown; readonly title?: unknown };
  return [name, title].filter(each => typeof each === 'string');
}
