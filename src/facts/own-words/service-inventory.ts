import { type PathMatcher, pathGlob } from '../../lib/glob.ts';
import { type Fact, type FactDraft, fact, isKind, type Known } from '../../model/fact.ts';
import type { Lifecycle, ListedService, Settings } from '../../model/settings.ts';
import { lacksService } from '../attribution.ts';
import { wordsOf } from '../production.ts';
import { budgetOf } from './glob-budget.ts';

/** Services that are not run for users, or no more. */
const notRun: ReadonlySet<Lifecycle> = new Set(['experimental', 'retired']);

export function isRun({ lifecycle }: ListedService): boolean {
  return !notRun.has(lifecycle);
}

interface Listed extends ListedService {
  owns(path: string): boolean;
  readonly names: ReadonlySet<string>;
}

/** The facts with the services that the organisation lists: detected ones take their listed names, and a whole list is all there is. */
export function withInventory(facts: readonly Fact[], settings: Settings, complete: (draft: FactDraft) => Fact): readonly Fact[] {
  const inventory = settings.services;
  if (!inventory) return facts;
  const listed = inventory.list.map(service => prepare(service, settings));
  const byDetected = listedNames(facts, listed);
  const seen = new Set<string>();
  const kept = facts.flatMap(each => {
    const name = serviceOf(each);
    const known = byDetected.get(name) ?? byName(name, listed);
    if (!isKind(each, 'service')) return [placed(each, known, listed)];
    if (!known) return inventory.complete ? [] : [each];
    if (!isRun(known)) return [];
    seen.add(known.name);
    return [renamed(each, known, settings)];
  });
  const missing = listed.filter(service => isRun(service) && !seen.has(service.name));
  return [...kept, ...missing.map(service => complete(draftOf(service, settings)))];
}

/** Names of detected services that are not on a list that is the whole inventory. */
export function unlisted(facts: readonly Fact[], settings: Settings): readonly string[] {
  if (!settings.services?.complete) return [];
  const known = listedNames(
    facts,
    settings.services.list.map(service => prepare(service, settings)),
  );
  const names = facts.flatMap(each => (isKind(each, 'service') && !known.has(each.fields.name) ? [each.fields.name] : []));
  return [...new Set(names)];
}

function prepare(service: ListedService, settings: Settings): Listed {
  const matchers: readonly PathMatcher[] = service.paths.map(glob => pathGlob(glob, budgetOf(settings)));
  return {
    ...service,
    owns: path => matchers.some(matches => matches(path)),
    names: new Set([service.name, ...service.also].map(plain)),
  };
}

/** Which listed service each detected one is: by its name, else by the folder of its code or of what declares it. */
function listedNames(facts: readonly Fact[], listed: readonly Listed[]): ReadonlyMap<string, Listed> {
  const found = new Map<string, Listed>();
  for (const each of facts) {
    if (!isKind(each, 'service')) continue;
    const { name, root } = each.fields;
    const path = each.origin.kind === 'file' ? each.origin.path : '';
    const known = byName(name, listed) ?? listed.find(service => (root !== '' && service.owns(root)) || service.owns(path));
    if (known && !found.has(name)) found.set(name, known);
  }
  return found;
}

/** A service that only alerts or manifests name, under one of its listed names. */
function byName(name: string, listed: readonly Listed[]): Listed | undefined {
  return name === '' ? undefined : listed.find(service => service.names.has(plain(name)));
}

function placed(each: Fact, known: Listed | undefined, listed: readonly Listed[]): Fact {
  const owner = known ?? (lacksService(each) && each.origin.kind === 'file' ? ownerOf(each.origin.path, listed) : undefined);
  if (!owner || owner.name === each.scope.service) return each;
  return { ...each, scope: { ...each.scope, service: owner.name }, accordingTo: [...(each.accordingTo ?? []), owner.at] };
}

function ownerOf(path: string, listed: readonly Listed[]): Listed | undefined {
  const owners = listed.filter(service => service.owns(path));
  return owners.length === 1 ? owners[0] : undefined;
}

function renamed(each: Fact<'service'>, service: Listed, settings: Settings): Fact {
  const critical = criticalOf(service, settings) ?? each.fields.critical;
  const root = each.fields.root || rootOf(service);
  const same = each.fields.name === service.name && critical === each.fields.critical && root === each.fields.root;
  if (same) return each;
  return {
    ...each,
    fields: { ...each.fields, name: service.name, critical, root },
    scope: { ...each.scope, service: service.name },
    accordingTo: [...(each.accordingTo ?? []), service.at],
  };
}

function draftOf(service: Listed, settings: Settings): FactDraft {
  const { path, line } = service.at;
  return fact(
    'service',
    { name: service.name, root: rootOf(service), via: 'opsex.yaml', critical: criticalOf(service, settings) ?? 'unknown' },
    { path, line, pathClass: 'own', scope: { service: service.name, production: 'unknown' }, accordingTo: [service.at] },
  );
}

/** Tiers 0 and 1 are critical. */
function criticalOf({ tier }: Listed, { workload }: Settings): Known | undefined {
  const said = tier ?? workload.tier;
  return said === undefined ? undefined : said <= 1 ? 'yes' : 'no';
}

/** Its folder, when it is said to be one. */
function rootOf({ paths }: Listed): string {
  const [only] = paths;
  return paths.length === 1 && only !== undefined && !/[*?{]/.test(only) ? only.replace(/^\.\/|\/+$/g, '') : '';
}

function serviceOf(each: Fact): string {
  return isKind(each, 'service') ? each.fields.name : each.scope.service;
}

function plain(name: string): string {
  return wordsOf(name).join('');
}
