import type { Database } from '../../database.ts';
import { goesWhereAsked, isAsked, type Question, within } from '../question.ts';
import { statement } from '../statement.ts';

export interface LinkedChanges {
  readonly [column: string]: number;
  /** Deployments that brought out commits. */
  readonly deployments: number;
  /** Of them, those with a commit that came by a numbered pull or merge request. */
  readonly linked: number;
}

/** Deployments whose changes name a record. A deployment that brought nothing new has no changes to name one. */
export async function linkedChanges(database: Database, question: Question): Promise<LinkedChanges> {
  const { sql, parameters } = statement(
    write => `select count(*) as deployments, coalesce(sum(linked), 0) as linked
      from (
        select max(case when c.pull_request is not null then 1 else 0 end) as linked
        from deployment d
        join first_deployment f on f.source = d.source and f.id = d.id and f.service = d.service and not f.baseline
        join change c on c.repository = f.repository and c.sha = f.sha
        where ${within('d.succeeded_at', question.window, write)} and ${goesWhereAsked('d', question, write)}
          and ${isAsked('d.service', question, write)}
        group by d.source, d.id) as deployed`,
  );
  const [row] = await database.query<LinkedChanges>(sql, parameters);
  return row ?? { deployments: 0, linked: 0 };
}
