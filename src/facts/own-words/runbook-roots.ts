import type { RunbookRoot } from '../../model/settings.ts';
import type { Detector } from '../detector.ts';
import { documentExtensions } from '../detectors/documents/reading.ts';
import { restsOn, wordsInForce } from './in-force.ts';

/** The detectors, with that of runbooks also reading all documents in the folders that the organisation names. */
export function withRunbookRoots(detectors: readonly Detector<unknown>[], roots: readonly RunbookRoot[]): readonly Detector<unknown>[] {
  const folders = roots.flatMap(({ folder }) => folder ?? []);
  if (folders.length === 0) return detectors;
  const read = { extensions: documentExtensions, path: { test: (path: string) => folders.some(folder => isBelow(path, folder)) } };
  return detectors.map(each => (each.id === 'runbooks' ? { ...each, reads: [...each.reads, read] } : each));
}

/** Whether the organisation says that the documents here are runbooks. */
export function isSaidRunbook(path: string): boolean {
  const root = wordsInForce()?.runbooks.find(({ folder }) => folder !== undefined && isBelow(path, folder));
  if (root) restsOn(root.at);
  return root !== undefined;
}

/** What the organisation says about a link to a runbook; nothing when it says nothing about such links. */
export function saidRunbookLink(link: string, has: (path: string) => boolean): 'linked' | 'broken' | undefined {
  for (const root of wordsInForce()?.runbooks ?? []) {
    const rest = restOf(link, root);
    if (rest === undefined) continue;
    restsOn(root.at);
    return root.folder === undefined || rest.some(path => has(path)) ? 'linked' : 'broken';
  }
  return undefined;
}

const endings = ['', '.md', '.mdx', '.adoc', '.rst', '.html', '/index.md', '/README.md', '/_index.md'];

/** The paths that a link below the root may lead to; nothing when it is not below it. */
function restOf(link: string, { url, folder = '' }: RunbookRoot): readonly string[] | undefined {
  const plain = link.replace(/[#?].*$/, '');
  const start = url ?? folder;
  const path = url === undefined ? plain.replace(/^(?:\.?\/)+/, '') : plain;
  if (!path.toLowerCase().startsWith(start.toLowerCase())) return undefined;
  const rest = path.slice(start.length);
  if (rest !== '' && !start.endsWith('/') && !rest.startsWith('/')) return undefined;
  const inside = rest.replace(/^\/+|\/+$/g, '').replace(/\.html?$/, '');
  if (inside.split('/').includes('..')) return [];
  return endings.map(ending => [folder, inside].filter(Boolean).join('/') + ending);
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}
