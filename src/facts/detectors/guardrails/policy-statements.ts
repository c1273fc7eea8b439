import { parseJson } from '../../../lib/json.ts';
import type { Tree } from '../../../lib/tree.ts';
import { humanKeys, writeActions } from './actions.data.ts';

/** The statements of an IAM or service control policy, from `jsonencode({…})`, a heredoc or a `statement` block. */
export function statementsOf(content: Tree | undefined): readonly Tree[] {
  if (!content) return [];
  if (content.kind === 'map') return [...content.list('Statement'), ...content.list('statement')];
  const tree = parseJson(content.text() ?? '').tree;
  return tree?.list('Statement') ?? [];
}

/**
 * Whether a statement denies changes to all but named principals, as a pipeline's role. Denials of regions, of the root user or of
 * leaving the organisation are hygiene and do not restrict manual changes.
 */
export function deniesManualChanges(statement: Tree): boolean {
  const effect = statement.text('Effect') ?? statement.text('effect');
  if (effect !== 'Deny' || !coversWrites(statement)) return false;
  return conditionsOf(statement).some(({ operator, key }) => /Not(?:Like|Equals)/i.test(operator) && humanKeys.test(key));
}

function coversWrites(statement: Tree): boolean {
  const actions = [...statement.texts('Action'), ...statement.texts('actions')];
  const others = statement.has('NotAction') || statement.has('not_actions');
  return others || actions.some(action => action === '*' || writeActions.test(action));
}

function conditionsOf(statement: Tree): readonly { operator: string; key: string }[] {
  const written = (statement.get('Condition')?.pairs() ?? []).flatMap(([operator, keys]) =>
    keys.pairs().map(([key]) => ({ operator, key })),
  );
  const blocks = statement.list('condition').map(each => ({ operator: each.text('test') ?? '', key: each.text('variable') ?? '' }));
  return [...written, ...blocks];
}
