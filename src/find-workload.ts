import { basename } from 'node:path';
import { attribute } from './facts/attribution.ts';
import { joinWorkloads } from './facts/join-workloads.ts';
import { ofServices } from './facts/of-services.ts';
import { budgetOf } from './facts/own-words/glob-budget.ts';
import { statementFacts } from './facts/statement-facts.ts';
import { type FactsOptions, type FoundFacts, findFacts } from './find-facts.ts';
import { pathGlob } from './lib/glob.ts';
import { type Fact, isKind } from './model/fact.ts';
import type { ListedSource } from './model/people.ts';
import type { Settings } from './model/settings.ts';
import type { SearchRecord } from './model/verdict.ts';
import { fileHasher } from './sources/repository/read-file.ts';

/** All sources of a workload: the folder that is assessed, and what its `opsex.yaml` lists besides. */
export async function findWorkload(path: string, options: FactsOptions = {}): Promise<FoundFacts> {
  const { settings } = options;
  const main = withPeople(await findFacts(path, options), settings);
  if (!settings?.sources) return main;
  const [root] = main.workload.sources;
  const found: Part[] = [];
  for (const source of settings.sources) {
    if (source.folder === undefined || source.folder === root?.path) continue;
    const part = await findFacts(source.folder, { ...options, settings: wordsFor(settings) });
    found.push(inPlace(part, source, settings));
  }
  const own = settings.sources.find(({ folder }) => folder === root?.path);
  return join(own ? { ...main, facts: partOf(main.facts, own, settings) } : main, found);
}

/** What people say is added last: it changes no fact that was found. */
function withPeople(found: FoundFacts, settings: Settings | undefined): FoundFacts {
  const root = found.workload.sources[0]?.path;
  if (!settings?.people || root === undefined) return found;
  const { people } = settings;
  const hash = people.statements.some(({ evidence }) => 'file' in evidence) ? fileHasher(root) : undefined;
  const said = statementFacts(people, path => hashIn(hash?.(path)));
  const complete = people.complete !== undefined;
  const facts = found.facts.map(fact => (isKind(fact, 'workload') && complete ? { ...fact, fields: { ...fact.fields, complete } } : fact));
  return { ...found, facts: [...facts, ...said] };
}

function hashIn(found: ReturnType<ReturnType<typeof fileHasher>> | undefined): string | undefined {
  return found && 'sha256' in found ? found.sha256 : undefined;
}

interface Part {
  readonly found: FoundFacts;
  readonly source: ListedSource;
}

/** Paths in `opsex.yaml` are those of the repository it is written for; names are those of the workload. */
function wordsFor(settings: Settings): Settings {
  const { services, sources: _, people: __, ...rest } = settings;
  return {
    ...rest,
    paths: { exclude: [], classes: [], applied: [], production: [] },
    runbooks: settings.runbooks.filter(({ folder }) => folder === undefined),
    ...(services ? { services: { ...services, list: services.list.map(each => ({ ...each, paths: [] })) } } : {}),
  };
}

function inPlace(found: FoundFacts, source: ListedSource, settings: Settings): Part {
  const name = nameOf(source);
  const facts = partOf(found.facts, source, settings)
    .filter(fact => fact.kind !== 'service' || fact.detector !== 'opsex.yaml') // the inventory of services counts once
    .map(fact => ({ ...fact, source: name, ...(fact.origin.kind === 'file' ? { origin: below(source, fact.origin) } : {}) }));
  const unread = found.unread.map(each => ({ ...each, path: `${source.path}/${each.path}` }));
  const notes = found.notes.filter(note => !note.startsWith(settings.path)).map(note => `${name}: ${note}`);
  return { source, found: { ...found, facts, unread, notes } };
}

function nameOf({ name, path, folder }: ListedSource): string {
  return name ?? basename(folder ?? path);
}

function below(source: ListedSource, origin: Extract<Fact['origin'], { kind: 'file' }>): Fact['origin'] {
  return origin.path === '' ? origin : { ...origin, path: `${source.path.replace(/\/+$/, '')}/${origin.path}` };
}

function partOf(facts: readonly Fact[], { only, services }: ListedSource, settings: Settings): readonly Fact[] {
  const globs = only.map(glob => pathGlob(glob, budgetOf(settings)));
  const inside = globs.length === 0 ? facts : facts.filter(fact => isInside(fact, globs));
  return ofServices(inside, services, settings.services?.list ?? []);
}

/** What is concluded from the whole source, and what git tells, has no path. */
function isInside({ kind, origin }: Fact, globs: readonly ((path: string) => boolean)[]): boolean {
  return kind === 'workload' || (origin.kind === 'file' && globs.some(fits => fits(origin.path)));
}

function join(main: FoundFacts, parts: readonly Part[]): FoundFacts {
  const all = [main, ...parts.map(part => part.found)];
  const added = parts.map(({ source, found }) => `${source.at.path}:${source.at.line} adds ${found.facts.length} facts of ${source.path}`);
  return {
    ...main,
    workload: {
      ...main.workload,
      sources: [
        ...main.workload.sources,
        ...parts.flatMap(({ source, found }) => found.workload.sources.map(each => ({ name: nameOf(source), ...each }))),
      ],
    },
    facts: attribute(joinWorkloads(all.flatMap(each => each.facts))),
    unread: all.flatMap(each => each.unread),
    notes: [...main.notes, ...added, ...parts.flatMap(part => part.found.notes)],
    search: joinSearches(all.map(each => each.search)),
  };
}

function joinSearches(searches: readonly SearchRecord[]): SearchRecord {
  return {
    detectorsFor: kind => [...new Set(searches.flatMap(search => search.detectorsFor(kind)))],
    filesRead: detectors => searches.reduce((sum, search) => sum + search.filesRead(detectors), 0),
    unreadFor: kind => searches.flatMap(search => search.unreadFor(kind)),
    openFor: kind => searches.flatMap(search => search.openFor(kind)),
  };
}
