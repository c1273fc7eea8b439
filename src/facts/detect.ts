import { type Fact, type FactDraft, isKind, isOwn, type Known, type PathClass, type Strength } from '../model/fact.ts';
import type { FactKind } from '../model/fact-kinds.ts';
import type { Commit, Detector, FileHistory, Located, Scene } from './detector.ts';
import { detectors } from './detectors/index.ts';
import { pathClassifier } from './path-class.ts';
import { isProduction } from './production.ts';
import { SourceFile } from './source-file.ts';
import { describeWorkload } from './workload.ts';

/** What one file gave: findings by detector, and why parts of it could not be read. */
export interface FileFindings {
  readonly path: string;
  readonly findings: readonly (readonly [detector: string, findings: readonly unknown[]])[];
  readonly problem?: string;
}

/** Lets every wanting detector parse one file. Never throws: what goes wrong is the file's `problem`. Pure, may run in a thread. */
export function parseFile(path: string, text: string, wanted: readonly Detector<unknown>[]): FileFindings {
  const file = new SourceFile(path, text);
  const findings: [string, unknown[]][] = [];
  let problem: string | undefined;
  for (const detector of wanted) {
    try {
      const found = [...detector.parse(file)];
      if (found.length > 0) findings.push([detector.id, found]);
    } catch (error) {
      problem = `${detector.title}: ${error instanceof RangeError ? 'nests too deep' : (error as Error).message}`;
    }
  }
  file.close();
  const first = file.problems[0];
  return { path, findings, problem: problem ?? (first && `line ${first.line}: ${first.message}`) };
}

export interface Detection {
  readonly paths: readonly string[];
  readonly files: readonly FileFindings[];
  readonly histories: ReadonlyMap<string, FileHistory>;
  readonly commits: readonly Commit[];
}

/** Links the findings of one source into facts, and completes each with path class, service, environment and strength. */
export function linkFacts(detection: Detection): readonly Fact[] {
  const byDetector = new Map<string, Located<unknown>[]>();
  for (const { path, findings } of detection.files) {
    for (const [id, found] of findings) {
      const located = byDetector.get(id) ?? [];
      for (const finding of found) located.push({ path, finding });
      byDetector.set(id, located);
    }
  }
  const known = new Set(detection.paths);
  const classOf = pathClassifier(detection.paths);
  const scene: Scene = {
    paths: detection.paths,
    has: path => known.has(path),
    classOf,
    findings: <F>(detector: Detector<F>) => (byDetector.get(detector.id) ?? []) as readonly Located<F>[],
    historyOf: path => detection.histories.get(path),
    commits: detection.commits,
  };
  const drafts = detectors.flatMap(detector => linkOne(detector, byDetector.get(detector.id) ?? [], scene));
  const facts = attribute(drafts.map(([id, draft]) => complete(draft, id, classOf)));
  const workload = describeWorkload(facts.filter(isOwn), detection.paths);
  return [complete(workload, 'workload', classOf), ...facts];
}

function linkOne(detector: Detector<unknown>, found: readonly Located<unknown>[], scene: Scene): readonly (readonly [string, FactDraft])[] {
  const drafts = detector.link ? [...detector.link(found, scene)] : found.map(({ path, finding }) => ({ path, ...(finding as FactDraft) }));
  return drafts.map(draft => [detector.id, draft] as const);
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
    templated: draft.templated ?? false,
    detector,
  };
}

function productionOf(environment: string | undefined, path: string): Known {
  return isProduction(environment ? environment : path.slice(0, path.lastIndexOf('/') + 1) || path);
}

const attributed: ReadonlySet<FactKind> = new Set([
  'log.setup',
  'log.collector',
  'log.retention',
  'trace.setup',
  'metric.red',
  'flag.sdk',
  'rollout',
  'alert.rule',
  'slo',
  'dashboard',
  'runbook',
  'artifact.image',
  'deploy.script',
  'pipeline.job',
] as const satisfies readonly FactKind[]); // prettier-ignore

/** Facts without a service take the one whose folder holds their file; where there is only one service, everything is its. */
function attribute(facts: readonly Fact[]): readonly Fact[] {
  const services = facts.filter(isOwn).flatMap(fact => (isKind(fact, 'service') ? [fact.fields] : []));
  const names = new Set(services.map(service => service.name));
  const only = names.size === 1 ? services[0]?.name : undefined;
  const roots = services.filter(service => service.root !== '').sort((a, b) => b.root.length - a.root.length);
  return facts.map(fact => {
    if (fact.scope.service !== '' || !attributed.has(fact.kind)) return fact;
    const path = fact.origin.kind === 'file' ? fact.origin.path : '';
    const root = roots.find(each => each.root === '.' || path.startsWith(`${each.root}/`))?.root;
    const owners = new Set(roots.flatMap(each => (each.root === root ? [each.name] : [])));
    // of several services in one folder nobody knows whose a file is
    const service = owners.size === 1 ? [...owners][0] : root === undefined ? only : undefined;
    return service ? { ...fact, scope: { ...fact.scope, service } } : fact;
  });
}
