import type { StatedJson } from '../../../src/report/web-contract.ts';
import { type Draft, type Drafts, draftKey, saysTheSame } from './drafts.ts';
import type { Edit, Sent } from './sending.ts';
import type { Server } from './source.ts';

/** Sends what people state, and tries again until the server has it. */
export interface Outbox {
  readonly drafts: Drafts;
  /** Queues a draft, and sends what is queued. */
  send(draft: Draft): void;
  /** Sends what is queued, without waiting for the next try. */
  flush(): void;
  state(): OutboxState;
  subscribe(notify: () => void): () => void;
  /** Takes up what an earlier visit has left behind. Returns how to stop. */
  start(): () => void;
}

export interface OutboxState {
  readonly isSending: boolean;
  /** Why what is queued could not be sent yet. */
  readonly trouble: string | undefined;
  /** What was stored since the page was opened, by the key of its draft. */
  readonly stored: ReadonlyMap<string, StatedJson>;
}

const patience = [1000, 2000, 5000, 10_000, 30_000] as const;

export function openOutbox(server: Pick<Server, 'session' | 'state'>, drafts: Drafts, changed: () => void): Outbox {
  let state: OutboxState = { isSending: false, trouble: undefined, stored: new Map() };
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  function become(next: Partial<OutboxState>): void {
    state = { ...state, ...next };
    for (const notify of listeners) notify();
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    if (state.isSending || queued(drafts).length === 0) return;
    become({ isSending: true });
    const trouble = await sendAll().catch((error: Error) => error.message);
    if (trouble === undefined) failures = 0;
    else timer = setTimeout(() => void flush(), patience[Math.min(failures++, patience.length - 1)]);
    become({ isSending: false, trouble });
  }

  /** What one person has written is sent in no other person's name: the login of a browser may change. */
  async function sendAll(): Promise<string | undefined> {
    const { name } = await server.session();
    const tried = new Set<Draft>();
    for (;;) {
      const draft = queued(drafts).find(each => each.author === name && !tried.has(each));
      if (!draft) return undefined;
      tried.add(draft);
      const sent = await server.state(draft.workload, draft.criterion, editOf(draft), draft.author);
      if (sent.kind === 'unreachable') return sent.says;
      settle(draft, sent);
    }
  }

  function settle(sentDraft: Draft, sent: Exclude<Sent, { kind: 'unreachable' }>): void {
    const key = draftKey(sentDraft);
    const now = drafts.all().get(key);
    const theirs = sent.kind === 'stored' ? sent.statement : sent.kind === 'conflict' ? sent.theirs : null;
    if (sent.kind === 'stored' || (theirs && saysTheSame(sentDraft, theirs))) {
      if (now && isEdited(now, sentDraft)) drafts.put({ ...now, version: theirs?.version ?? now.version });
      else if (now) drafts.remove(now);
      if (theirs) become({ stored: new Map(state.stored).set(key, theirs) });
    } else if (now) {
      const { says, fields } = sent.kind === 'refused' ? sent : { says: '', fields: {} };
      drafts.put({ ...now, state: 'written', ...(sent.kind === 'refused' ? { refused: { says, fields } } : { conflict: { theirs } }) });
    }
    changed();
  }

  return {
    drafts,
    send({ refused: _, conflict: __, ...draft }) {
      drafts.put({ ...draft, state: 'queued' });
      void flush();
    },
    flush: () => void flush(),
    state: () => state,
    subscribe(notify) {
      listeners.add(notify);
      return () => listeners.delete(notify);
    },
    start() {
      const again = () => void flush();
      addEventListener('online', again);
      again();
      return () => {
        removeEventListener('online', again);
        clearTimeout(timer);
      };
    },
  };
}

function queued(drafts: Drafts): readonly Draft[] {
  return [...drafts.all().values()].filter(({ state }) => state === 'queued');
}

/** Somebody wrote on while the draft was under way. */
function isEdited(now: Draft, sent: Draft): boolean {
  return (['met', 'claim', 'evidence', 'until', 'comment'] as const).some(field => now[field] !== sent[field]);
}

function editOf({ version, met, claim, evidence, until, comment }: Draft): Edit {
  return { version, met: met === true, claim, evidence, ...(until ? { until } : {}), ...(comment.trim() ? { comment } : {}) };
}
