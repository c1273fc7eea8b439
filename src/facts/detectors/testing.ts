import { prepareHcl } from '../../lib/hcl.ts';
import type { Fact } from '../../model/fact.ts';
import type { FactKind } from '../../model/fact-kinds.ts';
import type { Settings } from '../../model/settings.ts';
import { acceptedBy, wantedBy } from '../candidates.ts';
import { linkFacts, parseFile } from '../detect.ts';
import type { Commit, FileHistory } from '../detector.ts';
import { detectorsFor } from '../detectors-for.ts';
import { linkSpoken } from '../own-words/rest.ts';

export interface Surroundings {
  readonly histories?: Readonly<Record<string, FileHistory>>;
  readonly commits?: readonly Commit[];
  /** The organisation's own words. */
  readonly settings?: Settings;
}

/** Runs every detector over a small repository given as path -> text, as an assessment would. For tests. */
export async function factsOf(files: Readonly<Record<string, string>>, surroundings: Surroundings = {}): Promise<readonly Fact[]> {
  await prepareHcl();
  const paths = Object.keys(files).sort();
  const { settings } = surroundings;
  const wants = wantedBy(detectorsFor(settings));
  const parsed = paths.map(path => {
    const text = files[path] ?? '';
    return parseFile(path, text, acceptedBy(wants(path), text), settings);
  });
  const detection = {
    paths,
    files: parsed,
    histories: new Map(Object.entries(surroundings.histories ?? {})),
    commits: surroundings.commits ?? [],
  };
  return settings ? linkSpoken(detection, settings).facts : linkFacts(detection);
}

/** The facts of one kind in a form that is easy to compare: fields, place and scope flattened into one object. */
export function flat(facts: readonly Fact[], kind: FactKind): readonly Record<string, unknown>[] {
  return facts
    .filter(fact => fact.kind === kind)
    .map(fact => ({
      ...fact.fields,
      ...fact.scope,
      ...(fact.origin.kind === 'file' ? { path: fact.origin.path, line: fact.origin.line } : {}),
    }));
}
