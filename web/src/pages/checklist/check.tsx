import type { PortfolioRow } from '../../../../src/report/web-contract.ts';
import type { Draft } from '../../data/drafts.ts';
import type { StatingThere } from '../../data/use-statements.ts';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { addressOf } from '../../route.ts';
import { dayOf } from '../../words.ts';
import type { Opened } from './editing.tsx';
import type { CheckLine } from './select.ts';
import { type PersonsWords, StatementPart } from './statement-part.tsx';

interface Props {
  readonly line: CheckLine;
  readonly row: PortfolioRow;
  readonly heard: readonly PersonsWords[];
  readonly there: StatingThere | undefined;
  readonly draft: Draft | undefined;
  readonly opened: Opened | undefined;
  readonly onOpen: (opened: Opened | undefined) => void;
}

const onlyPeople = 'only people can say';

/** One line of the checklist. */
export function Check({ line, row, ...rest }: Props) {
  const { criterion, person } = line;
  const { id, ask, verdict, reason, gate, optional, waiver } = criterion;
  return (
    <li id={`check-${id}`} className="check" data-settled={verdict === 'met' || verdict === 'not_applicable'}>
      <VerdictMark verdict={verdict} />
      <div className="check-body">
        <div>
          <a href={addressOf({ page: 'criterion', workload: row.key, id })}>{ask}</a>
          <p className="muted">
            <span className="reason">{reason}</span>
            {gate !== null && <span className="flag">gate to level {gate}</span>}
            {person === 'only' && reason !== onlyPeople && <span className="flag">{onlyPeople}</span>}
            {optional && <span className="flag">does not hold the control back</span>}
          </p>
          {waiver && (
            <p className="muted">
              Accepted by <bdi>{waiver.owner}</bdi> until {dayOf(waiver.until)}: <bdi>{waiver.reason}</bdi>
            </p>
          )}
        </div>
        {person !== 'no' && <StatementPart line={line} workload={row.name} {...rest} />}
      </div>
    </li>
  );
}
