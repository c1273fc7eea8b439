import type { SessionJson, StatedJson } from '../../../src/report/web-contract.ts';
import { parsePlain } from './plain.ts';

/** A statement as its author sends it; `version` is that of the statement that the author has seen, 0 when there was none. */
export interface Edit {
  readonly version: number;
  readonly met: boolean;
  readonly claim: string;
  readonly evidence: string;
  readonly until?: string;
  readonly comment?: string;
}

/** What became of it. */
export type Sent =
  | { readonly kind: 'stored'; readonly statement: StatedJson }
  /** Somebody else was faster. `null`: there is no statement at all. */
  | { readonly kind: 'conflict'; readonly theirs: StatedJson | null }
  | ({ readonly kind: 'refused' } & Refused)
  /** Worth another try. */
  | { readonly kind: 'unreachable'; readonly says: string };

export interface Refused {
  readonly says: string;
  /** By the name of the field that it is about. */
  readonly fields: Readonly<Record<string, string>>;
}

interface Addresses {
  readonly session: string;
  readonly statement: string;
}

/** Sends a statement, and only in the name of its author: the login of a browser may have changed. Never fails. */
export async function send({ session, statement }: Addresses, edit: Edit, author: string): Promise<Sent> {
  try {
    const asked = await fetch(session, { headers: { accept: 'application/json' }, credentials: 'same-origin' });
    const caller = parsePlain<SessionJson & Answer>(await asked.text());
    if (!asked.ok) return understood(asked.status, caller);
    if (caller.name !== author)
      return { kind: 'refused', says: `${author} wrote this, but you are now logged in as ${caller.name}.`, fields: {} };
    const headers = { accept: 'application/json', 'content-type': 'application/json' };
    const response = await fetch(statement, { method: 'PUT', headers, credentials: 'same-origin', body: JSON.stringify(edit) });
    return understood(response.status, parsePlain<Answer>(await response.text()));
  } catch {
    return { kind: 'unreachable', says: 'The server cannot be reached.' };
  }
}

type Answer = StatedJson & {
  readonly title?: string;
  readonly detail?: string;
  readonly theirs?: StatedJson | null;
  readonly problems?: readonly { readonly place: string; readonly says: string }[];
};

function understood(status: number, answer: Answer): Sent {
  if (status === 200) return { kind: 'stored', statement: answer };
  if (status === 409) return { kind: 'conflict', theirs: answer.theirs ?? null };
  if (status === 429 || status >= 500) return { kind: 'unreachable', says: `The server cannot take it now: ${answer.title ?? status}.` };
  const problems = (answer.problems ?? []).map(({ place, says }) => [place, capital(says)] as const);
  const says = [answer.title ?? `The server answered ${status}`, answer.detail].filter(Boolean).map(text => `${capital(text ?? '')}.`);
  return {
    kind: 'refused',
    says: status === 401 ? 'Your login has ended. Load the page again to log in: what you wrote is kept.' : says.join(' '),
    fields: Object.fromEntries(problems),
  };
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`.replace(/\.$/, '');
}
