import { Button, Form } from 'react-aria-components';
import type { StatedJson } from '../../../../src/report/web-contract.ts';
import { conflictWith, type Draft } from '../../data/drafts.ts';
import type { Outbox } from '../../data/outbox.ts';
import { plural } from '../../words.ts';
import { Conflict } from './conflict.tsx';
import { today } from './ending.ts';
import { Field, MetOrNot } from './fields.tsx';
import { Progress } from './progress.tsx';

interface Props {
  /** What is typed so far, or what the form begins with. */
  readonly draft: Draft;
  /** Something was typed: it is kept until it is sent or discarded. */
  readonly isBegun: boolean;
  /** The reader has just opened the form. */
  readonly takesFocus: boolean;
  /** The statement that holds now. */
  readonly stated: StatedJson | undefined;
  readonly question: string;
  /** How long a statement holds when its author does not say. */
  readonly days: number;
  readonly outbox: Outbox;
  readonly onClose: () => void;
}

/** What a person has to say about a criterion. Every key stroke is kept as a draft until the server has it. */
export function StateForm({ draft, isBegun, takesFocus, stated, question, days, outbox, onClose }: Props) {
  const theirs = conflictWith(draft, stated);
  const change = (part: Partial<Draft>) => {
    const { refused: _, ...rest } = draft;
    outbox.drafts.put({ ...rest, ...part, state: 'written' });
  };
  const discard = () => {
    outbox.drafts.remove(draft);
    onClose();
  };
  return (
    <Form
      className="state-form"
      aria-label={`State: ${question}`}
      validationErrors={{ ...draft.refused?.fields }}
      onSubmit={event => {
        event.preventDefault();
        if (theirs === undefined) outbox.send(draft);
      }}
    >
      <MetOrNot value={draft.met} takesFocus={takesFocus} onChange={met => change({ met })} />
      <Field
        name="claim"
        label={draft.met === false ? 'What is missing, in a sentence' : 'What is so, in a sentence'}
        shortest={8}
        value={draft.claim}
        onChange={claim => change({ claim })}
      />
      <Field
        name="evidence"
        label="Where it can be seen"
        hint="An address that begins with https://"
        kind="url"
        value={draft.evidence}
        onChange={evidence => change({ evidence })}
      />
      <Field
        name="until"
        label="Holds until"
        hint={`Left empty: ${plural(days, 'day')}`}
        kind="date"
        isOptional
        earliest={today()}
        value={draft.until}
        onChange={until => change({ until })}
      />
      <Field name="comment" label="Comment" kind="lines" isOptional value={draft.comment} onChange={comment => change({ comment })} />
      {theirs !== undefined && <Conflict draft={draft} theirs={theirs} outbox={outbox} onKeepTheirs={discard} />}
      <Progress draft={draft} outbox={outbox} />
      <div className="buttons">
        {theirs === undefined && (
          <Button className="button" type="submit">
            Send as <bdi>{draft.author}</bdi>
          </Button>
        )}
        <Button className="quiet" onPress={onClose}>
          {isBegun ? 'Close, and keep the draft' : 'Cancel'}
        </Button>
        {isBegun && (
          <Button className="quiet" onPress={discard}>
            Discard
          </Button>
        )}
      </div>
    </Form>
  );
}
