import * as z from 'zod';
import { assessmentSchema } from '../../report/contract.ts';
import { portfolioSchema } from '../../report/web-contract.ts';
import { readAssessment, type StoredAssessment, storedAssessments, storedChanges } from '../../store/history/assessments.ts';
import { milestones } from '../../store/history/milestones.ts';
import { workloadOf } from '../../store/server/newest-assessments.ts';
import { Refusal } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { sendPrepared } from '../watch/prepared.ts';
import { criterionId, name, workloadParams } from './shapes.ts';

const interval = assessmentSchema.shape.overall.shape.level;

const standing = z.strictObject({
  id: z.string(),
  asOf: z.iso.datetime(),
  commit: z.string().nullable(),
  model: z.string(),
  opsex: z.string(),
  level: interval,
});

const workloadAnswer = z.strictObject({
  workloads: z.array(
    z.strictObject({
      name: z.string(),
      team: z.string().nullable(),
      tier: z.number().int().nullable(),
      tags: z.array(z.string()),
      assessment: z.string().describe('id of the newest assessment'),
      asOf: z.iso.datetime(),
      level: interval,
    }),
  ),
});

const historyAnswer = z.strictObject({
  workload: z.string(),
  assessments: z.array(standing).describe('oldest first'),
  milestones: z.array(z.strictObject({ name: z.string(), assessment: z.string(), setAt: z.iso.datetime() })),
});

const changesAnswer = z.strictObject({
  workload: z.string(),
  changes: z
    .array(
      z.strictObject({
        criterion: z.string(),
        assessment: z.string(),
        asOf: z.iso.datetime(),
        verdict: z.string().describe('a verdict, or `removed`'),
        cause: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    )
    .describe('newest first'),
});

const viewsWorkload = { kind: 'role', role: 'viewer', over: 'workload' } as const;

export const assessmentRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/portfolio',
    summary: 'Where every workload stands, with the last assessments of each; what the overview page shows',
    access: { kind: 'role', role: 'viewer', over: 'own' },
    answer: portfolioSchema,
    async handle({ caller, request, reply }, { overview }) {
      return sendPrepared(request, reply, overview.portfolio(caller.grants));
    },
  }),
  route({
    method: 'GET',
    path: '/api/workloads',
    summary: 'The workloads that the caller may see, with the level of the newest assessment',
    access: { kind: 'role', role: 'viewer', over: 'own' },
    answer: workloadAnswer,
    async handle({ caller }, { overview }) {
      const workloads = overview.newest(caller.grants).map(({ id, json: { workload, asOf, overall } }) => ({
        name: workload.name,
        team: workload.team ?? null,
        tier: workload.tier ?? null,
        tags: workload.tags ?? [],
        assessment: id,
        asOf,
        level: overall.level,
      }));
      return { workloads };
    },
  }),
  route({
    method: 'GET',
    path: '/api/workloads/{workload}',
    summary: 'The newest assessment of a workload',
    access: viewsWorkload,
    params: workloadParams,
    answer: assessmentSchema,
    async handle({ params: { workload }, request, reply }, { overview, prepared, reading }) {
      const newest = overview.newestOf(workload);
      const read = () => reading.run(database => readAssessment(database, workload, newest?.id ?? ''));
      const answer = newest && (await prepared.get(newest.id, read));
      return answer ? sendPrepared(request, reply, answer) : notFound(`there is no assessment of ${workload}`);
    },
  }),
  route({
    method: 'GET',
    path: '/api/workloads/{workload}/history',
    summary: 'The assessments and milestones of a workload',
    access: viewsWorkload,
    params: workloadParams,
    answer: historyAnswer,
    async handle({ params: { workload } }, { reading }) {
      const stored = await reading.run(database => storedAssessments(database, workload));
      if (stored.length === 0) return notFound(`there is no assessment of ${workload}`);
      const named = await reading.run(database => milestones(database, workload));
      return {
        workload,
        assessments: stored.map(toStanding),
        milestones: named.map(({ name: title, assessment, setAt }) => ({ name: title, assessment, setAt })),
      };
    },
  }),
  route({
    method: 'GET',
    path: '/api/workloads/{workload}/changes',
    summary: 'Verdicts that changed, of one criterion or of all',
    access: viewsWorkload,
    params: workloadParams,
    query: z.strictObject({ criterion: criterionId.optional() }),
    answer: changesAnswer,
    async handle({ params: { workload }, query: { criterion } }, { reading }) {
      const changes = await reading.run(database => storedChanges(database, workload, criterion));
      return { workload, changes: [...changes].reverse().slice(0, 2000) };
    },
  }),
  route({
    method: 'GET',
    path: '/api/assessments/{key}',
    summary: 'An assessment by its id',
    access: { kind: 'role', role: 'viewer', over: 'assessment' },
    params: z.strictObject({ key: name }),
    answer: assessmentSchema,
    async handle({ params: { key }, request, reply }, { prepared, reading }) {
      const read = () =>
        reading.run(async database => {
          const workload = await workloadOf(database, key);
          return workload === undefined ? undefined : readAssessment(database, workload, key);
        });
      const answer = await prepared.get(key, read);
      return answer ? sendPrepared(request, reply, answer) : notFound(`there is no assessment ${key}`);
    },
  }),
];

function toStanding({ id, asOf, commit, model, tool, proven, possible }: StoredAssessment): z.infer<typeof standing> {
  return { id, asOf, commit, model, opsex: tool, level: proven === null || possible === null ? null : { proven, possible } };
}

function notFound(title: string): never {
  throw new Refusal(404, title, '/api/workloads lists the workloads that are stored');
}
