import { Button } from 'react-aria-components';
import type { Draft } from '../../data/drafts.ts';
import type { Outbox } from '../../data/outbox.ts';
import { useOutbox } from '../../data/use-statements.ts';
import { Icon } from '../../parts/icon.tsx';

interface Props {
  readonly draft: Draft;
  readonly outbox: Outbox;
}

/** What has become of a draft so far. */
export function Progress({ draft, outbox }: Props) {
  const { isSending, trouble } = useOutbox(outbox);
  return (
    <div className="progress" role="status">
      {draft.refused && (
        <p className="warning" data-ended="true">
          <Icon name="not_met" /> {draft.refused.says}
        </p>
      )}
      {draft.state === 'queued' &&
        (trouble === undefined ? (
          <p className="muted">{isSending ? 'Sending …' : 'Waiting to be sent.'}</p>
        ) : (
          <p className="warning">
            <Icon name="unknown" /> {trouble} What you wrote is kept{outbox.drafts.areKept() && ' in this browser'} and sent as soon as
            possible.{' '}
            <Button className="quiet" onPress={outbox.flush}>
              Try now
            </Button>
          </p>
        ))}
      {!outbox.drafts.areKept() && <p className="muted">This browser keeps no drafts: what is not sent is lost when you leave.</p>}
    </div>
  );
}
