import type { Tree } from '../../../lib/tree.ts';
import type { FactDraft } from '../../../model/fact.ts';
import type { SourceFile } from '../../source-file.ts';
import { objectsOf } from '../kubernetes.ts';
import { rollout } from './rollout-fact.ts';

/** How Kubernetes itself replaces pods: `RollingUpdate` unless something else is written. */
export function* kubernetesWorkloads(file: SourceFile): Generator<FactDraft> {
  for (const object of objectsOf(file.yaml(), 'apps/Deployment', 'apps/StatefulSet')) {
    const kind = object.text('kind');
    const written = object.get(kind === 'Deployment' ? 'spec.strategy' : 'spec.updateStrategy');
    const containers = object.list('spec.template.spec.containers');
    if (containers.length === 0) continue; // a patch
    const bigBang = kind === 'Deployment' ? replacesAtOnce(object, written) : written?.text('type') === 'OnDelete';
    yield rollout(
      {
        tool: 'kubernetes',
        name: object.text('metadata.name') ?? '',
        strategy: bigBang ? 'big_bang' : 'rolling',
        healthGate: containers.some(container => container.has('readinessProbe')),
        defaulted: written?.has('type') !== true,
      },
      { line: written?.get('type')?.line ?? object.line, templated: file.templated, environment: object.text('metadata.namespace') ?? '' },
    );
  }
}

/** `Recreate`, or a single replica that has to go before its successor may start. */
function replacesAtOnce(object: Tree, strategy: Tree | undefined): boolean {
  if (strategy?.text('type') === 'Recreate') return true;
  return object.number('spec.replicas') === 1 && /^0%?$/.test(strategy?.text('rollingUpdate.maxSurge') ?? '');
}
