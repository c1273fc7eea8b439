import { useContext } from 'react';
import { Exchange, type ServerExchange } from '../data/use-live.ts';
import { useDrafts } from '../data/use-statements.ts';
import { plural } from '../words.ts';

/** Whether what is shown is what the server knows now. Nothing for a file, which knows no more than it holds. */
export function LiveStatus() {
  const exchange = useContext(Exchange);
  return exchange ? <Status {...exchange} /> : null;
}

function Status({ connection, outbox }: ServerExchange) {
  const waiting = [...useDrafts(outbox).values()].filter(({ state }) => state === 'queued').length;
  return (
    <p className="live" role="status" data-connection={connection} title={title[connection]}>
      <i aria-hidden="true" />
      {connection === 'live' ? 'Live' : 'Reconnecting …'}
      {waiting > 0 && ` · ${plural(waiting, 'statement')} to send`}
    </p>
  );
}

const title = {
  live: 'What others save and state appears by itself',
  reconnecting: 'The connection to the server is lost; what is shown may be old',
} as const;
