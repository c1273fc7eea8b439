import { pathGlob } from '../lib/glob.ts';
import { openPlaces } from '../lib/open-places.ts';
import { type Fact, type FactDraft, isOwn, type Known, type PathClass, type Strength } from '../model/fact.ts';
import type { Settings, SettingsPlace } from '../model/settings.ts';
import { attribute } from './attribution.ts';
import type { Commit, Detector, FileHistory, Located, Scene } from './detector.ts';
import { detectorsFor } from './detectors-for.ts';
import { budgetOf } from './own-words/glob-budget.ts';
import { speaking } from './own-words/in-force.ts';
import { inOwnWords } from './own-words/own-facts.ts';
import { pathClassifier } from './path-class.ts';
import { isProduction, isProductionPath } from './production.ts';
import { withoutSecrets } from './secrets.ts';
import { SourceFile } from './source-file.ts';
import { isTemplate } from './template-files.ts';
import { describeWorkload } from './workload.ts';

/** What one file gave: findings by detector, and why parts of it could not be read. */
export interface FileFindings {
  readonly path: string;
  readonly findings: readonly (readonly [detector: string, findings: readonly unknown[]])[];
  readonly problem?: string;
  /** The line of the first place that is still to be filled in; such a file says nothing yet. */
  readonly openAt?: number;
  /** Ids of the detectors that would have read it, were it filled in. */
  readonly unheardBy?: readonly string[];
  /** Where the organisation's words changed what a detector found. */
  readonly changed?: readonly ChangedFindings[];
}

interface ChangedFindings {
  readonly detector: string;
  readonly by: readonly SettingsPlace[];
  /** What it finds without them. */
  readonly plain: readonly unknown[];
}

/** Lets every wanting detector parse one file. Never throws: what goes wrong is the file's `problem`. Pure, may run in a thread. */
export function parseFile(path: string, text: string, wanted: readonly Detector<unknown>[], settings?: Settings): FileFindings {
  const openAt = isForm(path) ? undefined : openPlaces(text)[0]?.line;
  if (openAt !== undefined) return { path, findings: [], openAt, unheardBy: wanted.map(({ id }) => id) };
  const file = new SourceFile(path, text);
  const findings: [string, readonly unknown[]][] = [];
  const changed: ChangedFindings[] = [];
  let problem: string | undefined;
  for (const detector of wanted) {
    try {
      const found = speaking(settings, () => [...detector.parse(file)]);
      if (found.result.length > 0) findings.push([detector.id, found.result]);
      if (found.used.length === 0) continue;
      const plain = speaking(undefined, () => [...detector.parse(file)]).result;
      changed.push({ detector: detector.id, by: found.used, plain });
    } catch (error) {
      problem = `${detector.title}: ${error instanceof RangeError ? 'nests too deep' : (error as Error).message}`;
    }
  }
  file.close();
  const first = file.problems[0];
  const reason = problem ?? (first && `line ${first.line}: ${first.message}`);
  if (findings.length === 0 && reason === undefined) return { path, findings };
  return withoutSecrets({ path, findings, ...(reason ? { problem: reason } : {}), ...(changed.length > 0 ? { changed } : {}) }, text);
}

/** A form keeps its places: it is filled in anew each time. */
function isForm(path: string): boolean {
  return /template/i.test(path);
}

export interface Detection {
  readonly paths: readonly string[];
  readonly files: readonly FileFindings[];
  readonly histories: ReadonlyMap<string, FileHistory>;
  readonly commits: readonly Commit[];
}

/** Links the findings of one source into facts, and completes each with path class, service, environment and strength. */
export function linkFacts(detection: Detection): readonly Fact[] {
  return linkInWords(detection, undefined).facts;
}

export interface Linked {
  readonly facts: readonly Fact[];
  /** The lines of the organisation's words that changed what a detector made of its findings. */
  readonly used: ReadonlyMap<string, readonly SettingsPlace[]>;
}

/** The same with the organisation's words in force. */
export function linkInWords(detection: Detection, settings: Settings | undefined): Linked {
  const byDetector = new Map<string, Located<unknown>[]>();
  for (const { path, findings } of detection.files) {
    for (const [id, found] of findings) {
      const located = byDetector.get(id) ?? [];
      for (const finding of found) located.push({ path, finding });
      byDetector.set(id, located);
    }
  }
  const open = new Set(detection.files.flatMap(({ path, openAt }) => (openAt === undefined ? [] : [path])));
  const paths = open.size === 0 ? detection.paths : detection.paths.filter(path => !open.has(path)); // what is not filled in is not there yet
  const known = new Set(paths);
  const classOf = pathClassifier(detection.paths, settings);
  const isLeftOut = leftOut(settings);
  const scene: Scene = {
    paths,
    has: path => known.has(path),
    isOpen: path => open.has(path),
    mayHold: path => open.has(path) || isLeftOut(path),
    classOf,
    findings: <F>(detector: Detector<F>) => (byDetector.get(detector.id) ?? []) as readonly Located<F>[],
    historyOf: path => detection.histories.get(path),
    commits: detection.commits,
  };
  const used = new Map<string, readonly SettingsPlace[]>();
  const found = detectorsFor(settings).flatMap(detector => {
    const linked = speaking(settings, () =>
      linkOne(detector, byDetector.get(detector.id) ?? [], scene).map(draft => complete(draft, detector.id, classOf)),
    );
    if (linked.used.length > 0) used.set(detector.id, linked.used);
    return linked.result;
  });
  const facts = attribute(settings ? inOwnWords(found, settings, draft => complete(draft, 'opsex.yaml', classOf)) : found);
  const workload = describeWorkload(facts.filter(isOwn), paths);
  return { facts: [complete(workload, 'workload', classOf), ...facts], used };
}

function leftOut(settings: Settings | undefined): (path: string) => boolean {
  const globs = settings?.paths.exclude.map(({ glob }) => pathGlob(glob, budgetOf(settings))) ?? [];
  return path => globs.some(fits => fits(path));
}

function linkOne(detector: Detector<unknown>, found: readonly Located<unknown>[], scene: Scene): readonly FactDraft[] {
  return detector.link ? [...detector.link(found, scene)] : found.map(({ path, finding }) => ({ path, ...(finding as FactDraft) }));
}

function complete(draft: FactDraft, detector: string, classOf: (path: string) => PathClass): Fact {
  const path = draft.path ?? '';
  return {
    kind: draft.kind,
    fields: draft.fields,
    origin: draft.origin ?? { kind: 'file', path, line: draft.line, endLine: draft.endLine ?? draft.line },
    strength: draft.strength ?? ('declared' satisfies Strength),
    scope: {
      service: draft.scope?.service ?? '',
      environment: draft.scope?.environment ?? '',
      production: draft.scope?.production ?? productionOf(draft.scope?.environment, path),
    },
    pathClass: draft.pathClass ?? (path === '' ? 'own' : classOf(path)),
    templated: draft.templated === true || isTemplate(path),
    detector,
    ...(draft.accordingTo ? { accordingTo: draft.accordingTo } : {}),
  };
}

function productionOf(environment: string | undefined, path: string): Known {
  return environment ? isProduction(environment) : isProductionPath(path.slice(0, path.lastIndexOf('/') + 1) || path);
}
