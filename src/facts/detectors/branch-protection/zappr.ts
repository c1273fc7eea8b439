import type { Tree } from '../../../lib/tree.ts';
import { fact } from '../../../model/fact.ts';
import type { ProtectionDraft } from './ruleset.ts';

/** https://zappr.readthedocs.io/en/latest/setup/: how many have to approve. Whether Zappr watches the repository is a setting of Zappr. */
export function* fromZappr(documents: readonly Tree[]): Generator<ProtectionDraft> {
  const rules = documents[0]?.get('approvals');
  if (rules?.kind !== 'map') return;
  const groups = rules.pairs('groups').map(([, group]) => group.number('minimum') ?? 0);
  const approvals = Math.max(rules.number('minimum') ?? (groups.length > 0 ? 0 : fewest), ...groups);
  if (approvals < 1) return;
  yield fact('repository.protection', { tool: 'zappr', approvals, enforced: 'unknown' }, { line: rules.line, endLine: rules.endLine });
}

/** What Zappr asks for when nothing is said. */
const fewest = 2;
