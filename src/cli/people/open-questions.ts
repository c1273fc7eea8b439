import type { Found } from '../../config/first-settings.ts';
import type { Assessment } from '../../model/assessment.ts';
import { isKind } from '../../model/fact.ts';
import type { Criterion } from '../../model/model.ts';

/** What of an assessment a first `opsex.yaml` begins with. */
export function foundIn({ workload, facts }: Pick<Assessment, 'workload' | 'facts'>): Found {
  const services = new Map(
    facts.flatMap(fact => (isKind(fact, 'service') && fact.pathClass === 'own' ? [[fact.fields.name, fact.fields.root]] : [])),
  );
  const named = facts.filter(
    ({ scope, pathClass }) => pathClass === 'own' && /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,60}$/u.test(scope.environment),
  );
  const sure = named.filter(({ scope }) => scope.production !== 'unknown');
  const environments = new Map(sure.map(({ scope }) => [scope.environment, scope.production === 'yes']));
  return {
    name: workload.name,
    services: [...services].sort(byName).map(([name, root]) => ({ name, root })),
    environments: [...environments].sort(byName).map(([name, production]) => ({ name, production })),
  };
}

/** Names of environments of which nobody can tell whether users depend on them. */
export function doubtfulEnvironments({ facts }: Pick<Assessment, 'facts'>): readonly string[] {
  const named = facts.filter(
    ({ scope, pathClass }) => pathClass === 'own' && /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,60}$/u.test(scope.environment),
  );
  const sure = new Set(named.filter(({ scope }) => scope.production !== 'unknown').map(({ scope }) => scope.environment));
  return [...new Set(named.map(({ scope }) => scope.environment))].filter(name => !sure.has(name)).sort();
}

/** The criteria that people can answer and nobody has: those before the next overall level first, in the order of the roadmap. */
export function unanswered({ verdicts, roadmap, levels }: Pick<Assessment, 'verdicts' | 'roadmap' | 'levels'>): readonly Criterion[] {
  const byId = new Map(verdicts.map(verdict => [verdict.criterion.id, verdict]));
  const top = (levels.overall.progress?.level ?? 5) as number;
  return roadmap.flatMap(({ criteria: [id = ''] }) => {
    const verdict = byId.get(id);
    if (verdict?.verdict !== 'unknown' || verdict.cause === 'conflicting') return [];
    const { criterion } = verdict;
    const asks = criterion.person === 'only' || criterion.person === 'may';
    return asks && (criterion.gate ?? criterion.level) <= top ? [criterion] : [];
  });
}

function byName(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}
