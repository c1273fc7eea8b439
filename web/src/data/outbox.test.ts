import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { StatedJson } from '../../../src/report/web-contract.ts';
import { type Draft, openDrafts } from './drafts.ts';
import { openOutbox } from './outbox.ts';
import type { Edit, Sent } from './sending.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const draft: Draft = {
  author: 'ann',
  workload: 'shop',
  criterion: 'pm-blameless',
  version: 0,
  met: true,
  claim: 'No culprits are named',
  evidence: 'https://wiki.example.org/review',
  until: '',
  comment: ' ',
  state: 'written',
};
const stored: StatedJson = {
  criterion: 'pm-blameless',
  version: 1,
  met: true,
  claim: 'No culprits are named',
  evidence: 'https://wiki.example.org/review',
  author: 'ann',
  on: '2026-11-01',
  until: '2027-11-01',
  comment: null,
  recordedAt: '2026-11-01T12:00:00.000Z',
};

/** An outbox of ann in front of a server that gives these answers, one after the other. */
function outbox(...answers: readonly Sent[]) {
  const sent: Edit[] = [];
  let during = () => {};
  const drafts = openDrafts(undefined);
  const server = {
    session: async () => ({ name: 'ann', kind: 'person' as const, grants: [] }),
    async state(_workload: string, _criterion: string, edit: Edit) {
      during();
      return answers[sent.push(edit) - 1] ?? answers.at(-1) ?? { kind: 'unreachable' as const, says: 'no' };
    },
  };
  const box = openOutbox(server, drafts, () => {});
  const whileSending = (act: () => void) => {
    during = act;
  };
  return { box, sent, whileSending, left: () => [...drafts.all().values()] };
}

test('what is stored leaves no draft behind', async () => {
  const { box, sent, left } = outbox({ kind: 'stored', statement: stored });
  box.send(draft);
  await vi.advanceTimersByTimeAsync(1);
  expect(sent).toEqual([{ version: 0, met: true, claim: draft.claim, evidence: draft.evidence }]);
  expect([left(), [...box.state().stored.values()]]).toEqual([[], [stored]]);
});

test('an unreachable server is tried again, ever more slowly, until it has it', async () => {
  const no = { kind: 'unreachable', says: 'The server cannot be reached.' } as const;
  const { box, sent, left } = outbox(no, no, no, { kind: 'stored', statement: stored });
  box.send(draft);
  await vi.advanceTimersByTimeAsync(1);
  expect([sent.length, box.state().trouble, left()[0]?.state]).toEqual([1, no.says, 'queued']);
  await vi.advanceTimersByTimeAsync(1000);
  expect(sent.length).toBe(2);
  await vi.advanceTimersByTimeAsync(1000);
  expect(sent.length).toBe(2);
  await vi.advanceTimersByTimeAsync(7000);
  expect([sent.length, box.state().trouble, left()]).toEqual([4, undefined, []]);
});

test('a conflict is kept with both, and is not sent again by itself', async () => {
  const theirs = { ...stored, author: 'bo', claim: 'Not so' };
  const { box, sent, left } = outbox({ kind: 'conflict', theirs });
  box.send(draft);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent.length).toBe(1);
  expect(left()).toEqual([{ ...draft, state: 'written', conflict: { theirs } }]);
});

test('an answer that was lost on the way is no conflict', async () => {
  const { box, left } = outbox({ kind: 'conflict', theirs: stored });
  box.send(draft);
  await vi.advanceTimersByTimeAsync(1);
  expect(left()).toEqual([]);
});

test('what is refused says why, until it is changed and sent again', async () => {
  const { box, left } = outbox({ kind: 'refused', says: 'No.', fields: { claim: 'Too short' } }, { kind: 'stored', statement: stored });
  box.send(draft);
  await vi.advanceTimersByTimeAsync(1);
  const [refused] = left();
  expect(refused).toEqual({ ...draft, refused: { says: 'No.', fields: { claim: 'Too short' } } });
  if (refused) box.send(refused);
  await vi.advanceTimersByTimeAsync(1);
  expect(left()).toEqual([]);
});

test('what is written while a statement is under way is not lost', async () => {
  const { box, whileSending, left } = outbox({ kind: 'stored', statement: stored });
  whileSending(() => box.drafts.put({ ...draft, claim: 'No culprits are named, nor hinted at' }));
  box.send(draft);
  await vi.advanceTimersByTimeAsync(1);
  expect(left()).toEqual([{ ...draft, version: 1, claim: 'No culprits are named, nor hinted at' }]);
});

test('what another person has written in this browser stays theirs', async () => {
  const { box, sent, left } = outbox({ kind: 'stored', statement: stored });
  box.send({ ...draft, author: 'bo' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect([sent.length, left().length]).toEqual([0, 1]);
});
