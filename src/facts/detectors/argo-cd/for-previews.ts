import type { Tree } from '../../../lib/tree.ts';
import { tierOf } from '../../production.ts';

/**
 * Whether an application exists for the previews of changes only: one per pull request, or a template that is filled in for each branch and
 * lands in a namespace for previews. A namespace alone is no proof: `product-review` may be a service of production.
 */
export function forPreviews(object: Tree, templated: boolean): boolean {
  if (object.list('spec.generators').some(generator => generator.has('pullRequest'))) return true;
  const spec = object.get('spec.template.spec') ?? object.get('spec');
  return templated && tierOf(spec?.text('destination.namespace') ?? '') === 'preview';
}
