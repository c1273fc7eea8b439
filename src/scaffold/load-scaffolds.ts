import { parse } from 'yaml';
import * as z from 'zod';
import type { Values } from './render.ts';
import { readScaffold, type Scaffold } from './scaffold.ts';

export interface Scaffolds {
  readonly scaffolds: readonly Scaffold[];
  /** What follows from a value: by its key, then by the value. */
  readonly following: Following;
}

export type Following = Readonly<Record<string, Readonly<Record<string, Values>>>>;

const followingSchema = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.string())));

/** Reads all scaffolds out of the texts of their folder, by path: `values.yaml`, `shared/…` and a folder for each scaffold. */
export function loadScaffolds(texts: Readonly<Record<string, string>>): Scaffolds {
  const folders = new Map<string, Record<string, string>>();
  for (const [path, text] of Object.entries(texts)) {
    const [folder = '', name] = path.split('/');
    if (name !== undefined) folders.set(folder, { ...folders.get(folder), [name]: text });
  }
  const shared = folders.get('shared') ?? {};
  const names = [...folders.keys()].filter(name => name !== 'shared').sort();
  return {
    scaffolds: names.map(name => readScaffold(name, { ...shared, ...folders.get(name) })),
    following: followingSchema.parse(parse(texts['values.yaml'] ?? '{}')),
  };
}

/** Adds what follows from the values: `language: node` brings the command that installs. What is said already stays. */
export function withFollowing(values: Values, following: Following): Values {
  const added = Object.entries(following).map(([key, byValue]) => byValue[values[key] ?? ''] ?? {});
  return Object.assign({}, ...added, values);
}
