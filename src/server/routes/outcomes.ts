import * as z from 'zod';
import { daysIn, lastDays } from '../../facts/metrics/periods.ts';
import { isZone } from '../../lib/instant.ts';
import { measure } from '../../measure.ts';
import { allTeams, reaches } from '../../model/access.ts';
import { eventKindNames } from '../../model/events.ts';
import { metricDefinitions } from '../../model/metric.ts';
import { metricsSchema } from '../../report/metrics/contract.ts';
import { toMetricsJson } from '../../report/metrics/json.ts';
import { assignFirstDeployments } from '../../store/metrics/assign-first-deployments.ts';
import { placeOf } from '../../store/metrics/feed.ts';
import { listEvents } from '../../store/server/list-events.ts';
import type { Caller } from '../access/caller.ts';
import { Refusal } from '../problem.ts';
import { type Route, route } from '../route.ts';
import type { Service } from '../service.ts';
import { name } from './shapes.ts';

const viewsOwn = { kind: 'role', role: 'viewer', over: 'own' } as const;
const eventValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const outcomeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/metrics',
    summary: 'Outcomes of one service: deployments, lead times, failures, times to restore, toil, pages, drift',
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
      refuseOthers(caller, query.service, service);
      const now = service.now();
      const request = {
        subjects: [{ name: query.service, services: [query.service] }],
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
        return toMetricsJson(measured, request, daysIn(request.window, request.zone).all, service.version);
      });
    },
  }),
  route({
    method: 'GET',
    path: '/api/events',
    summary: 'Events of a service, the newest first',
    access: viewsOwn,
    query: z.strictObject({
      kind: z.enum(eventKindNames.filter(kind => kind === 'deployment' || kind === 'incident' || kind === 'page')),
      service: name,
      before: z.iso.datetime().optional().describe('only what happened before this'),
      most: z.coerce.number().int().min(1).max(500).default(100),
    }),
    answer: z.strictObject({
      kind: z.string(),
      service: z.string(),
      events: z.array(z.record(z.string(), eventValue)).describe('with the columns of the kind of event'),
    }),
    async handle({ query: { kind, service: named, before, most }, caller }, service) {
      refuseOthers(caller, named, service);
      const until = before ?? new Date(service.now().getTime() + 2 * 86_400_000).toISOString();
      const events = await service.reading.run(database => listEvents(database, { kind, service: named, before: until, most }));
      return { kind, service: named, events };
    },
  }),
];

/** Events name services. Those of a team may see the services that are called like one of its workloads. */
function refuseOthers({ grants }: Caller, service: string, { overview }: Service): void {
  if (reaches(grants, 'viewer', allTeams)) return;
  if (overview.knows(service) && overview.maySee(grants, service)) return;
  throw new Refusal(403, `${service} is no service of your team`, 'Ask an admin for the role viewer in its team');
}
