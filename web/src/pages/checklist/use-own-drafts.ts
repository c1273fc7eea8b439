import { useSyncExternalStore } from 'react';
import type { Draft } from '../../data/drafts.ts';
import type { StatingThere } from '../../data/use-statements.ts';

const none: ReadonlyMap<string, Draft> = new Map();
const never = () => () => {};

/** What the reader has begun to state about a workload, by criterion. */
export function useOwnDrafts(there: StatingThere | undefined, workload: string): ReadonlyMap<string, Draft> {
  const drafts = useSyncExternalStore(there?.outbox.drafts.subscribe ?? never, there?.outbox.drafts.all ?? (() => none));
  const own = [...drafts.values()].filter(draft => draft.author === there?.author && draft.workload === workload);
  return new Map(own.map(draft => [draft.criterion, draft]));
}
