import type { Fact } from '../../model/fact.ts';
import type { Settings, SettingsPlace } from '../../model/settings.ts';
import { type Detection, type FileFindings, linkInWords } from '../detect.ts';
import { classRules } from './class-rules.ts';
import { spentNotes } from './glob-budget.ts';
import { speaking } from './in-force.ts';
import { saidProduction } from './production-rules.ts';
import { isRun, unlisted } from './service-inventory.ts';

export interface Spoken {
  readonly facts: readonly Fact[];
  /** What the words did, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Links in the organisation's words and without them: what only the first gives rests on the words, and says on which lines of them.
 * So whoever writes `opsex.yaml` can change the result, but not unseen.
 */
export function linkSpoken(detection: Detection, settings: Settings): Spoken {
  const { facts, used } = linkInWords(detection, settings);
  const without = linkInWords({ ...detection, files: detection.files.map(plainFindings) }, undefined).facts;
  const plain = new Set(without.map(contentOf));
  const placesFor = placeFinder(detection, settings, used);
  const placed = facts.map(fact => (plain.has(contentOf(fact)) ? unmarked(fact) : { ...fact, accordingTo: placesFor(fact) }));
  const spoken = new Set(facts.map(contentOf));
  const gone = without.filter(fact => fact.kind !== 'workload' && !spoken.has(contentOf(fact))).length;
  return { facts: placed, notes: notesOf(settings, placed, gone, without) };
}

/** What the file gives where nobody says anything of his own. */
function plainFindings(file: FileFindings): FileFindings {
  if (!file.changed) return file;
  const plain = new Map(file.changed.map(({ detector, plain: findings }) => [detector, findings]));
  const same = file.findings.filter(([id]) => !plain.has(id));
  return { ...file, findings: [...same, ...[...plain].filter(([, findings]) => findings.length > 0)] };
}

function contentOf({ accordingTo: _, ...content }: Fact): string {
  return JSON.stringify(content);
}

function unmarked({ accordingTo: _, ...content }: Fact): Fact {
  return content;
}

type FindPlaces = (fact: Fact) => readonly SettingsPlace[];

/** The lines a fact rests on: those that it was made from, else those that its file or its detector was read with. */
function placeFinder(detection: Detection, settings: Settings, used: ReadonlyMap<string, readonly SettingsPlace[]>): FindPlaces {
  const ruleFor = classRules(settings);
  const parsed = new Map(
    detection.files.flatMap(({ path, changed }) => (changed ?? []).map(each => [`${path}\n${each.detector}`, each.by])),
  );
  return fact => {
    const path = fact.origin.kind === 'file' ? fact.origin.path : '';
    const rule = ruleFor(path);
    const said = speaking(
      settings,
      () => saidProduction(fact.scope.environment) ?? saidProduction(path.slice(0, path.lastIndexOf('/') + 1)),
    );
    const certain = [...(fact.accordingTo ?? []), ...(rule ? [rule.at] : []), ...(said.result ? [said.result.at] : [])];
    const read = [...certain, ...(parsed.get(`${path}\n${fact.detector}`) ?? [])];
    if (read.length > 0) return distinct(read);
    return distinct(used.get(fact.detector) ?? [{ path: settings.path, line: 1 }]);
  };
}

function distinct(places: readonly SettingsPlace[]): readonly SettingsPlace[] {
  return [...new Map(places.map(place => [`${place.path}:${place.line}`, place])).values()].slice(0, 10);
}

function notesOf(settings: Settings, facts: readonly Fact[], gone: number, plain: readonly Fact[]): readonly string[] {
  const changed = facts.filter(fact => fact.accordingTo && fact.kind !== 'workload').length;
  const owner = settings.inside ? ' of this repository' : '';
  const apart = gone > 0 ? `, ${gone} gave way` : '';
  const notes = [`${settings.path}${owner} applied: ${changed} facts rest on it${apart} (see --no-config)`];
  notes.push(...spentNotes(settings));
  const left = unlisted(plain, settings);
  const at = settings.services?.at;
  if (left.length > 0 && at) notes.push(`${at.path}:${at.line} lists all services; detected besides and not counted: ${some(left)}`);
  const idle = (settings.services?.list ?? []).filter(service => !isRun(service));
  if (idle.length > 0) notes.push(`${settings.path} says that these services are not run: ${some(idle.map(({ name }) => name))}`);
  return notes;
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(', ');
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown;
}
