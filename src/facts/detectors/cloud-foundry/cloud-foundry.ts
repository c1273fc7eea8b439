import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { type AppliedPaths, appliedPathReads, appliedPaths, isScript } from '../applied-paths.ts';
import { liveRoot } from '../live-root.ts';

interface Manifest {
  readonly kind: 'manifest';
  readonly applications: number;
  readonly line: number;
}

export const cloudFoundry = detector<Manifest | AppliedPaths>({
  id: 'cloud-foundry',
  title: 'Cloud Foundry manifests',
  docs: 'https://docs.cloudfoundry.org/devguide/deploy-apps/manifest-attributes.html',
  reads: [
    { extensions: ['.yml', '.yaml'], path: /(?:^|\/)[\w.-]*manifest[\w.-]*\.ya?ml$/i, text: ['applications:'] },
    ...appliedPathReads('cf push', 'cf v3-push'),
  ],
  emits: ['iac.root', 'iac.resources'],

  *parse(file) {
    if (isScript(file.path)) {
      yield* appliedPaths(file, 'cloud-foundry');
      return;
    }
    const document = file.yaml()[0];
    const applications = document?.list('applications').filter(each => each.has('name')) ?? [];
    const [first] = applications;
    if (first && !document?.has('apiVersion')) yield { kind: 'manifest', applications: applications.length, line: first.line };
  },

  *link(findings, scene): Generator<FactDraft> {
    const pushed = findings.some(({ finding }) => finding.kind === 'applied' && !finding.trial);
    for (const { path, finding } of findings) {
      if (finding.kind !== 'manifest') continue;
      const { line, applications } = finding;
      yield liveRoot({ tool: 'cloud-foundry', name: path, backendType: 'cloud-foundry', path, line, deployed: pushed }, scene);
      yield fact(
        'iac.resources',
        { tool: 'cloud-foundry', root: path, layer: 'cloud', count: applications, compute: true },
        { path, line },
      );
    }
  },
});
