import { nearest } from '../../lib/nearest.ts';
import { UserError } from '../../lib/user-error.ts';
import type { Criterion, Model } from '../../model/model.ts';

/** The criterion with this id. Throws a `UserError` that names the nearest. */
export function criterionNamed(model: Model, id: string): Criterion {
  const found = model.criteria.find(each => each.id === id);
  if (found) return found;
  const guess = nearest(
    id,
    model.criteria.map(each => each.id),
  );
  throw new UserError(`the model has no criterion "${id}"`, guess ? `Did you mean ${guess}?` : 'opsex model show lists all of them');
}
