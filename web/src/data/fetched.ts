import { parsePlain } from './plain.ts';
import type { DataSource } from './source.ts';

/** The data of a running server: `GET <base>/portfolio`, `<base>/assessments/<key>` and `<base>/model`. */
export function fetched(base: string): DataSource {
  return {
    portfolio: () => ask(`${base}/portfolio`),
    assessment: key => ask(`${base}/assessments/${encodeURIComponent(key)}`),
    modelText: () => ask(`${base}/model`),
  };
}

async function ask<T>(address: string): Promise<T> {
  const response = await fetch(address, { headers: { accept: 'application/json' }, credentials: 'same-origin' });
  if (!response.ok) throw new Error(`The server answered ${response.status} for ${address}.`);
  return parsePlain<T>(await response.text());
}
