import type { StatedJson } from '../../../src/report/web-contract.ts';
import type { Refused } from './sending.ts';

/** A statement that somebody has begun and that the server does not hold yet. */
export interface Draft {
  readonly author: string;
  readonly workload: string;
  readonly criterion: string;
  /** Of the statement that the author has seen; 0 when there was none. */
  readonly version: number;
  readonly met: boolean | null;
  readonly claim: string;
  readonly evidence: string;
  readonly until: string;
  readonly comment: string;
  /** A queued one is sent as soon as the server takes it. */
  readonly state: 'written' | 'queued';
  readonly refused?: Refused;
  readonly conflict?: { readonly theirs: StatedJson | null };
}

/** Drafts in the memory of the browser: they outlive a reload and a crash, and all tabs see them. */
export interface Drafts {
  /** The same map until something changes. */
  all(): ReadonlyMap<string, Draft>;
  put(draft: Draft): void;
  remove(draft: Draft): void;
  subscribe(notify: () => void): () => void;
  /** Whether the browser keeps anything at all. */
  areKept(): boolean;
}

const prefix = 'opsex-draft ';

export function draftKey({ author, workload, criterion }: Pick<Draft, 'author' | 'workload' | 'criterion'>): string {
  return `${prefix}${JSON.stringify([author, workload, criterion])}`;
}

export function openDrafts(storage: Storage | undefined): Drafts {
  let drafts: ReadonlyMap<string, Draft> = new Map(storage ? stored(storage) : []);
  let isKept = storage !== undefined;
  const listeners = new Set<() => void>();

  function change(key: string, draft: Draft | undefined): void {
    const next = new Map(drafts);
    if (draft) next.set(key, draft);
    else next.delete(key);
    drafts = next;
    for (const notify of listeners) notify();
  }

  function keep(key: string, draft: Draft | undefined): void {
    try {
      if (draft) storage?.setItem(key, JSON.stringify(draft));
      else storage?.removeItem(key);
    } catch {
      isKept = false;
    }
    change(key, draft);
  }

  function hear({ key, newValue }: StorageEvent): void {
    if (key?.startsWith(prefix)) change(key, read(newValue));
  }

  return {
    all: () => drafts,
    put: draft => keep(draftKey(draft), draft),
    remove: draft => keep(draftKey(draft), undefined),
    subscribe(notify) {
      if (listeners.size === 0) globalThis.addEventListener?.('storage', hear);
      listeners.add(notify);
      return () => {
        listeners.delete(notify);
        if (listeners.size === 0) globalThis.removeEventListener?.('storage', hear);
      };
    },
    areKept: () => isKept,
  };
}

/** The memory of the browser, where it may be used. */
export function browserStorage(): Storage | undefined {
  try {
    const { localStorage } = globalThis;
    localStorage.setItem(prefix, '');
    localStorage.removeItem(prefix);
    return localStorage;
  } catch {
    return undefined;
  }
}

function stored(storage: Storage): readonly (readonly [string, Draft])[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter(key => key.startsWith(prefix));
  return keys.flatMap(key => {
    const draft = read(storage.getItem(key));
    return draft ? [[key, draft] as const] : [];
  });
}

/** What an earlier version has kept may look otherwise. */
function read(text: string | null): Draft | undefined {
  try {
    const draft = JSON.parse(text ?? 'null') as Draft | null;
    const texts = [draft?.author, draft?.workload, draft?.criterion, draft?.claim, draft?.evidence, draft?.until, draft?.comment];
    return draft && typeof draft.version === 'number' && texts.every(each => typeof each === 'string') ? draft : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a statement says what the draft says. */
export function saysTheSame(draft: Draft, stated: StatedJson): boolean {
  const { met, claim, evidence, until, comment } = stated;
  if (draft.author !== stated.author || draft.met !== met) return false;
  const pairs = [
    [draft.claim, claim],
    [draft.evidence, evidence],
    [draft.until || until, until],
    [draft.comment, comment ?? ''],
  ] as const;
  return pairs.every(([mine, theirs]) => inWords(mine) === inWords(theirs));
}

function inWords(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** What somebody else has stated since the author of the draft looked; `null` when theirs is gone, nothing when there is no conflict. */
export function conflictWith(draft: Draft, stated: StatedJson | undefined): StatedJson | null | undefined {
  if (draft.state === 'queued') return undefined;
  const told = draft.conflict?.theirs;
  if (draft.conflict) return told && (!stated || stated.version < told.version) ? told : (stated ?? null);
  return stated && stated.version > draft.version && !saysTheSame(draft, stated) ? stated : undefined;
}
