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
  const owners = new Map<string, Set<string>>();
  for (const { root, name } of services) if (root !== '') owners.set(root, (owners.get(root) ?? new Set()).add(name));
  return facts.map(fact => {
    if (!lacksService(fact)) return fact;
    const own = ownersOf(fact.origin.kind === 'file' ? fact.origin.path : '', owners);
    // of several services in one folder nobody knows whose a file is
    const service = own === undefined ? only : own.size === 1 ? [...own][0] : undefined;
    return service ? { ...fact, scope: { ...fact.scope, service } } : fact;
  });
}

/** The services of the nearest folder above that has any. */
function ownersOf(path: string, owners: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> | undefined {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const found = owners.get(path.slice(0, end));
    if (found) return found;
  }
  return owners.get('.');
}
