import type { CriterionJson } from '../../../src/report/contract.ts';
import { verdictText } from '../words.ts';
import { Icon } from './icon.tsx';

/** A verdict as shape, word and colour. */
export function VerdictMark({ verdict, large }: { readonly verdict: CriterionJson['verdict']; readonly large?: boolean }) {
  return (
    <span className={`verdict ${large ? 'verdict-large' : ''}`} data-verdict={verdict}>
      <Icon name={verdict} />
      {verdictText[verdict]}
    </span>
  );
}

/** Where the word would be too much it is for those who listen. */
export function VerdictSign({ verdict }: { readonly verdict: CriterionJson['verdict'] }) {
  return (
    <span className="verdict" data-verdict={verdict} title={verdictText[verdict]}>
      <Icon name={verdict} />
      <span className="unseen">{verdictText[verdict]}:</span>
    </span>
  );
}
