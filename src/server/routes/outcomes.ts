import * as z from 'zod';
import { daysIn, lastDays } from '../../facts/metrics/periods.ts';
import { isZone } from '../../lib/instant.ts';
import { measure } from '../../measure.ts';
import { allTeams, reaches } from '../../model/access.ts';
import { eventKindNames } from '../../model/events.ts';
import { metricDefinitions } from '../../model/metric.ts';
import { metricsSchema } from '../../report/metrics/contract.ts';
import { toMetricsJson } from '../../report/metrics/json.ts';
import { eventsSchema } from '../../report/web-contract.ts';
import { assignFirstDeployments } from '../../store/metrics/assign-first-deployments.ts';
import { placeOf } from '../../store/metrics/feed.ts';
import { listEvents } from '../../store/server/list-events.ts';
import type { Caller } from '../access/caller.ts';
import { Refusal } from '../problem.ts';
import { type Route, route } from '../route.ts';
import type { Service } from '../service.ts';
import { name } from './shapes.ts';

const viewsOwn = { kind: 'role', role: 'viewer', over: 'own' } as const;

export const outcomeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/metrics',
    summary: 'Outcomes of one service or workload: deployments, lead times, failures, times to restore, toil, pages, drift',
    access: viewsOwn,
    query: z.strictObject({
      service: name,
      environment: name.default('production'),
      days: z.coerce.number().int().min(1).max(1098).default(84),
      by: z.enum(['week', 'month', 'quarter']).default('week'),
      zone: z.string().max(60).refine(isZone, 'is no time zone').default('UTC'),
      definition: z.enum(metricDefinitions).default(metricDefinitions[0]),
    }),
    answer: metricsSchema,
    async handle({ query, caller }, service) {
      const services = servicesOf(caller, query.service, service);
      const now = service.now();
      const request = {
        subjects: [{ name: query.service, services, ...teamOf(query.service, service) }],
        environment: query.environment,
        window: lastDays(query.days, now, query.zone),
        asOf: now,
        zone: query.zone,
        unit: query.by,
        definition: query.definition,
        linkHours: 24,
      };
      return service.measuring.run(async database => {
        await assignFirstDeployments(database, await placeOf(database, query.environment));
        const measured = await measure(database, request);
        const json = toMetricsJson(measured, request, daysIn(request.window, request.zone).all, service.version);
        return { ...json, subjects: json.subjects.map(each => ({ ...each, services: [...services] })) };
      });
    },
  }),
  route({
    method: 'GET',
    path: '/api/events',
    summary: 'Events of a service, or of the services of a workload, the newest first',
    access: viewsOwn,
    query: z.strictObject({
      kind: z.enum(eventKindNames.filter(kind => kind === 'deployment' || kind === 'incident' || kind === 'page')),
      service: name,
      from: z.iso.datetime().optional().describe('only what happened at this or later'),
      before: z.iso.datetime().optional().describe('only what happened before this'),
      most: z.coerce.number().int().min(1).max(500).default(100),
    }),
    answer: eventsSchema,
    async handle({ query: { kind, service: named, from, before, most }, caller }, service) {
      const services = servicesOf(caller, named, service);
      const until = before ?? new Date(service.now().getTime() + 2 * 86_400_000).toISOString();
      const wishes = { kind, services, before: until, most, ...(from ? { from } : {}) };
      const events = await service.reading.run(database => listEvents(database, wishes));
      const last = events.length < most ? undefined : events.at(-1)?.happened_at;
      return { kind, service: named, events, next: typeof last === 'string' ? last : null };
    },
  }),
];

/** Hours of toil are recorded for teams. */
function teamOf(workload: string, { overview }: Service): { readonly team?: string } {
  const { team } = overview.newestOf(workload)?.json.workload ?? {};
  return team === undefined ? {} : { team };
}

/**
 * Events name services. Those of a team may see the services that are called like one of its workloads, or that outcomes of one were taken
 * from, unless they are called like a workload of another team.
 */
function servicesOf({ grants }: Caller, service: string, { overview }: Service): readonly string[] {
  const named = overview.newestOf(service)?.json.workload.services ?? [];
  const services = named.length > 0 ? named : [service];
  if (reaches(grants, 'viewer', allTeams)) return services;
  if (overview.knows(service) && overview.maySee(grants, service)) {
    const own = services.filter(each => !overview.knows(each) || overview.maySee(grants, each));
    if (own.length > 0) return own;
  }
  throw new Refusal(403, `${service} is no service of your team`, 'Ask an admin for the role viewer in its team');
}
