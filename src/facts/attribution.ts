import { type Fact, isKind, isOwn } from '../model/fact.ts';
import type { FactKind } from '../model/fact-kinds.ts';

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

/** A fact that is of some service, but does not say of which. */
export function lacksService(fact: Fact): boolean {
  return fact.scope.service === '' && attributed.has(fact.kind);
}

/** Facts without a service take the one whose folder holds their file; where there is only one service, everything is its. */
export function attribute(facts: readonly Fact[]): readonly Fact[] {
  const services = facts.filter(isOwn).flatMap(fact => (isKind(fact, 'service') ? [fact.fields] : []));
  const names = new Set(services.map(service => service.name));
  const only = names.size === 1 ? services[0]?.name : undefined;
  const roots = services.filter(service => service.root !== '').sort((a, b) => b.root.length - a.root.length);
  return facts.map(fact => {
    if (!lacksService(fact)) return fact;
    const path = fact.origin.kind === 'file' ? fact.origin.path : '';
    const root = roots.find(each => each.root === '.' || path.startsWith(`${each.root}/`))?.root;
    const owners = new Set(roots.flatMap(each => (each.root === root ? [each.name] : [])));
    // of several services in one folder nobody knows whose a file is
    const service = owners.size === 1 ? [...owners][0] : root === undefined ? only : undefined;
    return service ? { ...fact, scope: { ...fact.scope, service } } : fact;
  });
}
