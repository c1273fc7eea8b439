import { useSyncExternalStore } from 'react';

/** Which page is shown. It stands behind the # of the address, so that a file from disk has pages as well. */
export type Route =
  | { readonly page: 'portfolio' }
  | { readonly page: 'overview' | 'metrics' | 'registers' | 'audit'; readonly workload: string }
  | { readonly page: 'plan'; readonly workload: string; readonly done: readonly string[] }
  | { readonly page: 'checklist'; readonly workload: string; readonly show: ChecklistPart }
  | { readonly page: 'control'; readonly workload: string; readonly id: string }
  | { readonly page: 'criterion'; readonly workload: string; readonly id: string }
  | { readonly page: 'model'; readonly id?: string };

/** Which criteria the checklist shows. */
export const checklistParts = ['all', 'open', 'people', 'gates'] as const;
export type ChecklistPart = (typeof checklistParts)[number];

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(listen, () => location.hash));
}

function listen(notify: () => void): () => void {
  addEventListener('hashchange', notify);
  return () => removeEventListener('hashchange', notify);
}

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [kind, first, second, third] = path.split('/').map(decode);
  if (kind === 'model') return { page: 'model', ...(first ? { id: first } : {}) };
  if (kind !== 'service' || !first) return { page: 'portfolio' };
  if ((second === 'control' || second === 'criterion') && third) return { page: second, workload: first, id: third };
  if (second === 'plan')
    return { page: 'plan', workload: first, done: (new URLSearchParams(query).get('done') ?? '').split(',').filter(Boolean) };
  if (second === 'checklist') return { page: 'checklist', workload: first, show: partIn(query) };
  return { page: second === 'metrics' || second === 'registers' || second === 'audit' ? second : 'overview', workload: first };
}

function partIn(query: string): ChecklistPart {
  const wished = new URLSearchParams(query).get('show');
  return checklistParts.find(part => part === wished) ?? 'all';
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function addressOf(route: Route): string {
  if (route.page === 'portfolio') return '#/';
  if (route.page === 'model') return route.id ? `#/model/${encodeURIComponent(route.id)}` : '#/model';
  const service = `#/service/${encodeURIComponent(route.workload)}`;
  if (route.page === 'control' || route.page === 'criterion') return `${service}/${route.page}/${encodeURIComponent(route.id)}`;
  if (route.page === 'plan') return `${service}/plan${route.done.length > 0 ? `?done=${route.done.join(',')}` : ''}`;
  if (route.page === 'checklist') return `${service}/checklist${route.show === 'all' ? '' : `?show=${route.show}`}`;
  return route.page === 'overview' ? service : `${service}/${route.page}`;
}
