import { type SearchLog, searchRecord } from './facts/search-record.ts';
import type { Findings } from './model/assessment.ts';
import type { Settings } from './model/settings.ts';
import type { SearchRecord } from './model/verdict.ts';
import { type Cache, type CachePart, digest } from './sources/cache/cache.ts';
import { contentKey } from './sources/repository/content-key.ts';
import { type KnownRecords, knownRecords } from './sources/repository/known-records.ts';
import { type OpenRepository, openRepository, type RepositoryState } from './sources/repository/open-repository.ts';

export interface FactsOptions {
  /** The organisation's own words. */
  readonly settings?: Settings;
  /** What earlier runs found; without it every file is read and parsed. */
  readonly cache?: Cache;
  readonly progress?: (text: string) => void;
}

export type FoundFacts = Findings & { readonly search: SearchRecord };

/** The first half of the road: sources -> facts. Needs no model. A source whose state is known from an earlier run is not read again. */
export async function findFacts(path: string, options: FactsOptions = {}): Promise<FoundFacts> {
  const source = await openRepository(path, options.settings);
  const cache = options.cache?.of(source.root);
  const { search, ...found } = cache ? await keptOrRead(source, cache, options) : (await read(source, options)).facts;
  return { ...found, workload: shownAt(found.workload, source.state.web), search: searchRecord(search) };
}

/** Facts do not depend on where a forge shows them, so that a changed address needs no new reading. */
function shownAt(workload: Findings['workload'], web: RepositoryState['web']): Findings['workload'] {
  return { ...workload, sources: workload.sources.map(source => ({ ...source, ...web })) };
}

/** The words that facts depend on: what people state, where else the workload is kept and how events are imported changes nothing of what a source holds. */
function forFacts(settings: Settings | undefined): Settings | undefined {
  if (!settings) return undefined;
  const { people: _, sources: __, imports: ___, ...words } = settings;
  return words;
}

/** All that judging needs, as plain data. */
export type SourceFacts = Findings & { readonly search: SearchLog };

async function keptOrRead(source: OpenRepository, cache: CachePart, options: FactsOptions): Promise<SourceFacts> {
  const words = digest(JSON.stringify(forFacts(options.settings) ?? null));
  const state = contentKey(source);
  const [kept] = state ? ((await cache.load('facts', words + state)) ?? []) : [];
  if (kept) return JSON.parse(kept) as SourceFacts;
  const { facts, incomplete } = await read(source, options, await knownRecords(cache, words));
  if (state && !incomplete) await cache.save('facts', words + state, [JSON.stringify(facts)]);
  return facts;
}

/** The detectors are loaded only when something must be read: loading takes longer than judging. */
async function read(source: OpenRepository, options: FactsOptions, known?: KnownRecords) {
  const { readSource } = await import('./read-source.ts');
  return readSource(source, options, known);
}
