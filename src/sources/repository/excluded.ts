import { budgetOf } from '../../facts/own-words/glob-budget.ts';
import { pathGlob } from '../../lib/glob.ts';
import type { Settings } from '../../model/settings.ts';
import type { Listing } from './list-files.ts';

/** The listing without the paths that the organisation wants left out; the notes say how many by which line. */
export function withoutExcluded(listing: Listing, settings: Settings | undefined): Listing {
  const rules = settings?.paths.exclude ?? [];
  if (!settings || rules.length === 0) return listing;
  const tests = rules.map(({ glob }) => pathGlob(glob, budgetOf(settings)));
  const counts = rules.map(() => 0);
  const paths = listing.paths.filter(path => {
    const at = tests.findIndex(matches => matches(path));
    if (at >= 0) counts[at] = (counts[at] ?? 0) + 1;
    return at < 0;
  });
  const notes = rules.flatMap(({ glob, at }, index) => {
    const count = counts[index] ?? 0;
    return count > 0 ? [`${at.path}:${at.line} leaves out ${count} ${count === 1 ? 'file' : 'files'} (${glob})`] : [];
  });
  return { ...listing, paths, notes: [...listing.notes, ...notes] };
}
