import type * as z from 'zod';
import { prepareLinearPatterns } from '../lib/linear-pattern.ts';
import { type PlacedYaml, readPlacedYaml, type Steps } from '../lib/placed-yaml.ts';
import { fitted, writtenSteps } from '../lib/shape-problems.ts';
import type { OwnDetector } from '../model/own-detector.ts';
import type { Settings } from '../model/settings.ts';
import { readDefinition } from './own-detectors.ts';
import type { At } from './sections/common.ts';
import { detectorFileSchema, type WrittenDetector } from './sections/detectors.ts';
import { readEnvironments } from './sections/environments.ts';
import { readImports } from './sections/imports.ts';
import { readPaths } from './sections/paths.ts';
import { readExemptions, readStatements, readWaivers } from './sections/people.ts';
import { readProduction } from './sections/production.ts';
import { readRunbooks } from './sections/runbooks.ts';
import { readServices } from './sections/services.ts';
import { readSources } from './sections/sources.ts';
import { readTargets, readThresholds } from './sections/targets.ts';
import { readWrappers } from './sections/wrappers.ts';
import { settingsSchema, type WrittenSettings } from './settings-schema.ts';

export interface SettingsText {
  /** As messages name it. */
  readonly path: string;
  readonly text: string;
}

/** Why settings were refused, and where. */
export interface SettingsProblem {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Reads a file that settings name, by its path as written there; a text in place of it is the reason why it cannot be read. */
export type ReadNamed = (path: string) => SettingsText | string;

interface Surroundings {
  readonly inside: boolean;
  readonly read: ReadNamed;
  /** Ids of detectors that opsex has; asked only when there are own ones. */
  readonly taken: () => Promise<readonly string[]>;
}

type Problems = { readonly problems: readonly SettingsProblem[] };

const mostCharacters = 1_000_000;

/** Reads and checks `opsex.yaml` and the files of detectors that it names. */
export async function loadSettings(file: SettingsText, surroundings: Surroundings): Promise<{ readonly settings: Settings } | Problems> {
  const read = readShape(file, settingsSchema);
  if ('problems' in read) return read;
  const { value, yaml } = read;
  const at = placesIn(file.path, yaml);
  const problems: SettingsProblem[] = [];
  if (value.detectors) await prepareLinearPatterns();
  const detectors = (value.detectors ?? []).flatMap((each, index) => {
    const steps = ['detectors', index];
    if (typeof each !== 'string') return readOwn([each], ['detectors'], index, file.path, yaml, problems);
    const named = surroundings.read(each);
    if (typeof named !== 'string') return readFile(named, problems);
    problems.push({ path: file.path, ...yaml.placeOf(steps), message: `${writtenSteps(steps)}: ${each} ${named}` });
    return [];
  });
  if (detectors.length > 0) problems.push(...idProblems(detectors, await surroundings.taken()));
  if (problems.length > 0) return { problems };
  return {
    settings: {
      path: file.path,
      inside: surroundings.inside,
      workload: value.workload ?? {},
      production: [
        ...(value.production ? readProduction(value.production, below(at, 'production')) : []),
        ...(value.environments ? readEnvironments(value.environments, below(at, 'environments')) : []),
      ],
      paths: readPaths(value.paths ?? {}, below(at, 'paths')),
      runbooks: readRunbooks(value.runbooks ?? [], below(at, 'runbooks')),
      wrappers: readWrappers(value.wrappers ?? {}, below(at, 'wrappers')),
      detectors,
      ...(value.services ? { services: readServices(value.services, below(at, 'services')) } : {}),
      ...(value.sources ? { sources: readSources(value.sources, below(at, 'sources')) } : {}),
      ...(value.imports ? { imports: readImports(value.imports, below(at, 'imports')) } : {}),
      ...peoplesPart(value, at),
    },
  };
}

/** What does not fit the shape of an `opsex.yaml`; the files that it names are not looked at. */
export function shapeProblems(file: SettingsText): readonly SettingsProblem[] {
  const read = readShape(file, settingsSchema);
  return 'problems' in read ? read.problems : [];
}

/** What people say about criteria; nothing when they say nothing. */
function peoplesPart(value: WrittenSettings, at: At): Pick<Settings, 'people'> {
  const { statements, waivers, not_applicable, targets, thresholds, complete } = value;
  if ([statements, waivers, not_applicable, targets, thresholds, complete].every(part => part === undefined)) return {};
  return {
    people: {
      statements: readStatements(statements ?? [], below(at, 'statements')),
      waivers: readWaivers(waivers ?? [], below(at, 'waivers')),
      exemptions: readExemptions(not_applicable ?? [], below(at, 'not_applicable')),
      thresholds: readThresholds(thresholds ?? {}, below(at, 'thresholds')),
      ...(targets ? { targets: readTargets(targets, below(at, 'targets')) } : {}),
      ...(complete ? { complete: at('complete') } : {}),
    },
  };
}

/** Reads and checks a file of detectors. */
export async function loadDetectors(
  file: SettingsText,
  taken: Surroundings['taken'],
): Promise<{ readonly detectors: readonly OwnDetector[] } | Problems> {
  await prepareLinearPatterns();
  const problems: SettingsProblem[] = [];
  const detectors = readFile(file, problems);
  problems.push(...idProblems(detectors, await taken()));
  return problems.length > 0 ? { problems } : { detectors };
}

function readShape<T>(
  { path, text }: SettingsText,
  schema: z.ZodType<T>,
): { readonly value: T; readonly yaml: PlacedYaml } | { readonly problems: readonly SettingsProblem[] } {
  if (text.length > mostCharacters) return { problems: [{ path, line: 1, column: 1, message: 'the file is larger than 1 MB' }] };
  const read = readPlacedYaml(text);
  if ('problems' in read) return { problems: read.problems.map(problem => ({ path, ...problem })) };
  const { yaml } = read;
  const fit = fitted(schema, yaml);
  return 'problems' in fit ? { problems: fit.problems.map(problem => ({ path, ...problem })) } : { value: fit.value, yaml };
}

function readFile(file: SettingsText, problems: SettingsProblem[]): readonly OwnDetector[] {
  const read = readShape(file, detectorFileSchema);
  if ('value' in read) return readOwn(read.value.detectors, ['detectors'], 0, file.path, read.yaml, problems);
  problems.push(...read.problems);
  return [];
}

function readOwn(
  written: readonly WrittenDetector[],
  steps: Steps,
  first: number,
  path: string,
  yaml: PlacedYaml,
  problems: SettingsProblem[],
): readonly OwnDetector[] {
  return written.map((each, offset) => {
    const place = [...steps, first + offset];
    const read = readDefinition(each, (...further) => ({ path, line: yaml.placeOf([...place, ...further]).line }));
    for (const { steps: inner, message } of read.problems)
      problems.push({ path, ...yaml.placeOf([...place, ...inner]), message: `${writtenSteps([...place, ...inner])}: ${message}` });
    return read.detector;
  });
}

function idProblems(detectors: readonly OwnDetector[], taken: readonly string[]): readonly SettingsProblem[] {
  const seen = new Set(taken);
  return detectors.flatMap(({ id, at }) => {
    const problem = { ...at, column: 1, message: `there is already a detector "${id}": give this one another id` };
    const known = seen.has(id);
    seen.add(id);
    return known ? [problem] : [];
  });
}

/** Rules stand on the line of their key, or of their item in a list. */
function placesIn(path: string, yaml: PlacedYaml): At {
  return (...steps) => ({ path, line: (typeof steps.at(-1) === 'string' ? yaml.keyPlaceOf(steps) : yaml.placeOf(steps)).line });
}

function below(at: At, section: string): At {
  return (...steps) => at(section, ...steps);
}
