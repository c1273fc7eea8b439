import { use, useState, useTransition } from 'react';
import { Button } from 'react-aria-components';
import type { EventsJson } from '../../../../src/report/web-contract.ts';
import type { Server } from '../../data/source.ts';
import { momentOf, plural } from '../../words.ts';
import type { EventKind } from './event-kinds.ts';
import { resultOf, titleOf } from './event-words.ts';

interface Props {
  readonly server: Server;
  readonly service: string;
  readonly kind: EventKind;
  readonly from: string;
  readonly to: string;
}

type Event = EventsJson['events'][number];

const page = 20;

/** Events of a time, the newest first, page by page. */
export function EventList({ server, service, kind, from, to }: Props) {
  const [befores, setBefores] = useState<readonly string[]>([to]);
  const [isLoading, startTransition] = useTransition();
  const answers = befores.map(before => use(server.events({ kind, service, from, before, most: page })));
  const events = answers.flatMap(answer => answer.events);
  const next = answers.at(-1)?.next;
  if (events.length === 0) return <p className="muted">There are none.</p>;
  return (
    <>
      <p className="muted" role="status">
        {next ? `The newest ${plural(events.length, kind)}` : plural(events.length, kind)}
      </p>
      <div className="scroll">
        <table className="events">
          <thead>
            <tr>
              <th scope="col">{kind === 'page' ? 'Alert' : 'Id'}</th>
              <th scope="col">Time</th>
              {kind === 'deployment' && <th scope="col">Environment</th>}
              <th scope="col">Result</th>
            </tr>
          </thead>
          <tbody>
            {events.map(event => (
              <tr key={`${event.source} ${event.id}`}>
                <th scope="row">
                  <Name event={event} />
                </th>
                <td>{typeof event.happened_at === 'string' ? momentOf(event.happened_at) : '–'}</td>
                {kind === 'deployment' && <td>{event.environment ?? '–'}</td>}
                <td>{resultOf(kind, event)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {next && (
        <Button className="quiet" isDisabled={isLoading} onPress={() => startTransition(() => setBefores([...befores, next]))}>
          {isLoading ? 'Loading …' : 'Older ones'}
        </Button>
      )}
    </>
  );
}

/** Only an address that cannot run anything is a link. */
function Name({ event }: { readonly event: Event }) {
  const { url, source } = event;
  const name = <bdi>{titleOf(event)}</bdi>;
  return (
    <>
      {typeof url === 'string' && /^https:\/\//.test(url) ? (
        <a href={url} rel="noreferrer">
          {name}
        </a>
      ) : (
        name
      )}
      <small className="muted">
        {String(source)} {String(event.id)}
      </small>
    </>
  );
}
