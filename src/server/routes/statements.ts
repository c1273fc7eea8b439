import * as z from 'zod';
import { reaches } from '../../model/access.ts';
import type { Criterion } from '../../model/model.ts';
import { dayOf, daysAfter } from '../../model/people.ts';
import { statementDays } from '../../model/statement-days.ts';
import { type StatedJson, statedSchema, statementsSchema } from '../../report/web-contract.ts';
import { addStatement, type StatementVersion, statementsOf } from '../../store/server/statements.ts';
import { Refusal } from '../problem.ts';
import { type Route, route } from '../route.ts';
import type { Service } from '../service.ts';
import { criterionId, day, name, sentence, workloadParams } from './shapes.ts';

const edit = z.strictObject({
  version: z.number().int().min(0).max(1_000_000).describe('of the statement that the author has seen; 0 when there was none'),
  met: z.boolean(),
  claim: sentence.describe('what is so, in a sentence'),
  evidence: z
    .url({ protocol: /^https?$/, error: 'is no address that begins with https://' })
    .max(2000)
    .describe('where it can be seen'),
  until: day.optional().describe('the last day it holds; left out: what the model says for such criteria'),
  comment: z.string().max(4000).optional(),
});

const conflict = z.looseObject({ yours: edit, theirs: statedSchema.nullable().describe('null: there is none') });

export const statementRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/workloads/{workload}/statements',
    summary: 'What people state about a workload here',
    access: { kind: 'role', role: 'viewer', over: 'workload' },
    params: workloadParams,
    answer: statementsSchema,
    async handle({ params: { workload }, caller }, { reading, overview }) {
      const found = await reading.run(database => statementsOf(database, workload));
      const mayState = reaches(caller.grants, 'contributor', overview.teamOf(workload));
      return { workload, mayState, statements: found.map(toAnswer) };
    },
  }),
  route({
    method: 'PUT',
    path: '/api/workloads/{workload}/statements/{criterion}',
    summary: 'State something about a criterion. When somebody else was faster, nothing is stored and both versions are answered (409)',
    access: { kind: 'role', role: 'contributor', over: 'workload' },
    params: z.strictObject({ workload: name, criterion: criterionId }),
    body: edit,
    answer: statedSchema,
    conflict,
    async handle({ params: { workload, criterion }, body, caller }, service) {
      if (!service.overview.knows(workload))
        throw new Refusal(404, `there is no assessment of ${workload}`, 'Assess it first: opsex assess --save');
      const asked = openCriterion(criterion, service);
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
        until: body.until ?? daysAfter(dayOf(now), statementDays(service.model, asked)),
        comment: body.comment ?? null,
        recordedAt: now.toISOString(),
      };
      refusePast(wished);
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

function toAnswer({ workload: _, ...rest }: StatementVersion): StatedJson {
  return rest;
}

/** A criterion that people may decide. Throws a `Refusal` for all others. */
function openCriterion(id: string, { model }: Service): Criterion {
  const criterion = model.criteria.find(each => each.id === id);
  if (!criterion) throw new Refusal(404, `the model has no criterion ${id}`, '/api/model lists all of them');
  if (criterion.person !== 'only' && criterion.person !== 'may')
    throw new Refusal(422, `${id} is decided by evidence alone: statements do not count`, criterion.settle);
  return criterion;
}

function refusePast({ until, on }: StatementVersion): void {
  if (until >= on) return;
  throw new Refusal(422, `until ${until} lies in the past`, 'Name a day to come, or leave it out', {
    problems: [{ place: 'until', says: 'lies in the past' }],
  });
}
