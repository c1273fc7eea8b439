import { cloudGroups, controllerGroups, observabilityKinds, toolGroups } from './kinds.data.ts';

export interface ManifestObject {
  readonly group: string;
  readonly kind: string;
  readonly line: number;
}

export interface ScannedManifest {
  readonly objects: readonly ManifestObject[];
  /** Paths that GitOps objects in the file reconcile. */
  readonly reconciled: readonly string[];
  /** The file holds an OpenShift `Template`. */
  readonly template: boolean;
  /** Kinds that a definition of Crossplane adds to the cluster: `XDatabase`, `Database`. */
  readonly claims: readonly string[];
}

const mostObjects = 2_000;

/**
 * The Kubernetes objects of a manifest by its lines, templated or not, without parsing it: a key in the first column is always a key
 * of the document. Objects inside a `Template` or `List` are items one level below.
 */
export function scanManifest(text: string): ScannedManifest {
  const objects: ManifestObject[] = [];
  const reconciled: string[] = [];
  const claims: string[] = [];
  let template = false;
  for (const document of documentsOf(text)) {
    const top = objectIn(document, /^(apiVersion|kind):\s*["']?([\w./-]+)/);
    if (!top || objects.length > mostObjects) continue;
    if (top.kind === 'Template' || top.kind === 'List') {
      template ||= top.kind === 'Template';
      objects.push(...itemsIn(document));
    } else if (reconciles(top)) reconciled.push(...pathsIn(document));
    else if (top.kind === 'CompositeResourceDefinition') claims.push(...namesIn(document));
    else objects.push(...(top.kind === 'Composition' ? basesIn(document, top) : [top]));
  }
  return { objects: objects.filter(isResource), reconciled, template, claims };
}

interface Line {
  readonly text: string;
  readonly number: number;
}

function* documentsOf(text: string): Generator<readonly Line[]> {
  let document: Line[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (/^---(?:\s|$)/.test(line)) {
      yield document;
      document = [];
    } else document.push({ text: line, number: index + 1 });
  }
  yield document;
}

function objectIn(lines: readonly Line[], key: RegExp): ManifestObject | undefined {
  let version: string | undefined;
  let kind: Line | undefined;
  let kindName = '';
  for (const line of lines) {
    const found = key.exec(line.text);
    if (found?.[1] === 'apiVersion') version ??= found[2];
    else if (found && !kind) {
      kind = line;
      kindName = found[2] ?? '';
    }
    if (version !== undefined && kind)
      return { group: version.includes('/') ? version.slice(0, version.indexOf('/')) : '', kind: kindName, line: kind.number };
  }
  return undefined;
}

/** Items of a list of objects: each starts with a dash at the same depth. */
function itemsIn(lines: readonly Line[]): readonly ManifestObject[] {
  const start = lines.findIndex(({ text }) => /^(?:objects|items):/.test(text));
  const below = start === -1 ? [] : lines.slice(start + 1);
  const end = below.findIndex(({ text }) => /^[A-Za-z]/.test(text));
  const items: Line[][] = [];
  const indent = /^ */.exec(below.find(({ text }) => /^ *- /.test(text))?.text ?? '')?.[0].length ?? 0;
  for (const line of end === -1 ? below : below.slice(0, end)) {
    if (line.text.startsWith(`${' '.repeat(indent)}- `)) items.push([]);
    items.at(-1)?.push(line);
  }
  const key = new RegExp(`^ {${indent}}(?:- |  )(apiVersion|kind):\\s*["']?([\\w./-]+)`);
  return items.flatMap(item => objectIn(item, key) ?? []);
}

/** `names: {kind: XDatabase}` and `claimNames: {kind: Database}` of a definition. https://docs.crossplane.io/latest/composition/composite-resource-definitions/ */
function namesIn(lines: readonly Line[]): readonly string[] {
  const names: string[] = [];
  let inside = false;
  for (const { text } of lines) {
    if (/^ {2}\S/.test(text)) inside = /^ {2}(?:names|claimNames):/.test(text);
    const kind = inside ? /^ {4,}kind:\s*["']?(\w{1,100})/.exec(text)?.[1] : undefined;
    if (kind) names.push(kind);
  }
  return names;
}

/** What a composition puts together: each `base`, or the objects inside its pipeline; the composition itself where none is written. */
function basesIn(lines: readonly Line[], composition: ManifestObject): readonly ManifestObject[] {
  const objects: ManifestObject[] = [];
  for (const [index, { text, number }] of lines.entries()) {
    const version = /^( {4,60})(?:- )?apiVersion:\s*["']?([\w.-]+)\/[\w-]+/.exec(text);
    if (!version || !isCloud(version[2] ?? '')) continue;
    const beside = [...lines.slice(index + 1, index + 4), ...lines.slice(Math.max(0, index - 3), index).reverse()];
    const kind = beside.flatMap(line => /^ {4,60}(?:- )?kind:\s*["']?(\w{1,100})/.exec(line.text)?.[1] ?? [])[0];
    if (kind) objects.push({ group: version[2] ?? '', kind, line: number });
  }
  const bases = objects.filter(isResource);
  return bases.length > 0 ? bases : [composition];
}

function reconciles({ group, kind }: ManifestObject): boolean {
  return (
    (group === 'argoproj.io' && kind.startsWith('Application')) || (group === 'kustomize.toolkit.fluxcd.io' && kind === 'Kustomization')
  );
}

function pathsIn(lines: readonly Line[]): readonly string[] {
  return lines.flatMap(({ text }) => {
    const path = /^\s{1,20}(?:- )?path:\s*["']?([\w./-]+)/.exec(text)?.[1];
    return path ? path.replace(/^(?:\.?\/)+|\/+$/g, '') : [];
  });
}

/** A file that is encrypted whole hides its kind; a core `Config` is the kubeconfig of a client. */
export function isResource({ group, kind }: ManifestObject): boolean {
  if (kind === 'ENC' || (group === '' && kind === 'Config')) return false;
  if (controllerGroups.includes(group) || (observabilityKinds.has(kind) && !isCloud(group))) return false;
  return kind !== 'CustomResourceDefinition' && !toolGroups.some(each => group === each || group.endsWith(`.${each}`));
}

export function isCloud(group: string): boolean {
  return cloudGroups.some(each => group === each || group.endsWith(`.${each}`));
}
