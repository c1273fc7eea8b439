import type { Change, DataSource } from './source.ts';

/** A source that asks for everything once: a page that is drawn again must find the same promise, a failed one included. */
export interface Remembering extends DataSource {
  /** The same source, with newer answers to what was asked before; what cannot be had anew stays as it was. */
  renewed(change: Change): Promise<Remembering>;
}

interface Known {
  readonly ask: () => Promise<unknown>;
  readonly asked: Promise<unknown>;
  hasFailed: boolean;
}

export function remembering(source: DataSource, known: Map<string, Known> = new Map()): Remembering {
  function once<T>(name: string, ask: () => Promise<T>): Promise<T> {
    const earlier = known.get(name)?.asked as Promise<T> | undefined;
    if (earlier) return earlier;
    const entry = asking(ask);
    known.set(name, entry);
    return entry.asked as Promise<T>;
  }
  const { server } = source;
  return {
    portfolio: () => once('portfolio', () => source.portfolio()),
    assessment: key => once(`assessment ${key}`, () => source.assessment(key)),
    modelText: () => once('model', () => source.modelText()),
    ...(server
      ? {
          server: {
            session: () => once('session', () => server.session()),
            statements: workload => once(`statements ${workload}`, () => server.statements(workload)),
            outcomes: wish => once(`outcomes ${JSON.stringify(wish)}`, () => server.outcomes(wish)),
            events: wish => once(`events ${JSON.stringify(wish)}`, () => server.events(wish)),
            state: server.state,
            live: server.live,
          },
        }
      : {}),
    renewed: async change => remembering(source, await renewed(known, change)),
  };
}

function asking(ask: () => Promise<unknown>): Known {
  const entry: Known = { ask, asked: ask(), hasFailed: false };
  entry.asked.catch(() => {
    entry.hasFailed = true;
  });
  return entry;
}

async function renewed(known: ReadonlyMap<string, Known>, change: Change): Promise<Map<string, Known>> {
  const next = new Map(known);
  const stale = [...known].filter(([name, { hasFailed }]) => hasFailed || isStale(name, change));
  await Promise.all(
    stale.map(async ([name, before]) => {
      const entry = asking(before.ask);
      await entry.asked.catch(() => {});
      if (!entry.hasFailed) next.set(name, entry);
    }),
  );
  return next;
}

/** The model and an assessment never change. */
function isStale(name: string, change: Change): boolean {
  const [kind] = name.split(' ');
  if (kind === 'assessment' || kind === 'model') return false;
  if (change === 'all') return true;
  return change === 'statements' ? kind === 'statements' : kind !== 'statements' && kind !== 'session';
}
