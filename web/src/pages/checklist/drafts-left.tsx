import { Button } from 'react-aria-components';
import type { Draft } from '../../data/drafts.ts';
import type { Outbox } from '../../data/outbox.ts';
import { useOutbox } from '../../data/use-statements.ts';
import { plural } from '../../words.ts';
import type { CheckLine } from './select.ts';

interface Props {
  readonly drafts: ReadonlyMap<string, Draft>;
  readonly lines: readonly CheckLine[];
  readonly outbox: Outbox;
  readonly onOpen: (criterion: string) => void;
}

/** What the server does not have yet, and what it has taken last. */
export function DraftsLeft({ drafts, lines, outbox, onOpen }: Props) {
  const last = [...useOutbox(outbox).stored.values()].at(-1);
  const left = lines.filter(({ criterion }) => drafts.has(criterion.id));
  const go = (id: string) => {
    onOpen(id);
    document.getElementById(`check-${id}`)?.scrollIntoView({ block: 'start' });
  };
  return (
    <div className="drafts-left no-print">
      <p role="status" className="unseen">
        {last ? `Stored: ${last.claim}. It counts from the next opsex assess --save.` : ''}
      </p>
      {left.length > 0 && (
        <p>
          {plural(left.length, 'draft')} not sent yet:{' '}
          {left.map(({ criterion }) => (
            <Button key={criterion.id} className="chip" onPress={() => go(criterion.id)}>
              {criterion.id}
            </Button>
          ))}
        </p>
      )}
    </div>
  );
}
