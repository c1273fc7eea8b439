import { basename } from 'node:path';
import { linkFacts } from './facts/detect.ts';
import { linkSpoken } from './facts/own-words/rest.ts';
import { type SearchLog, searchLog, searchRecord } from './facts/search-record.ts';
import { judge } from './judge/judge.ts';
import { decideLevels } from './judge/levels.ts';
import { planRoadmap } from './judge/roadmap.ts';
import type { Assessment, Findings, Source } from './model/assessment.ts';
import type { Model } from './model/model.ts';
import type { Settings } from './model/settings.ts';
import type { SearchRecord } from './model/verdict.ts';
import { type Cache, type CachePart, digest } from './sources/cache/cache.ts';
import { contentKey } from './sources/repository/content-key.ts';
import { type KnownRecords, knownRecords } from './sources/repository/known-records.ts';
import { type OpenRepository, openRepository, type RepositoryMaterial, readRepository } from './sources/repository/repository.ts';

export interface FactsOptions {
  /** The organisation's own words. */
  readonly settings?: Settings;
  /** What earlier runs found; without it every file is read and parsed. */
  readonly cache?: Cache;
  readonly progress?: (text: string) => void;
}

type Found = Findings & { readonly search: SearchRecord };

/** The first half of the road: sources -> facts. Needs no model. */
export async function findFacts(path: string, options: FactsOptions = {}): Promise<Found> {
  const { settings, cache } = options;
  const source = await openRepository(path, settings);
  return cache ? findWithCache(source, cache.of(source.root), options) : unfold((await read(source, options)).kept);
}

/** The whole product in one reading: sources -> facts -> verdicts -> levels -> roadmap. */
export async function assess(path: string, model: Model, asOf: Date, options: FactsOptions = {}): Promise<Assessment> {
  const { search, ...found } = await findFacts(path, options);
  const verdicts = judge(model, found.facts, search, asOf);
  const levels = decideLevels(model, verdicts);
  const roadmap = planRoadmap(model, verdicts, levels);
  return { ...found, asOf, model, verdicts, levels, roadmap };
}

/** What is kept of a source whose state did not change: all that judging needs. */
type Kept = Findings & { readonly search: SearchLog };

function unfold({ search, ...found }: Kept): Found {
  return { ...found, search: searchRecord(search) };
}

async function findWithCache(source: OpenRepository, cache: CachePart, options: FactsOptions): Promise<Found> {
  const words = digest(JSON.stringify(options.settings ?? null));
  const state = contentKey(source);
  const [kept] = state ? ((await cache.load('facts', words + state)) ?? []) : [];
  if (kept) return unfold(JSON.parse(kept) as Kept);
  const known = await knownRecords(cache, words);
  const found = await read(source, options, known);
  if (state && !found.incomplete) await cache.save('facts', words + state, [JSON.stringify(found.kept)]);
  return unfold(found.kept);
}

async function read(source: OpenRepository, { settings, progress }: FactsOptions, known?: KnownRecords) {
  const material = await readRepository(source, {
    ...(settings ? { settings } : {}),
    ...(progress ? { progress } : {}),
    ...(known ? { known } : {}),
  });
  const unread = material.unread.map(({ path, reason }) => ({ path, reason }));
  const workload = { name: basename(material.root), ...settings?.workload, sources: [sourceOf(material)] };
  const linked = settings ? linkSpoken(material, settings) : { facts: linkFacts(material), notes: [] };
  const notes = [...linked.notes, ...material.notes];
  const kept: Kept = { workload, facts: linked.facts, unread, notes, search: searchLog(material, settings) };
  return { kept, incomplete: material.incomplete };
}

function sourceOf({ root, commit, dirty, shallow, paths }: RepositoryMaterial): Source {
  return { kind: commit === null && dirty === null ? 'folder' : 'repository', path: root, commit, dirty, shallow, files: paths.length };
}
