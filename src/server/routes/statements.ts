import * as z from 'zod';
import { dayOf, daysAfter } from '../../model/people.ts';
import { addStatement, type StatementVersion, statementsOf } from '../../store/server/statements.ts';
import { Refusal } from '../problem.ts';
import { type Route, route } from '../route.ts';
import type { Service } from '../service.ts';
import { criterionId, day, name, sentence, workloadParams } from './shapes.ts';

const statement = z.strictObject({
  criterion: z.string(),
  version: z.number().int(),
  met: z.boolean(),
  claim: z.string(),
  evidence: z.string(),
  author: z.string(),
  on: day,
  until: day,
  comment: z.string().nullable(),
  recordedAt: z.iso.datetime(),
});

const edit = z.strictObject({
  version: z.number().int().min(0).max(1_000_000).describe('of the statement that the author has seen; 0 when there was none'),
  met: z.boolean(),
  claim: sentence.describe('what is so, in a sentence'),
  evidence: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .describe('where it can be seen'),
  until: day.optional().describe('the last day it holds; left out: what the model says for such criteria'),
  comment: z.string().max(4000).optional(),
});

const conflict = z.looseObject({ yours: edit, theirs: statement.nullable().describe('null: there is none') });

export const statementRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/workloads/{workload}/statements',
    summary: 'What people state about a workload here',
    access: { kind: 'role', role: 'viewer', over: 'workload' },
    params: workloadParams,
    answer: z.strictObject({ workload: z.string(), statements: z.array(statement) }),
    async handle({ params: { workload } }, { reading }) {
      const found = await reading.run(database => statementsOf(database, workload));
      return { workload, statements: found.map(toAnswer) };
    },
  }),
  route({
    method: 'PUT',
    path: '/api/workloads/{workload}/statements/{criterion}',
    summary: 'State something about a criterion. When somebody else was faster, nothing is stored and both versions are answered (409)',
    access: { kind: 'role', role: 'contributor', over: 'workload' },
    params: z.strictObject({ workload: name, criterion: criterionId }),
    body: edit,
    answer: statement,
    conflict,
    async handle({ params: { workload, criterion }, body, caller }, service) {
      if (!service.overview.knows(workload))
        throw new Refusal(404, `there is no assessment of ${workload}`, 'Assess it first: opsex assess --save');
      const now = service.now();
      const wished: StatementVersion = {
        workload,
        criterion,
        version: body.version + 1,
        met: body.met,
        claim: body.claim,
        evidence: body.evidence,
        author: caller.name,
        on: dayOf(now),
        until: body.until ?? daysAfter(dayOf(now), daysFor(criterion, service)),
        comment: body.comment ?? null,
        recordedAt: now.toISOString(),
      };
      refuseClosed(criterion, service);
      if (wished.until < wished.on) throw new Refusal(422, `until ${wished.until} lies in the past`, 'Name a day to come, or leave it out');
      const { conflict: theirs } = await service.writing.run(database => addStatement(database, wished));
      if (theirs)
        throw new Refusal(
          409,
          `${criterion} was changed by somebody else`,
          'Look at both, and send yours again with the version of theirs',
          {
            yours: body,
            theirs: theirs.version === 0 ? null : toAnswer(theirs),
          },
        );
      service.live.tell('statements');
      return toAnswer(wished);
    },
  }),
];

function toAnswer({ workload: _, ...rest }: StatementVersion): z.infer<typeof statement> {
  return rest;
}

function refuseClosed(id: string, { model }: Service): void {
  const criterion = model.criteria.find(each => each.id === id);
  if (!criterion) throw new Refusal(404, `the model has no criterion ${id}`, '/api/model lists all of them');
  if (criterion.person !== 'only' && criterion.person !== 'may')
    throw new Refusal(422, `${id} is decided by evidence alone: statements do not count`, criterion.settle);
}

/** How many days a statement holds when its author does not say. */
function daysFor(id: string, { model }: Service): number {
  const criterion = model.criteria.find(each => each.id === id);
  return model.statements.find(({ kind }) => kind === criterion?.lasts)?.days ?? Math.min(365, ...model.statements.map(({ days }) => days));
}
