import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { storeEvents } from './merge-events.ts';
import { openStore } from './open-store.ts';
import { engines } from './testing.ts';

const time = (minute: number) => new Date(Date.UTC(2026, 5, 1, 10, minute)).toISOString();

describe.each(engines)('%s', (_, newAddress) => {
  test('parts of a deployment become one, and the first success stays', async () => {
    const store = await openStore(await newAddress());
    const key = { source: 'github', id: 'acme/shop/1' };
    await storeEvents(store, 'deployment', [
      { ...key, succeeded_at: time(9) },
      { ...key, service: 'shop', sha: 'abc', created_at: time(1) },
    ]);
    await storeEvents(store, 'deployment', [{ ...key, succeeded_at: time(5), environment: 'production', production: true }]);
    expect(await store.query('select * from deployment')).toMatchObject([
      {
        ...key,
        service: 'shop',
        sha: 'abc',
        environment: 'production',
        production: true,
        created_at: time(1),
        succeeded_at: time(5),
        failed_at: null,
      },
    ]);
    await store.close();
  });

  test('what was said last about an incident counts, whenever it arrives', async () => {
    const store = await openStore(await newAddress());
    const key = { source: 'pager', id: '1' };
    await storeEvents(store, 'incident', [
      { ...key, severity: 2, severity_at: time(3) },
      { ...key, resolved_at: time(8) },
    ]);
    await storeEvents(store, 'incident', [{ ...key, severity: 3, severity_at: time(2), service: 'shop', service_at: time(2) }]);
    expect(await store.query('select severity, service, resolved_at from incident')).toEqual([
      { severity: 2, service: 'shop', resolved_at: time(8) },
    ]);
    await store.close();
  });

  test('deliveries may come twice, in any order and in any bundles', async () => {
    const part = fc.record(
      {
        id: fc.constantFrom('1', '2'),
        service: fc.constantFrom('shop', 'web'),
        service_at: fc.integer({ min: 0, max: 5 }).map(time),
        severity: fc.integer({ min: 1, max: 3 }),
        severity_at: fc.integer({ min: 0, max: 5 }).map(time),
        started_at: fc.integer({ min: 0, max: 9 }).map(time),
        resolved_at: fc.integer({ min: 0, max: 9 }).map(time),
        reopened_at: fc.integer({ min: 0, max: 9 }).map(time),
      },
      { requiredKeys: ['id'] },
    );
    const store = await openStore(await newAddress());
    const outcome = async (bundles: readonly (readonly object[])[]) => {
      await store.run('delete from incident');
      for (const bundle of bundles)
        await storeEvents(
          store,
          'incident',
          bundle.map(each => ({ source: 's', ...each })),
        );
      return store.query('select * from incident order by id');
    };
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(part, { minLength: 1, maxLength: 6 })
          .chain(parts => fc.tuple(fc.constant(parts), fc.shuffledSubarray([...parts, ...parts], { minLength: parts.length * 2 }))),
        async ([parts, shuffled]) => {
          expect(await outcome(shuffled.map(each => [each]))).toEqual(await outcome([parts]));
        },
      ),
      { seed: 7, numRuns: 15 },
    );
    await store.close();
  });
});
