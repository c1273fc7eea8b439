import { use, useContext, useSyncExternalStore } from 'react';
import type { StatedJson } from '../../../src/report/web-contract.ts';
import type { Draft } from './drafts.ts';
import type { Outbox, OutboxState } from './outbox.ts';
import { useSource } from './use-data.ts';
import { Exchange } from './use-live.ts';

/** What people state about a workload on the server, and what the reader may add. */
export interface StatingThere {
  readonly author: string;
  readonly mayState: boolean;
  readonly statements: readonly StatedJson[];
  readonly outbox: Outbox;
}

/** Nothing where there is no server. */
export function useStatingThere(workload: string): StatingThere | undefined {
  const { server } = useSource();
  const exchange = useContext(Exchange);
  if (!server || !exchange) return undefined;
  const [asked, session] = [server.statements(workload), server.session()]; // both at once
  const { mayState, statements } = use(asked);
  return { author: use(session).name, mayState, statements, outbox: exchange.outbox };
}

export function useDrafts({ drafts }: Outbox): ReadonlyMap<string, Draft> {
  return useSyncExternalStore(drafts.subscribe, drafts.all);
}

export function useOutbox(outbox: Outbox): OutboxState {
  return useSyncExternalStore(outbox.subscribe, outbox.state);
}
