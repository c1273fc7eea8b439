import { useLayoutEffect, useRef } from 'react';
import { Button } from 'react-aria-components';
import type { StatedJson } from '../../../../src/report/web-contract.ts';
import { type Draft, draftKey } from '../../data/drafts.ts';
import { type StatingThere, useOutbox } from '../../data/use-statements.ts';
import { daysFrom, today } from './ending.ts';
import type { CheckLine } from './select.ts';
import { StateForm } from './state-form.tsx';

/** A form is open because the reader asked for it, or because a draft was found. */
export type Opened = 'asked' | 'found';

interface Props {
  readonly line: CheckLine;
  readonly workload: string;
  readonly there: StatingThere;
  readonly stated: StatedJson | undefined;
  readonly draft: Draft | undefined;
  readonly opened: Opened | undefined;
  readonly onOpen: (opened: Opened | undefined) => void;
}

/** The way to the form, and the form. */
export function Editing({ line: { criterion, days }, workload, there, stated, draft, opened, onOpen }: Props) {
  const { author, outbox } = there;
  const first = firstDraft({ author, workload, criterion: criterion.id }, stated, days);
  const way = useRef<HTMLButtonElement>(null);
  const close = () => {
    onOpen(undefined);
    requestAnimationFrame(() => way.current?.focus());
  };
  useStored(useOutbox(outbox).stored.get(draftKey(first)), () => opened && !draft && close());
  if (opened)
    return (
      <StateForm
        draft={draft ?? first}
        isBegun={draft !== undefined}
        takesFocus={opened === 'asked'}
        stated={stated}
        question={criterion.ask}
        days={days}
        outbox={outbox}
        onClose={close}
      />
    );
  const verb = draft ? 'Continue the draft' : stated ? 'Change' : 'State';
  return (
    <p className="editing no-print">
      <Button ref={way} className="button secondary" aria-label={`${verb}: ${criterion.ask}`} onPress={() => onOpen('asked')}>
        {verb}
      </Button>
    </p>
  );
}

/** Does something once after each statement that was stored. */
function useStored(stored: StatedJson | undefined, then: () => void): void {
  const known = useRef(stored);
  useLayoutEffect(() => {
    if (known.current === stored) return;
    known.current = stored;
    then();
  });
}

/** What a form begins with: the statement that holds, with a new end. */
function firstDraft(place: Pick<Draft, 'author' | 'workload' | 'criterion'>, stated: StatedJson | undefined, days: number): Draft {
  return {
    ...place,
    version: stated?.version ?? 0,
    met: stated?.met ?? null,
    claim: stated?.claim ?? '',
    evidence: stated?.evidence ?? '',
    until: daysFrom(today(), days),
    comment: stated?.comment ?? '',
    state: 'written',
  };
}
