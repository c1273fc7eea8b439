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
        strategy: isFilledIn(written, file.templated) ? 'unknown' : bigBang ? 'big_bang' : 'rolling',
        healthGate: containers.some(container => container.has('readinessProbe')),
        defaulted: written?.has('type') !== true,
      },
      { line: written?.get('type')?.line ?? object.line, templated: file.templated, environment: object.text('metadata.namespace') ?? '' },
    );
  }
}

/** NAIS applications become deployments; their readiness check stands in `spec.readiness`. https://docs.nais.io/workloads/application/reference/application-spec/ */
export function* naisApplications(file: SourceFile): Generator<FactDraft> {
  for (const object of objectsOf(file.yaml(), 'nais.io/Application')) {
    const type = object.get('spec.strategy.type');
    const strategy = type?.text() === 'Recreate' ? 'big_bang' : 'rolling';
    const shown = type ?? object.get('spec.strategy') ?? object;
    yield rollout(
      {
        tool: 'nais',
        name: object.text('metadata.name') ?? '',
        strategy,
        healthGate: object.has('spec.readiness.path'),
        defaulted: !object.has('spec.strategy'),
      },
      { line: shown.line, templated: file.templated },
    );
  }
}

/** `strategy:` of a chart with the strategy in its values: the mask leaves nothing, or a type of underscores. */
function isFilledIn(strategy: Tree | undefined, templated: boolean): boolean {
  return templated && strategy !== undefined && (strategy.kind !== 'map' || /^_+$/.test(strategy.text('type') ?? ''));
}

/** `Recreate`, or a single replica that has to go before its successor may start. */
function replacesAtOnce(object: Tree, strategy: Tree | undefined): boolean {
  if (strategy?.text('type') === 'Recreate') return true;
  return object.number('spec.replicas') === 1 && /^0%?$/.test(strategy?.text('rollingUpdate.maxSurge') ?? '');
}
