import type { Tree } from '../../../lib/tree.ts';
import { parseYaml } from '../../../lib/yaml.ts';
import type { FactDraft } from '../../../model/fact.ts';
import type { SourceFile } from '../../source-file.ts';
import { objectsOf } from '../kubernetes.ts';
import { rollout } from './rollout-fact.ts';

const deepest = 3;

/** Flux upgrades that go back when they fail, also where a Kustomization patches that into its children. How the parts are replaced is up to the chart. */
export function* helmReleases(file: SourceFile): Generator<FactDraft> {
  yield* remediations(file.yaml(), 0, file, 0);
}

function* remediations(documents: readonly Tree[], offset: number, file: SourceFile, depth: number): Generator<FactDraft> {
  for (const object of objectsOf(documents, 'helm.toolkit.fluxcd.io/HelmRelease')) {
    const remediation = object.get('spec.upgrade.remediation');
    if (!remediation || !rollsBack(remediation, object)) continue;
    const name = object.text('metadata.name') ?? '';
    yield rollout(
      { tool: 'flux', name, strategy: 'unknown', healthGate: object.flag('spec.upgrade.disableWait') !== true, autoRollback: 'health' },
      { line: remediation.line + offset, templated: file.templated },
    );
  }
  if (depth >= deepest) return;
  for (const object of objectsOf(documents, 'kustomize.toolkit.fluxcd.io/Kustomization')) {
    for (const item of object.list('spec.patches')) {
      const patch = item.get('patch');
      const text = patch?.text() ?? '';
      if (patch && text.includes('HelmRelease')) yield* remediations(parseYaml(text).documents, patch.line + offset, file, depth + 1);
    }
  }
}

/** Rolling back is what a failed upgrade does unless the strategy says `uninstall`; it needs a retry or `remediateLastFailure`. */
function rollsBack(remediation: Tree, object: Tree): boolean {
  if (remediation.text('strategy') === 'uninstall' || object.flag('spec.suspend') === true) return false;
  return (remediation.number('retries') ?? 0) !== 0 || remediation.flag('remediateLastFailure') === true;
}
