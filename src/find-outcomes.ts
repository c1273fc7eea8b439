import { basename, dirname } from 'node:path';
import { eventsDetector, metricFacts } from './facts/metrics/metric-facts.ts';
import { reviewFacts } from './facts/metrics/review-facts.ts';
import { storedStatementFacts } from './facts/stored-statement-facts.ts';
import { readOutcomes } from './measuring/outcomes/read-outcomes.ts';
import type { Findings } from './model/assessment.ts';
import { type Fact, isKind, isOwn } from './model/fact.ts';
import type { Settings } from './model/settings.ts';
import type { Database } from './store/database.ts';
import { heldReviews } from './store/history/reviews.ts';
import { type WorkloadServices, workloadServices } from './store/metrics/outcomes/workload-services.ts';
import { statementsOf } from './store/server/statements.ts';

/** What the store adds to the facts of the sources. */
export interface FoundOutcomes {
  readonly facts: readonly Fact[];
  readonly notes: readonly string[];
  /** Ids of what looked for outcomes; none where the store knows nothing of the workload. */
  readonly detectors: readonly string[];
  /** Deployments to production were observed: whatever files look like, the workload runs. */
  readonly operates: boolean;
  /** The services of the store that they are those of. */
  readonly services?: readonly string[];
}

export interface OutcomesOptions {
  /** Names of services by the caller; else they are told by the repository that was deployed, then by name. */
  readonly services: readonly string[];
  readonly settings?: Settings;
  readonly zone: string;
  /** How messages name the store. */
  readonly shown: string;
}

/** Which services of the store are those of a workload. */
export function servicesOf(
  database: Database,
  found: Findings,
  { services, settings }: Pick<OutcomesOptions, 'services' | 'settings'>,
): Promise<WorkloadServices> {
  return workloadServices(database, {
    asked: services,
    repositories: found.workload.sources.map(source => repositoryOf(source.url) ?? basename(source.path).toLowerCase()),
    names: namesOf(found, settings),
  });
}

/** The events of a workload as facts about its outcomes. */
export async function findOutcomes(database: Database, found: Findings, asOf: Date, options: OutcomesOptions): Promise<FoundOutcomes> {
  const { workload, facts } = found;
  const matched = await servicesOf(database, found, options);
  const reviews = reviewFacts(await heldReviews(database, workload.name), asOf);
  const stated = storedStatementFacts(await statementsOf(database, workload.name));
  const isAnswer = matched.known.length > 0 || options.services.length > 0; // a store of assessments only says nothing of events
  if (matched.services.length === 0)
    return { facts: [...reviews, ...stated], notes: isAnswer ? [noneNote(matched, options)] : [], detectors: [], operates: false };
  const known = new Set(matched.services);
  const outcomes = await readOutcomes(database, {
    workload: workload.name,
    ...(workload.team ? { team: workload.team } : {}),
    services: matched.services,
    alone: matched.known.every(service => known.has(service)),
    roots: facts.flatMap(fact => (isKind(fact, 'iac.root') && fact.origin.kind === 'file' ? [dirname(fact.origin.path)] : [])),
    postmortems: facts.filter(fact => isKind(fact, 'postmortem')).filter(isOwn),
    asOf,
    zone: options.zone,
  });
  const operates = outcomes.some(
    ({ value }) => value.name === 'deployments' && value.confidence.basis === 'events' && (value.value ?? 0) > 0,
  );
  return {
    facts: [...metricFacts(outcomes), ...reviews, ...stated],
    notes: [foundNote(matched, options)],
    detectors: [eventsDetector],
    operates,
    services: matched.services,
  };
}

function repositoryOf(url: string | undefined): string | undefined {
  return url?.replace(/^https?:\/\//, '').toLowerCase();
}

/** What people and files call the workload and its services. Names that files give to services of any workload (`api`) tell nothing. */
function namesOf({ workload, facts }: Findings, settings: Settings | undefined): readonly string[] {
  const listed = (settings?.services?.list ?? []).flatMap(({ name, also }) => [name, ...also]);
  const found = facts.flatMap(fact => (isKind(fact, 'service') && isOwn(fact) ? [fact.fields.name] : []));
  return [workload.name, ...listed, ...found.filter(name => !commonNames.has(name.toLowerCase()))];
}

const commonNames: ReadonlySet<string> = new Set(['api', 'app', 'backend', 'web', 'frontend', 'server', 'worker', 'service', 'main', 'db']);

const ways = { named: 'as named', repository: 'by the repository that was deployed', name: 'by name', none: '' } as const;

function foundNote({ services, by }: WorkloadServices, { shown }: OutcomesOptions): string {
  return `outcomes are those of ${listed(services)} (${ways[by]}) in ${shown}`;
}

function noneNote({ known }: WorkloadServices, { services, shown }: OutcomesOptions): string {
  const wanted = services.length > 0 ? `no service ${listed(services)}` : 'no service of this workload';
  const others = known.length > 0 ? `it knows ${listed(known)}: name yours with --service` : 'it holds no events yet';
  return `${shown} knows ${wanted}; ${others}`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 4).join(', ');
  return names.length > 4 ? `${shown} and ${names.length - 4} more` : shown;
}
