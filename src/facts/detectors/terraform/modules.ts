import { type HclBlock, plainAttribute } from '../../../lib/hcl.ts';

/** A call of a module. */
export interface Module {
  readonly name: string;
  readonly source: string;
  readonly version: string;
  readonly line: number;
  readonly endLine: number;
}

export function moduleOf(block: HclBlock): Module {
  const { labels, line, endLine } = block;
  return { name: labels[0] ?? '', source: textOf(block, 'source'), version: textOf(block, 'version'), line, endLine };
}

/** Calls are many, and of their arguments only these two matter: a call is parsed only when they are not plain to see. */
function textOf(block: HclBlock, name: string): string {
  if (block.text !== '' && !block.text.includes(name)) return '';
  return plainAttribute(block, name) ?? block.body.text(name) ?? '';
}

/** The folder that a relative source means, seen from `folder`; `undefined` for a source elsewhere or outside the repository. */
export function localFolder(folder: string, source: string): string | undefined {
  if (!/^\.\.?(?:\/|$)/.test(source)) return undefined;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of source.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

const branches = /^(?:main|master|head|develop|trunk|latest)$/i;

/** Whether the version of a module elsewhere is fixed: a registry version, or a tag or commit of a repository. */
export function isPinned({ source, version }: Pick<Module, 'source' | 'version'>): boolean {
  const reference = /[?&]ref=([^&]+)/.exec(source)?.[1];
  if (reference) return !branches.test(reference);
  if (isRegistry(source)) return /\d/.test(version);
  return /[?&](?:versionId|archive|checksum)=/.test(source) || /\bv?\d+\.\d+(?:\.\d+)?\.(?:zip|tgz|tar\.gz)\b/.test(source);
}

/** `namespace/name/provider`, with or without a host and a submodule. */
function isRegistry(source: string): boolean {
  return /^(?:[\w-]+(?:\.[\w-]+)+\/)?[\w-]+\/[\w-]+\/[\w-]+(?:\/\/.*)?$/.test(source) && !/^(?:github\.com|bitbucket\.org)\//.test(source);
}

/** … without a host: the registry that everybody uses. */
export function isPublicRegistry(source: string): boolean {
  return isRegistry(source) && !/^[^/]+\.[^/]+\//.test(source);
}
