import { listen } from './live.ts';
import { parsePlain } from './plain.ts';
import { send } from './sending.ts';
import type { DataSource } from './source.ts';

/** The data of a running server: `GET <base>/portfolio`, `<base>/assessments/<key>`, `<base>/model`, and what it can do besides. */
export function fetched(base: string): DataSource {
  const statements = (workload: string) => `${base}/workloads/${encodeURIComponent(workload)}/statements`;
  return {
    portfolio: () => ask(`${base}/portfolio`),
    assessment: key => ask(`${base}/assessments/${encodeURIComponent(key)}`),
    modelText: () => ask(`${base}/model`),
    server: {
      session: () => ask(`${base}/session`),
      statements: workload => ask(statements(workload)),
      outcomes: wish => ask(`${base}/metrics?${queryOf({ ...wish })}`),
      events: wish => ask(`${base}/events?${queryOf({ ...wish })}`),
      state: (workload, criterion, edit, author) =>
        send({ session: `${base}/session`, statement: `${statements(workload)}/${encodeURIComponent(criterion)}` }, edit, author),
      live: listener => listen(`${base}/live`, listener),
    },
  };
}

function queryOf(wish: Readonly<Record<string, string | number>>): string {
  return new URLSearchParams(Object.entries(wish).map(([name, value]) => [name, String(value)])).toString();
}

async function ask<T>(address: string): Promise<T> {
  const response = await fetch(address, { headers: { accept: 'application/json' }, credentials: 'same-origin' }).catch(() => {
    throw new Error('The server cannot be reached.');
  });
  if (response.status === 401) throw new Error('Your login has ended. Load the page again to log in.');
  if (!response.ok) throw new Error(`The server answered ${response.status} for ${address}.`);
  return parsePlain<T>(await response.text());
}
