import type { TextDocument } from '../../../lib/text-document.ts';

/** A link to a file beside the document. */
export interface FileLink {
  readonly line: number;
  readonly url: string;
  /** The path that it leads to, from the root of what is assessed. */
  readonly target: string;
}

/** The links of a document to files. Addresses on the web, and what leads out of what is assessed, nobody here can follow. */
export function fileLinksIn(path: string, document: TextDocument): readonly FileLink[] {
  const links = document.sections.flatMap(section => section.links);
  return links.flatMap(({ url, line }) => {
    const target = targetOf(path, url);
    return target === undefined || target === '' ? [] : { line, url, target };
  });
}

function targetOf(path: string, url: string): string | undefined {
  const bare = url.replace(/[?#].*$/, '');
  if (bare === '' || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(bare) || /\{\{|<%|\$\{/.test(url)) return undefined;
  const parts = bare.startsWith('/') ? [] : path.split('/').slice(0, -1);
  for (const part of decoded(bare).split('/')) {
    if (part === '..') {
      if (parts.length === 0) return undefined; // out of what is assessed: nobody here can tell
      parts.pop();
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** Sites of documents make `queue.html` or `queue/` of `queue.md` and of `queue.html.md.erb`. */
export function isThere(target: string, targets: ReadonlySet<string>): boolean {
  return target === '' || targets.has(target) || targets.has(target.replace(/\.html?$/, ''));
}

/** All that a link may lead to: files, with and without each of their endings, and folders. */
export function targetsOf(paths: readonly string[]): ReadonlySet<string> {
  const targets = new Set<string>();
  for (const path of paths) {
    targets.add(path);
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) targets.add(path.slice(0, at));
    const name = path.lastIndexOf('/') + 1;
    for (let at = path.lastIndexOf('.'); at > name; at = path.lastIndexOf('.', at - 1)) targets.add(path.slice(0, at));
  }
  return targets;
}
