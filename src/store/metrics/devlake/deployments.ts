import { basisOf, goesWhereAsked, isAsked, joinSubjects, type Question } from '../question.ts';
import type { Writer } from '../statement.ts';

/**
 * The tables `part` and `whole` for a `with` clause. `part` is what DevLake calls a deployment commit: one row here, with its subject. `whole`
 * is a deployment: all parts of one pipeline, finished with the last of them.
 */
export function devlakeDeployments(question: Question, write: Writer): string {
  const { join, subject } = joinSubjects('d.service', question, write);
  return `part as (
    select ${subject} as subject, d.source, d.id, coalesce(nullif(d.pipeline, ''), d.id) as whole, d.started_at, d.succeeded_at,
      ${basisOf('d.source', question)} as basis
    from deployment d ${join}
    where d.succeeded_at is not null and ${goesWhereAsked('d', question, write)} and ${isAsked('d.service', question, write)}),
  whole as (
    select subject, source, whole, max(succeeded_at) as succeeded_at, max(basis) as basis from part group by 1, 2, 3)`;
}
