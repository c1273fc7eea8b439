import { expect, test } from 'vitest';
import { remembering } from './remembering.ts';
import type { DataSource, Server } from './source.ts';

/** A source whose answers are numbered, and that fails on demand. */
function source() {
  const asked: string[] = [];
  let fails = false;
  const answer = async (name: string): Promise<never> => {
    asked.push(name);
    if (fails) throw new Error('the server is gone');
    return `${name} ${asked.length}` as never;
  };
  const data: DataSource = {
    portfolio: () => answer('portfolio'),
    assessment: key => answer(`assessment ${key}`),
    modelText: () => answer('model'),
    server: {
      session: () => answer('session'),
      statements: workload => answer(`statements ${workload}`),
      state: async () => ({ kind: 'unreachable', says: '' }),
      live: () => () => {},
    } as Partial<Server> as Server,
  };
  return {
    data,
    asked,
    fail(now: boolean) {
      fails = now;
    },
  };
}

async function askAll(data: DataSource) {
  return Promise.all([data.portfolio(), data.assessment('a'), data.modelText(), data.server?.session(), data.server?.statements('shop')]);
}

test('asks for everything once', async () => {
  const { data, asked } = source();
  const known = remembering(data);
  expect(await askAll(known)).toEqual(await askAll(known));
  expect(known.portfolio()).toBe(known.portfolio());
  expect(asked.length).toBe(5);
});

test.each([
  ['statements', ['statements shop']],
  ['assessments', ['portfolio']],
  ['all', ['portfolio', 'session', 'statements shop']],
] as const)('after %s only what may have changed is asked for again', async (change, expected) => {
  const { data, asked } = source();
  const known = remembering(data);
  await askAll(known);
  asked.length = 0;
  const next = await known.renewed(change);
  await askAll(next);
  expect(asked).toEqual(expected);
});

test('what cannot be had anew stays as it was', async () => {
  const { data, fail } = source();
  const known = remembering(data);
  const before = await askAll(known);
  fail(true);
  expect(await askAll(await known.renewed('all'))).toEqual(before);
});

test('what has failed is asked for again', async () => {
  const { data, fail } = source();
  const known = remembering(data);
  fail(true);
  await expect(known.assessment('a')).rejects.toThrow('the server is gone');
  await expect(known.assessment('a')).rejects.toThrow();
  fail(false);
  const next = await known.renewed('statements');
  expect(await next.assessment('a')).toContain('assessment a');
});
