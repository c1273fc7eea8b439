import fc from 'fast-check';
import type { EventKindName } from '../../model/events.ts';

/** Generated events for tests of metrics: a few weeks of two services, with little room, so that times and commits often meet. */
export interface Events {
  readonly change: readonly Row[];
  readonly deployment: readonly Row[];
  readonly incident: readonly Row[];
}

type Row = Readonly<Record<string, string | number | boolean | null>>;
export type Delivery = readonly [kind: EventKindName, row: Row];

export const start = Date.UTC(2026, 5, 1);
export const quarterHour = 15 * 60_000;
export const days = 21;

export const timeAt = (step: number): string => new Date(start + step * quarterHour).toISOString();
const step = fc.integer({ min: 0, max: days * 96 - 1 });
const services = ['shop', 'web'] as const;
const kinds = ['normal', 'normal', 'normal', 'rollback', 'hotfix'] as const;

const changes = fc.record({ after: step, of: fc.constantFrom(...services) });
const deployments = fc.record({ at: step, commit: fc.nat({ max: 7 }), of: fc.constantFrom(...services), kind: fc.constantFrom(...kinds) });
const incidents = fc.record({
  at: step,
  lasts: fc.option(fc.integer({ min: 0, max: 400 })),
  of: fc.constantFrom(...services),
  cause: fc.option(fc.nat({ max: 9 })),
});

export const arbitraryEvents: fc.Arbitrary<Events> = fc
  .record({
    changes: fc.array(changes, { maxLength: 10 }),
    deployments: fc.array(deployments, { maxLength: 10 }),
    incidents: fc.array(incidents, { maxLength: 8 }),
  })
  .map(generated => ({
    change: generated.changes.map(({ after, of }, index) => ({
      repository: `example.org/${of}`,
      sha: `${of}-${index}`,
      parents:
        generated.changes.slice(0, index).findLastIndex(each => each.of === of) >= 0 ? `${of}-${lastOf(generated.changes, of, index)}` : '',
      committed_at: timeAt(after),
    })),
    deployment: generated.deployments.map(({ at, commit, of, kind }, index) => ({
      source: 'ci',
      id: `d${index}`,
      service: of,
      environment: 'production',
      production: true,
      repository: `example.org/${of}`,
      sha: `${of}-${commit}`,
      kind,
      started_at: timeAt(at),
      succeeded_at: timeAt(at),
    })),
    incident: generated.incidents.map(({ at, lasts, of, cause }, index) => ({
      source: 'pager',
      id: `i${index}`,
      service: of,
      service_at: timeAt(at),
      started_at: timeAt(at),
      resolved_at: lasts === null ? null : timeAt(at + lasts),
      caused_by: cause === null ? null : `d${cause}`,
    })),
  }));

function lastOf(changesSoFar: readonly { readonly of: string }[], of: string, before: number): number {
  return changesSoFar.slice(0, before).findLastIndex(each => each.of === of);
}

export function deliveriesOf(events: Events): readonly Delivery[] {
  return Object.entries(events).flatMap(([kind, rows]) => (rows as readonly Row[]).map(row => [kind as EventKindName, row] as const));
}

/** The same events in other deliveries: each in several parts, some of them twice, in any order and in any bundles. */
export function inOtherDeliveries(events: Events): fc.Arbitrary<readonly (readonly Delivery[])[]> {
  const parts = deliveriesOf(events).map(([kind, row]) =>
    fc.array(fc.nat({ max: 2 }), { minLength: 12, maxLength: 12 }).map(split => partsOf(kind, row, split)),
  );
  return fc
    .tuple(...parts)
    .map(list => list.flat())
    .chain(all =>
      fc.record({
        order: fc.shuffledSubarray([...all.keys()], { minLength: all.length }),
        twice: fc.subarray([...all.keys()]),
        size: fc.integer({ min: 1, max: 7 }),
        all: fc.constant(all),
      }),
    )
    .map(({ order, twice, size, all }) =>
      bundles(
        [...order, ...twice].flatMap(index => all.slice(index, index + 1)),
        size,
      ),
    );
}

const keys: Readonly<Partial<Record<EventKindName, readonly string[]>>> = { change: ['repository', 'sha'] };

/** What belongs together (a value and when it was said) stays together. */
function partsOf(kind: EventKindName, row: Row, split: readonly number[]): readonly Delivery[] {
  const own = keys[kind] ?? ['source', 'id'];
  const key = Object.fromEntries(own.map(name => [name, row[name] ?? null]));
  const parts = [0, 1, 2].map(part => {
    const fields = Object.entries(row).filter(([name], index) => !own.includes(name) && partOf(name, index, split) === part);
    return [kind, { ...key, ...Object.fromEntries(fields) }] as const;
  });
  return parts.filter(([, fields], part) => part === 0 || Object.keys(fields).length > own.length);
}

function partOf(name: string, index: number, split: readonly number[]): number {
  return name.startsWith('service') ? (split[0] ?? 0) : (split[index % split.length] ?? 0);
}

function bundles(list: readonly Delivery[], size: number): readonly (readonly Delivery[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
}
