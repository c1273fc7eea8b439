import { describe, expect, test } from 'vitest';
import type { StatedJson } from '../../../src/report/web-contract.ts';
import { conflictWith, type Draft, openDrafts, saysTheSame } from './drafts.ts';

const draft: Draft = {
  author: 'ann',
  workload: 'shop',
  criterion: 'pm-blameless',
  version: 1,
  met: true,
  claim: 'No culprits are named',
  evidence: 'https://wiki.example.org/review',
  until: '2027-01-31',
  comment: '',
  state: 'written',
};

function stated(part: Partial<StatedJson>): StatedJson {
  const { criterion, claim, evidence, until } = draft;
  const rest = { met: true, author: 'bo', on: '2026-11-01', comment: null, recordedAt: '2026-11-01T12:00:00.000Z' };
  return { criterion, claim, evidence, until, version: 2, ...rest, ...part };
}

/** What a browser keeps, in memory. */
function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: index => [...kept.keys()][index] ?? null,
    getItem: key => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: key => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

describe('drafts', () => {
  test('are found again by whoever opens the page next', () => {
    const memory = storage();
    openDrafts(memory).put(draft);
    expect([...openDrafts(memory).all().values()]).toEqual([draft]);
    openDrafts(memory).remove(draft);
    expect(openDrafts(memory).all().size).toBe(0);
  });

  test.each(['', 'null', '{', '[]', '{"author":"ann"}', '{"author":1}'])('%j in the memory is passed over', text => {
    const memory = storage();
    memory.setItem('opsex-draft ["ann","shop","x"]', text);
    memory.setItem('opsex-theme', 'dark');
    expect(openDrafts(memory).all().size).toBe(0);
  });

  test('stay in the page where the browser keeps nothing, and say so', () => {
    const full: Storage = {
      ...storage(),
      setItem() {
        throw new Error('quota');
      },
    };
    for (const drafts of [openDrafts(undefined), openDrafts(full)]) {
      drafts.put(draft);
      expect([...drafts.all().values()]).toEqual([draft]);
      expect(drafts.areKept()).toBe(false);
    }
  });

  test('tell those who listen, with a new map for each change', () => {
    const drafts = openDrafts(storage());
    let told = 0;
    const stop = drafts.subscribe(() => {
      told += 1;
    });
    const before = drafts.all();
    drafts.put(draft);
    const after = drafts.all();
    expect([told, after === before, after === drafts.all()]).toEqual([1, false, true]);
    stop();
    drafts.remove(draft);
    expect(told).toBe(1);
  });
});

test.each([
  ['nothing is stated', draft, undefined, undefined],
  ['what the author has seen', draft, stated({ version: 1 }), undefined],
  ['somebody was faster', draft, stated({ claim: 'No' }), stated({ claim: 'No' })],
  ['somebody said the same in their own name', draft, stated({}), stated({})],
  ['the answer to the own statement came late', draft, stated({ author: 'ann' }), undefined],
  ['it is under way', { ...draft, state: 'queued' }, stated({ claim: 'No' }), undefined],
  ['the server says so', { ...draft, conflict: { theirs: stated({}) } }, undefined, stated({})],
  [
    'the server says so, and there is a newer one',
    { ...draft, conflict: { theirs: stated({}) } },
    stated({ version: 3 }),
    stated({ version: 3 }),
  ],
  ['theirs is gone', { ...draft, conflict: { theirs: null } }, undefined, null],
] as const)('conflicts: %s', (_, mine, now, expected) => {
  expect(conflictWith(mine, now)).toEqual(expected);
});

test.each([
  [{}, true],
  [{ comment: ' ' }, true],
  [{ claim: 'No  culprits\nare named' }, true],
  [{ until: '2027-02-01' }, false],
  [{ met: false }, false],
  [{ author: 'bo' }, false],
] as const)('a statement with %j says the same: %s', (part, same) => {
  expect(saysTheSame(draft, stated({ author: 'ann', ...part }))).toBe(same);
});
