import { createContext, startTransition, useEffect, useMemo, useState } from 'react';
import { browserStorage, openDrafts } from './drafts.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import type { Remembering } from './remembering.ts';
import type { Change, Connection } from './source.ts';

/** What goes between the page and a running server besides the data that is shown. */
export interface ServerExchange {
  readonly connection: Connection;
  readonly outbox: Outbox;
}

export const Exchange = createContext<ServerExchange | undefined>(undefined);

/** The data as the server has it now. What is shown stays until what replaces it is there. */
export function useLive(source: Remembering): { readonly shown: Remembering; readonly exchange: ServerExchange | undefined } {
  const [shown, setShown] = useState(source);
  const [connection, setConnection] = useState<Connection>('live');
  const refresh = useMemo(() => refresher(source, next => startTransition(() => setShown(next))), [source]);
  const outbox = useMemo(
    () => source.server && openOutbox(source.server, openDrafts(browserStorage()), () => refresh('statements')),
    [source, refresh],
  );
  useEffect(() => outbox?.start(), [outbox]);
  useEffect(
    () =>
      source.server?.live({
        changed: refresh,
        connection: next => {
          setConnection(next);
          if (next === 'live') outbox?.flush();
        },
      }),
    [source, refresh, outbox],
  );
  const exchange = useMemo(() => outbox && { connection, outbox }, [connection, outbox]);
  return { shown, exchange };
}

const pause = 500;

/** Asks again, for one change after the other: many changes in a short time are asked for together. */
function refresher(source: Remembering, show: (next: Remembering) => void): (change: Change) => void {
  let latest = source;
  let waiting: Change | undefined;
  let isAsking = false;
  async function askAgain(): Promise<void> {
    isAsking = true;
    while (waiting) {
      const change = waiting;
      waiting = undefined;
      latest = await latest.renewed(change);
      show(latest);
      await new Promise(done => setTimeout(done, pause));
    }
    isAsking = false;
  }
  return change => {
    waiting = waiting === undefined || waiting === change ? change : 'all';
    if (!isAsking) void askAgain();
  };
}
