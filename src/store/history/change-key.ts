import type { CriterionJson, StatementJson } from '../../report/contract.ts';

/**
 * What makes a criterion another than before: its verdict, and what that rests on. Lines that moved and numbers that were measured anew, with
 * the same result, are no change.
 */
export function changeKeyOf({ verdict, cause, basis, strength, level, gate, expires, evidence, missing }: CriterionJson): string {
  return JSON.stringify([verdict, cause, basis, strength, level, gate, expires, keys(evidence), keys(missing)]);
}

function keys(statements: readonly StatementJson[]): readonly string[] {
  return statements.map(statementKey).sort();
}

/** Where something stands and what it says, without line and, for a number, without value. */
function statementKey({ kind, path, summary }: StatementJson): string {
  return kind === 'metric' ? summary.replace(/:.*/s, '') : `${kind}\n${path ?? ''}\n${summary}`;
}
