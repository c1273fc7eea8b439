import { basename } from 'node:path';
import { linkFacts } from './facts/detect.ts';
import { linkSpoken } from './facts/own-words/rest.ts';
import { searchLog } from './facts/search-log.ts';
import type { FactsOptions, SourceFacts } from './find-facts.ts';
import type { Source } from './model/assessment.ts';
import type { KnownRecords } from './sources/repository/known-records.ts';
import type { OpenRepository } from './sources/repository/open-repository.ts';
import { type RepositoryMaterial, readRepository } from './sources/repository/repository.ts';

/** Reads one source, and links what its files gave into facts. `incomplete` when another run may see more. */
export async function readSource(
  source: OpenRepository,
  { settings, progress }: FactsOptions,
  known?: KnownRecords,
): Promise<{ readonly facts: SourceFacts; readonly incomplete: boolean }> {
  const material = await readRepository(source, {
    ...(settings ? { settings } : {}),
    ...(progress ? { progress } : {}),
    ...(known ? { known } : {}),
  });
  const linked = settings ? linkSpoken(material, settings) : { facts: linkFacts(material), notes: [] };
  const facts: SourceFacts = {
    workload: { name: basename(material.root), ...settings?.workload, sources: [sourceOf(material)] },
    ...(settings ? { config: { path: settings.path, inside: settings.inside } } : {}),
    facts: linked.facts,
    unread: material.unread.map(({ path, reason }) => ({ path, reason })),
    notes: [...linked.notes, ...openNotes(material), ...material.notes],
    search: searchLog(material, settings),
  };
  return { facts, incomplete: material.incomplete };
}

function openNotes({ files }: RepositoryMaterial): readonly string[] {
  const open = files.flatMap(({ path, openAt }) => (openAt === undefined ? [] : [`${path}:${openAt}`]));
  if (open.length === 0) return [];
  const shown = open.slice(0, 3).join(', ');
  const rest = open.length > 3 ? ` and ${open.length - 3} more` : '';
  return [
    `${shown}${rest} ${open.length === 1 ? 'has' : 'have'} places to fill in ("<fill in: …>") and count${open.length === 1 ? 's' : ''} for nothing until then`,
  ];
}

function sourceOf({ root, commit, dirty, shallow, paths }: RepositoryMaterial): Source {
  return { kind: commit === null && dirty === null ? 'folder' : 'repository', path: root, commit, dirty, shallow, files: paths.length };
}
