import type { Criterion, Model } from './model.ts';

/** How many days a statement about the criterion holds when its author does not say; the shortest time of the model where it names none. */
export function statementDays({ statements }: Pick<Model, 'statements'>, criterion: Pick<Criterion, 'lasts'>): number {
  return statements.find(({ kind }) => kind === criterion.lasts)?.days ?? Math.min(365, ...statements.map(({ days }) => days));
}
