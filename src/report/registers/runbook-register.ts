import { type Fact, isKind } from '../../model/fact.ts';
import { type RunbookPolicy, sectionWords, shortcomingsOf } from '../../model/runbook-policy.ts';
import type { RunbookRegister } from './register-contract.ts';
import { bounded, compare, fileOf, mostUrgent, placeOf } from './rows.ts';

type Runbook = RunbookRegister['runbooks'][number];
type Alert = RunbookRegister['alerts'][number];
const mostBroken = 20;
const day = 86_400_000;

/** Runbooks, the weakest first, and which services and paging alerts have one. */
export function runbookRegister(facts: readonly Fact[], policy: RunbookPolicy, today: string): RunbookRegister | undefined {
  const broken = brokenLinks(facts);
  const found = facts.flatMap(fact => (isKind(fact, 'runbook') && fact.fields.incident ? runbookOf(fact, broken, policy, today) : []));
  const [runbooks, leftOut] = bounded(found.sort(weakestFirst));
  const [services, servicesLeftOut] = mostUrgent(servicesIn(facts, found), ({ runbook }) => (runbook ? 1 : 0));
  const [alerts, alertsLeftOut] = mostUrgent(facts.flatMap(pagingAlert), alert => certainty[alert.runbook]);
  if (runbooks.length + services.length + alerts.length === 0) return undefined;
  return { runbooks, leftOut, services, servicesLeftOut, alerts, alertsLeftOut };
}

function brokenLinks(facts: readonly Fact[]): ReadonlyMap<string, Runbook['broken']> {
  const links = new Map<string, Runbook['broken']>();
  for (const fact of facts) {
    const place = isKind(fact, 'runbook.broken-link') ? placeOf(fact) : undefined;
    if (!place || !isKind(fact, 'runbook.broken-link')) continue;
    const known = links.get(fileOf(place)) ?? [];
    if (known.length < mostBroken) known.push({ line: place.line, url: fact.fields.url });
    links.set(fileOf(place), known);
  }
  return links;
}

function runbookOf(
  fact: Fact<'runbook'>,
  broken: ReadonlyMap<string, Runbook['broken']>,
  policy: RunbookPolicy,
  today: string,
): readonly Runbook[] {
  const place = placeOf(fact);
  if (!place) return [];
  const { title, score, services, updated, reviewed, lacks } = fact.fields;
  const short = shortcomingsOf(fact.fields, policy);
  const touched = [updated.slice(0, 10), reviewed.slice(0, 10)].sort(compare).at(-1) ?? '';
  const runbook = {
    title,
    services: [...new Set([...services, ...(fact.scope.service === '' ? [] : [fact.scope.service])])],
    score,
    sufficient: short.length === 0 && score >= policy.score,
    lacks: [...short, ...lacks.map(name => sectionWords[name] ?? name)],
    touched,
    stale: touched !== '' && Date.parse(today) - Date.parse(touched) > policy.staleDays * day,
    broken: broken.get(fileOf(place)) ?? [],
    ...place,
  };
  return [runbook];
}

function weakestFirst(one: Runbook, other: Runbook): number {
  return (
    Number(one.sufficient) - Number(other.sufficient) || one.score - other.score || compare(one.path, other.path) || one.line - other.line
  );
}

function servicesIn(facts: readonly Fact[], runbooks: readonly Runbook[]): RunbookRegister['services'] {
  const services = new Map(facts.flatMap(fact => (isKind(fact, 'service') ? [[fact.fields.name, fact.fields.critical] as const] : [])));
  const enough = runbooks.filter(({ sufficient }) => sufficient);
  const isOnly = services.size === 1; // what is about no service by name is about the only one
  return [...services].map(([name, critical]) => {
    const runbook = enough.find(each => each.services.includes(name) || (isOnly && each.services.length === 0));
    return { name, critical, runbook: runbook ? titleAndPlace(runbook) : null };
  });
}

function titleAndPlace({ title, path, line, source }: Runbook): NonNullable<RunbookRegister['services'][number]['runbook']> {
  return { title, path, line, ...(source === undefined ? {} : { source }) };
}

function pagingAlert(fact: Fact): readonly Alert[] {
  if (!isKind(fact, 'alert.rule')) return [];
  const { name, paging, enabled, vendored, runbook } = fact.fields;
  const place = placeOf(fact);
  if (!place || paging === 'no' || enabled === 'no' || vendored || fact.scope.production === 'no') return [];
  return [{ name, paging, runbook, ...place }];
}

/** From what is surely missing to what is surely there. */
const certainty: Readonly<Record<Alert['runbook'], number>> = { none: 0, placeholder: 1, broken: 2, generic: 3, unknown: 4, linked: 5 };
