import type { ReactNode } from 'react';
import { Icon } from '../../parts/icon.tsx';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { dayOf } from '../../words.ts';
import { endingOf, today } from './ending.ts';

/** What a person states, wherever it is kept. */
interface Saying {
  readonly met: boolean;
  readonly claim: string;
  readonly by: string;
  readonly on: string;
  readonly until: string | null;
  readonly evidence: string;
  readonly comment?: string | null;
}

interface Props {
  readonly saying: Saying;
  /** Where it is kept, and whether it counts already. */
  readonly note: string;
  readonly children?: ReactNode;
}

/** Who said what, when, until when, and where it can be seen. */
export function Said({ saying, note, children }: Props) {
  const { met, claim, by, on, until, comment } = saying;
  const ending = until === null ? undefined : endingOf(until, today());
  return (
    <div className="saying" data-verdict={met ? 'met' : 'not_met'}>
      <p className="claim">
        <VerdictMark verdict={met ? 'met' : 'not_met'} /> <bdi>{claim}</bdi>
      </p>
      <p className="muted source">
        <bdi className="author">{by}</bdi>
        <span>{dayOf(on)}</span>
        {until !== null && <span>until {dayOf(until)}</span>}
        <EvidenceLink evidence={saying.evidence} />
        <span>{note}</span>
      </p>
      {ending && (
        <p className="warning" data-ended={ending.hasEnded}>
          <Icon name={ending.hasEnded ? 'not_met' : 'unknown'} /> {ending.hasEnded ? 'It has expired' : `It ${ending.text}`}
        </p>
      )}
      {comment && (
        <p className="remark">
          <span className="unseen">Comment:</span> <bdi>{comment}</bdi>
        </p>
      )}
      {children}
    </div>
  );
}

/** Only addresses of the web are links; files are named. */
function EvidenceLink({ evidence }: { readonly evidence: string }) {
  if (!/^https?:\/\//i.test(evidence))
    return (
      <span>
        <bdi className="place">{evidence}</bdi>
      </span>
    );
  return (
    <span>
      <a className="place-link" href={evidence} target="_blank" rel="noopener noreferrer">
        <bdi>{evidence.replace(/^https?:\/\//i, '')}</bdi>
        <Icon name="outside" />
        <span className="unseen">(opens another site)</span>
      </a>
    </span>
  );
}
