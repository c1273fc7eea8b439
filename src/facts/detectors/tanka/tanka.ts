import { fact } from '../../../model/fact.ts';
import { type Detector, detector } from '../../detector.ts';
import { type AppliedPaths, appliedFolders, appliedPathReads, appliedPaths, isScript } from '../applied-paths.ts';
import { environmentOfFolder, environmentOfName } from '../environment-names.ts';
import { liveRoot } from '../live-root.ts';

interface Environment {
  readonly kind: 'environment';
  readonly name: string;
  readonly line: number;
  /** It names the cluster that it is applied to. */
  readonly placed: boolean;
}

/** Environments of Tanka: manifests that Jsonnet makes for a cluster. What they make is not read here. */
export const tanka: Detector<Environment | AppliedPaths> = detector<Environment | AppliedPaths>({
  id: 'tanka',
  title: 'Tanka',
  docs: 'https://tanka.dev/directory-structure/',
  reads: [{ names: ['spec.json'], text: ['tanka.dev'] }, ...appliedPathReads('tk apply')],
  emits: ['iac.root', 'environment.definition'],

  *parse(file) {
    if (isScript(file.path)) {
      yield* appliedPaths(file, 'tanka');
      return;
    }
    const spec = file.json();
    if (!spec?.text('apiVersion')?.startsWith('tanka.dev/') || spec.text('kind') !== 'Environment') return;
    const placed = spec.has('spec.apiServer') || spec.has('spec.contextNames');
    yield { kind: 'environment', name: spec.text('metadata.name') ?? '', line: spec.get('kind')?.line ?? 1, placed };
  },

  *link(findings, scene) {
    const isApplied = appliedFolders(findings.flatMap(({ finding }) => (finding.kind === 'applied' ? [finding] : [])));
    for (const { path, finding } of findings) {
      if (finding.kind !== 'environment') continue;
      const { line, placed } = finding;
      const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
      const environment = environmentOfFolder(folder) ?? environmentOfName(finding.name.slice(finding.name.lastIndexOf('/') + 1));
      const deployed = placed || isApplied(folder);
      // the name of the file means a test elsewhere
      const pathClass = scene.classOf(`${folder}/main.jsonnet`);
      const placedScene = { ...scene, classOf: () => pathClass };
      const root = {
        tool: 'tanka',
        name: folder || '.',
        backendType: 'kubernetes',
        path,
        line,
        deployed,
        ...(environment ? { environment } : {}),
      };
      yield { ...liveRoot(root, placedScene), pathClass };
      if (environment)
        yield fact(
          'environment.definition',
          { tool: 'tanka', ...environment },
          { path, line, pathClass, scope: { environment: environment.name } },
        );
    }
  },
});
