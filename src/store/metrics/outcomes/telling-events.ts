import type { Database } from '../../database.ts';
import { failures, resolvedAt } from '../failures.ts';
import { goesWhereAsked, isAsked, type Question, within } from '../question.ts';
import { type Statement, statement, type Writer } from '../statement.ts';

const shown = 3;

/** The events that say most about a number, each as `source:id`: the newest deployments, the failed ones, the longest incidents … */
export interface TellingEvents {
  readonly deployments: readonly string[];
  readonly byHand: readonly string[];
  readonly rollbacks: readonly string[];
  readonly failed: readonly string[];
  readonly changes: readonly string[];
  readonly incidents: readonly string[];
  readonly pages: readonly string[];
  readonly runs: readonly string[];
}

export async function tellingEvents(database: Database, question: Question): Promise<TellingEvents> {
  const read = async ({ sql, parameters }: Statement) =>
    (await database.query<{ name: string }>(`${sql} limit ${shown}`, parameters)).map(row => row.name);
  return {
    deployments: await read(newest('true', question)),
    byHand: await read(newest("d.pipeline = ''", question)),
    rollbacks: await read(newest("d.kind = 'rollback'", question)),
    failed: await read(failedOnes(question)),
    changes: await read(slowest(question)),
    incidents: await read(longest(question)),
    pages: await read(
      statement(
        write => `select p.source || ':' || p.id as name from page p where ${paged(question, write)} order by p.paged_at desc, p.id`,
      ),
    ),
    runs: await read(
      statement(
        write => `select r.source || ':' || r.id as name from run r
          where r.succeeded_at is not null and ${within('r.created_at', question.window, write)} and ${isAsked('r.service', question, write)}
          order by r.succeeded_at - r.created_at desc, r.source, r.id`,
      ),
    ),
  };
}

function paged(question: Question, write: Writer): string {
  return `${within('p.paged_at', question.window, write)} and ${isAsked('p.service', question, write)}`;
}

function deployed(question: Question, write: Writer): string {
  return `${within('d.succeeded_at', question.window, write)} and ${goesWhereAsked('d', question, write)} and ${isAsked('d.service', question, write)}`;
}

function newest(which: string, question: Question): Statement {
  return statement(
    write => `select d.source || ':' || d.id as name from deployment d where ${which} and ${deployed(question, write)}
      order by d.succeeded_at desc, d.source, d.id`,
  );
}

function failedOnes(question: Question): Statement {
  return statement(
    write => `with ${failures(question, write)} select source || ':' || id as name from failed
      where ${within('succeeded_at', question.window, write)} order by succeeded_at desc, source, id`,
  );
}

function slowest(question: Question): Statement {
  return statement(
    write => `select f.repository || '@' || substr(f.sha, 1, 12) as name from first_deployment f
      where not f.baseline and f.committed_at is not null and f.deployed_at >= f.committed_at
        and ${within('f.deployed_at', question.window, write)} and ${isAsked('f.service', question, write)}
      order by f.deployed_at - f.committed_at desc, f.sha`,
  );
}

function longest(question: Question): Statement {
  return statement(
    write => `select source || ':' || id as name from (
      select i.source, i.id, coalesce(i.started_at, i.detected_at, i.created_at) as began, ${resolvedAt('i')} as resolved
      from incident i where ${isAsked('i.service', question, write)}) as ended
    where began <= resolved and ${within('resolved', question.window, write)} order by resolved - began desc, source, id`,
  );
}
