import { Button } from 'react-aria-components';
import type { StatedJson } from '../../../../src/report/web-contract.ts';
import type { Draft } from '../../data/drafts.ts';
import type { Outbox } from '../../data/outbox.ts';
import { dayOf, momentOf } from '../../words.ts';

interface Props {
  readonly draft: Draft;
  /** `null`: there is none any more. */
  readonly theirs: StatedJson | null;
  readonly outbox: Outbox;
  readonly onKeepTheirs: () => void;
}

/** Two statements, of which one can hold. Both are shown; neither is lost before somebody says so. */
export function Conflict({ draft, theirs, outbox, onKeepTheirs }: Props) {
  const mine = { ...draft, met: draft.met ?? false };
  return (
    <section className="conflict" role="alert" aria-label="Two versions">
      <p>
        <b>Somebody else changed this meanwhile.</b> Nothing was stored or lost: say which one holds. You can still change yours above.
      </p>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col">
                Yours <small>not sent yet</small>
              </th>
              <th scope="col">
                Theirs{' '}
                {theirs && (
                  <small>
                    <bdi>{theirs.author}</bdi>, {momentOf(theirs.recordedAt)}
                  </small>
                )}
              </th>
            </tr>
          </thead>
          <tbody>
            {fields.map(([label, text]) => {
              const pair = [text(mine), theirs ? text(theirs) : ''] as const;
              return (
                <tr key={label} data-differs={pair[0] !== pair[1]}>
                  <th scope="row">
                    {label}
                    {pair[0] !== pair[1] && <span className="flag">differs</span>}
                  </th>
                  {pair.map((shown, index) => (
                    <td key={index === 0 ? 'mine' : 'theirs'}>{shown ? <bdi>{shown}</bdi> : <span className="muted">–</span>}</td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <div className="buttons">
        <Button className="button" onPress={() => outbox.send({ ...draft, version: theirs?.version ?? 0 })} isDisabled={draft.met === null}>
          Send mine on top
        </Button>
        <Button className="button secondary" onPress={onKeepTheirs}>
          Keep theirs
        </Button>
      </div>
    </section>
  );
}

interface Version {
  readonly met: boolean;
  readonly claim: string;
  readonly evidence: string;
  readonly until: string;
  readonly comment: string | null;
}

const fields: readonly (readonly [string, (version: Version) => string])[] = [
  ['Is it so?', ({ met }) => (met ? 'yes, met' : 'no, not met')],
  ['Claim', ({ claim }) => claim],
  ['Evidence', ({ evidence }) => evidence],
  ['Until', ({ until }) => until && dayOf(until)],
  ['Comment', ({ comment }) => comment ?? ''],
];
