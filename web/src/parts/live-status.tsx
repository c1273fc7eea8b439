import { useContext } from 'react';
import { Exchange } from '../data/use-live.ts';

/** Whether what is shown is what the server knows now. Nothing for a file, which knows no more than it holds. */
export function LiveStatus() {
  const exchange = useContext(Exchange);
  if (!exchange) return null;
  const { connection } = exchange;
  return (
    <p className="live" role="status" data-connection={connection} title={title[connection]}>
      <i aria-hidden="true" />
      {connection === 'live' ? 'Live' : 'Reconnecting …'}
    </p>
  );
}

const title = {
  live: 'What others save and state appears by itself',
  reconnecting: 'The connection to the server is lost; what is shown may be old',
} as const;
