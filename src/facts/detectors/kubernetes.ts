import type { Tree } from '../../lib/tree.ts';
import type { Read } from '../detector.ts';

/** Reads YAML and JSON files that may hold Kubernetes objects of these API groups: `kubernetes('argoproj.io')`. */
export function kubernetes(...groups: readonly string[]): readonly Read[] {
  return [{ extensions: ['.yaml', '.yml', '.json', '.tpl', '.gotmpl'], text: groups }];
}

/** The objects of the wanted kinds in a stream, also inside a `kind: List`. `kinds` are `group/Kind`, without version; core kinds are `/Kind`. */
export function* objectsOf(documents: readonly Tree[], ...kinds: readonly string[]): Generator<Tree> {
  for (const document of documents) {
    const kind = document.text('kind');
    if (!kind) continue;
    if (kind === 'List' || kind === 'Template') yield* objectsOf([...document.list('items'), ...document.list('objects')], ...kinds);
    else if (kinds.includes(`${groupOf(document)}/${kind}`)) yield document;
  }
}

function groupOf(document: Tree): string {
  const version = document.text('apiVersion') ?? '';
  return version.includes('/') ? version.slice(0, version.indexOf('/')) : '';
}
