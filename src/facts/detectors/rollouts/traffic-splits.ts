import type { Tree } from '../../../lib/tree.ts';
import type { FactDraft } from '../../../model/fact.ts';
import type { SourceFile } from '../../source-file.ts';
import { objectsOf } from '../kubernetes.ts';
import { areVersions, rollout } from './rollout-fact.ts';

/** Objects that send a share of the traffic to another version. Shares between different things (providers, members) are none. */
export function* trafficSplits(file: SourceFile): Generator<FactDraft> {
  const documents = file.yaml();
  for (const object of objectsOf(documents, 'networking.istio.io/VirtualService')) {
    const route = object
      .list('spec.http')
      .map(http => http.get('route'))
      .find(splitsVersions);
    if (route) yield split(file, object, 'istio', route.line);
  }
  for (const object of objectsOf(documents, 'gateway.networking.k8s.io/HTTPRoute', 'gateway.networking.k8s.io/GRPCRoute')) {
    const refs = object
      .list('spec.rules')
      .map(rule => rule.get('backendRefs'))
      .find(list => weighted(list?.list() ?? [], 'name'));
    if (refs) yield split(file, object, 'gateway-api', refs.line);
  }
  for (const object of objectsOf(documents, 'split.smi-spec.io/TrafficSplit')) {
    if (weighted(object.list('spec.backends'), 'service')) yield split(file, object, 'smi', object.line);
  }
  for (const object of objectsOf(documents, 'traefik.io/TraefikService', 'traefik.containo.us/TraefikService')) {
    if (weighted(object.list('spec.weighted.services'), 'name')) yield split(file, object, 'traefik', object.line);
  }
  for (const object of objectsOf(documents, 'networking.k8s.io/Ingress')) {
    const annotations = object.get('metadata.annotations');
    const canary = annotations?.key('nginx.ingress.kubernetes.io/canary');
    const chooses = ['weight', 'by-header', 'by-cookie'].some(suffix => annotations?.key(`nginx.ingress.kubernetes.io/canary-${suffix}`));
    if (canary?.flag() === true && chooses) yield split(file, object, 'nginx', canary.line);
  }
  for (const object of objectsOf(documents, 'serving.knative.dev/Service')) {
    const shares = object.list('spec.traffic').filter(target => isShare(target.number('percent')));
    if (shares.length > 1) yield split(file, object, 'knative', shares[0]?.line ?? object.line);
  }
}

function split(file: SourceFile, object: Tree, tool: string, line: number): FactDraft {
  const name = object.text('metadata.name') ?? '';
  return rollout(
    { tool, name, strategy: 'canary', manualStep: true },
    { line, templated: file.templated, environment: object.text('metadata.namespace') ?? '' },
  );
}

function splitsVersions(route: Tree | undefined): route is Tree {
  const targets = (route?.list() ?? []).filter(target => isShare(target.number('weight')));
  const hosts = targets.map(target => target.text('destination.host') ?? '');
  const subsets = new Set(targets.map(target => target.text('destination.subset') ?? ''));
  return targets.length > 1 && ((new Set(hosts).size === 1 && subsets.size > 1) || areVersions(hosts));
}

function weighted(targets: readonly Tree[], name: string): boolean {
  const known = targets.filter(target => target.has('weight') && !/^0m?$/.test(target.text('weight') ?? ''));
  return known.length > 1 && areVersions(known.map(target => target.text(name) ?? ''));
}

function isShare(value: number | undefined): boolean {
  return value !== undefined && value > 0 && value < 100;
}
