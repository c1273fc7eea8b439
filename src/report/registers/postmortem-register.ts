import { isDue } from '../../model/due.ts';
import { type Fact, isKind } from '../../model/fact.ts';
import type { PostmortemRegister } from './register-contract.ts';
import { bounded, compare, earlier, placeOf } from './rows.ts';

type Action = PostmortemRegister['actions'][number];
const urgency: Readonly<Record<Action['status'], number>> = { overdue: 0, open: 1, done: 2 };
const mostWithoutActions = 100;

/** What postmortems say is to be done, the overdue first, and which of them say nothing of it. */
export function postmortemRegister(facts: readonly Fact[], today: string): PostmortemRegister | undefined {
  const reviews = facts.filter(fact => isKind(fact, 'postmortem')).filter(fact => !fact.fields.drill);
  if (reviews.length === 0) return undefined;
  const rows = facts.flatMap(fact => (isKind(fact, 'postmortem.action') ? actionOf(fact, today) : []));
  const count = (status: Action['status']) => rows.filter(row => row.status === status).length;
  const [done, overdue] = [count('done'), count('overdue')];
  const [actions, leftOut] = bounded(rows.sort(byUrgency));
  const bare = reviews.filter(({ fields }) => fields.actions === 0).flatMap(withoutActions);
  return {
    due: done + overdue,
    done,
    completion: done + overdue === 0 ? null : Math.round((100 * done) / (done + overdue)) / 100,
    open: count('open') + overdue,
    overdue,
    actions,
    leftOut,
    withoutActions: bounded(
      bare.sort((one, other) => compare(other.date, one.date) || compare(one.path, other.path)),
      mostWithoutActions,
    )[0],
    postmortems: reviews.length,
  };
}

function actionOf(fact: Fact<'postmortem.action'>, today: string): readonly Action[] {
  const place = placeOf(fact);
  if (!place) return [];
  const { postmortem, text, owner, owned, due, done } = fact.fields;
  const incident = fact.fields.incident.slice(0, 10);
  const status = done ? 'done' : isDue({ due }, incident, today) ? 'overdue' : 'open';
  return [{ postmortem, incident, text, owner, owned, due, status, ...place }];
}

function byUrgency(one: Action, other: Action): number {
  return (
    urgency[one.status] - urgency[other.status] ||
    earlier(one.due, other.due) ||
    compare(other.incident, one.incident) ||
    compare(one.path, other.path) ||
    one.line - other.line
  );
}

function withoutActions(fact: Fact<'postmortem'>): PostmortemRegister['withoutActions'] {
  const place = placeOf(fact);
  return place ? [{ title: fact.fields.title, date: fact.fields.date.slice(0, 10), ...place }] : [];
}
