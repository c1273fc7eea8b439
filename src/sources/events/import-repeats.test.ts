import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../store/database.ts';
import { storeEvents } from '../../store/merge-events.ts';
import { openStore } from '../../store/open-store.ts';
import { engines } from '../../store/testing.ts';
import { told } from './formats/testing.ts';

const minute = (at: number) => new Date(Date.UTC(2026, 5, 1, 10, at)).toISOString();
const repository = { full_name: 'acme/shop', html_url: 'https://github.com/acme/shop' };

const status = (state: string, at: number) => ({
  headers: { 'X-GitHub-Event': 'deployment_status' },
  body: {
    action: 'created',
    deployment_status: { id: at, state, created_at: minute(at) },
    deployment: { id: 7, sha: 'a'.repeat(40), environment: 'production', created_at: minute(0) },
    repository,
  },
});

const attempt = (run_attempt: number, conclusion: string, at: number) => ({
  headers: { 'X-GitHub-Event': 'workflow_run' },
  body: {
    action: 'completed',
    workflow_run: {
      ...{ id: 99, run_attempt, name: 'deploy', path: '.github/workflows/deploy.yml', head_sha: 'b'.repeat(40), head_branch: 'main' },
      ...{ status: 'completed', conclusion, run_started_at: minute(at - 1), created_at: minute(0), updated_at: minute(at) },
    },
    repository,
  },
});

describe.each(engines)('%s', (_, newAddress) => {
  let store: Database;

  beforeAll(async () => {
    store = await openStore(await newAddress());
  });
  afterAll(() => store.close());

  async function stored(messages: readonly object[]): Promise<readonly object[]> {
    await store.run('delete from deployment');
    for (const message of messages)
      await storeEvents(store, 'deployment', (told([message], { deploys: ['deploy'] }).deployment ?? []) as readonly object[] as never);
    return store.query('select id, succeeded_at, failed_at from deployment order by id');
  }

  /** Some of the messages again, and all in any order. */
  const shuffled = <T>(messages: readonly T[]) => fc.shuffledSubarray([...messages, ...messages], { minLength: messages.length * 2 });

  test('what comes after the first success moves no finish: inactive, a second success, a late failure', async () => {
    const messages = [status('in_progress', 2), status('success', 5), status('inactive', 30), status('success', 40), status('error', 50)];
    await fc.assert(
      fc.asyncProperty(shuffled(messages), async order => {
        expect(await stored(order)).toMatchObject([{ succeeded_at: minute(5) }]);
      }),
      { seed: 2, numRuns: 6 },
    );
  });

  test('each attempt of a run is one deployment, however often it is told', async () => {
    const messages = [attempt(1, 'failure', 5), attempt(2, 'success', 20), attempt(3, 'success', 60)];
    const expected = [
      { id: expect.stringMatching(/99\/1$/), succeeded_at: null, failed_at: minute(5) },
      { id: expect.stringMatching(/99\/2$/), succeeded_at: minute(20), failed_at: null },
      { id: expect.stringMatching(/99\/3$/), succeeded_at: minute(60), failed_at: null },
    ];
    await fc.assert(
      fc.asyncProperty(shuffled(messages), async order => {
        expect(await stored(order)).toEqual(expected);
      }),
      { seed: 2, numRuns: 5 },
    );
  });
});
