import { type FactDraft, fact, type Known } from '../../../model/fact.ts';
import { detector, type Located, type Scene } from '../../detector.ts';
import { type AppliedPaths, appliedFolders, appliedPathReads, appliedPaths, isScript } from '../applied-paths.ts';
import { environmentClasses, withPathClass } from '../environment-names.ts';
import { chartValues, environmentsOf, type PlacedEnvironment, valuesAnywhere } from './manifest-environments.ts';
import { type ChartFile, type KustomizationFile, type ManifestFile, readChart, readKustomization, readManifest } from './manifest-file.ts';
import { foldersAbove, type ManifestRoot, manifestRoots } from './manifest-roots.ts';
import { type ChartPublished, publishesCharts } from './published-charts.ts';

type Finding = ManifestFile | ChartFile | KustomizationFile | AppliedPaths | ChartPublished;

const commandWords = ['kubectl', 'helm', 'oc ', 'RESOURCE:', 'manifests:', 'chart'];

export const kubernetesManifests = detector<Finding>({
  id: 'kubernetes-manifests',
  title: 'Kubernetes manifests, Helm charts, Kustomize and OpenShift templates',
  docs: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/',
  reads: [
    { extensions: ['.yaml', '.yml'], text: ['apiVersion:'] },
    { extensions: ['.json'], text: ['"apiVersion"'] },
    { names: ['kustomization.yaml', 'kustomization.yml', 'kustomization', 'chart.yaml'] },
    ...appliedPathReads(...commandWords),
  ],
  emits: ['iac.root', 'iac.resources', 'environment.definition'],

  *parse(file) {
    if (isScript(file.path)) {
      yield* appliedPaths(file, 'kubectl', 'helm', 'openshift');
      if (publishesCharts(file)) yield { kind: 'published' };
      return;
    }
    const found = read(file.name.toLowerCase())(file);
    if (found) yield found;
  },

  *link(findings, scene) {
    const roots = manifestRoots(withClaims(ofKind(findings, 'manifest')), ofKind(findings, 'chart'), ofKind(findings, 'kustomization'));
    const charts = new Set(roots.filter(root => root.tool === 'helm').map(root => root.folder));
    const values = chartValues(scene.paths, charts);
    const isApplied = appliedFolders(ofKind(findings, 'applied').map(({ finding }) => finding));
    const reconciled = new Set(ofKind(findings, 'manifest').flatMap(({ finding }) => finding.reconciled));
    const seen = new Set<string>();
    const classOf = environmentClasses(
      roots.map(root => root.folder),
      scene.classOf,
    );
    const placed = { ...scene, classOf };
    const judged = roots.map(root => {
      const environments = environmentsOf(root, values);
      const deployed = isApplied(root.folder) || foldersAbove(root.folder).some(each => each !== '' && reconciled.has(each));
      return { root, environments, live: liveness(root, environments, deployed, placed) };
    });
    const product = ofKind(findings, 'published').length > 0 && judged.every(({ live }) => live !== 'yes');
    for (const { root, environments, live } of judged) {
      yield* withPathClass(rootFacts(root, product ? 'no' : live, environments), classOf);
      yield* withPathClass(environmentFacts(root.tool, environments, seen, placed), classOf);
    }
    yield* environmentFacts('helm', valuesAnywhere(scene.paths), seen, scene);
  },
});

/** An object of a kind that a definition of Crossplane adds is a claim: it makes cloud resources. */
function withClaims(manifests: readonly Located<ManifestFile>[]): readonly Located<ManifestFile>[] {
  const claims = new Set(manifests.flatMap(({ finding }) => finding.claims ?? []));
  if (claims.size === 0) return manifests;
  return manifests.map(({ path, finding }) => {
    const claimed = (finding.others ?? []).filter(({ kind }) => claims.has(kind));
    const [first] = claimed;
    if (!first) return { path, finding };
    const rest = finding.layers.map(each => (each.layer === 'kubernetes' ? { ...each, count: each.count - claimed.length } : each));
    const cloud = { layer: 'cloud', count: claimed.length, compute: false, data: false, network: false, line: first.line } as const;
    return { path, finding: { ...finding, layers: [...rest.filter(each => each.count > 0), cloud] } };
  });
}

function read(name: string) {
  if (name === 'chart.yaml') return readChart;
  return /^kustomization(?:\.ya?ml)?$/.test(name) ? readKustomization : readManifest;
}

function ofKind<K extends Finding['kind']>(findings: readonly Located<Finding>[], kind: K) {
  return findings.filter((each): each is Located<Extract<Finding, { kind: K }>> => each.finding.kind === kind);
}

/** A chart or bundle that others install looks like one that runs here: only values of an environment or a deployment tell them apart. */
function liveness(root: ManifestRoot, environments: readonly PlacedEnvironment[], deployed: boolean, scene: Scene): Known {
  const pathClass = scene.classOf(root.path);
  if (pathClass !== 'own' && pathClass !== 'generated') return 'no';
  const told = environments.some(each => each.tier === 'production' || each.tier === 'staging');
  return deployed || told ? 'yes' : 'unknown';
}

function* rootFacts(root: ManifestRoot, live: Known, environments: readonly PlacedEnvironment[]): Generator<FactDraft> {
  const { tool, folder, path, line } = root;
  const [only] = environments;
  const production: Known | undefined = environments.some(each => each.tier === 'production') ? 'yes' : only ? 'no' : undefined;
  const scope = { environment: environments.length === 1 ? (only?.name ?? '') : '', ...(production && { production }) };
  const name = folder || '.';
  yield fact(
    'iac.root',
    { tool, name, live, backend: 'server', backendType: 'kubernetes', locking: 'yes', versioned: 'yes' },
    { path, line, scope },
  );
  for (const layer of ['cloud', 'kubernetes'] as const) {
    const counts = root.manifests.flatMap(each =>
      each.finding.layers.filter(found => found.layer === layer).map(found => ({ ...found, path: each.path })),
    );
    const [first] = counts;
    if (!first) continue;
    const count = counts.reduce((sum, each) => sum + each.count, 0);
    const has = (role: 'compute' | 'data' | 'network') => counts.some(each => each[role]);
    const roles = { compute: has('compute'), data: has('data'), network: has('network') };
    yield fact('iac.resources', { tool, root: name, layer, count, ...roles }, { path: first.path, line: first.line, scope });
  }
}

function* environmentFacts(
  tool: string,
  environments: readonly PlacedEnvironment[],
  seen: Set<string>,
  scene: Scene,
): Generator<FactDraft<'environment.definition'>> {
  for (const { name, tier, path, line } of environments) {
    const key = `${name} ${scene.classOf(path)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield fact('environment.definition', { tool, name, tier }, { path, line, scope: { environment: name } });
  }
}
