import { type OpenPlace, openPlaces } from '../lib/open-places.ts';
import { type Following, withFollowing } from './load-scaffolds.ts';
import { keysOf, render, type Values } from './render.ts';
import type { Scaffold, ScaffoldFile } from './scaffold.ts';
import type { Surroundings } from './surroundings.ts';

export interface PlannedFile {
  readonly path: string;
  readonly text: string;
  readonly open: readonly OpenPlace[];
  /** What to do where the file is there already. */
  readonly instead?: string;
}

export interface Plan {
  readonly files: readonly PlannedFile[];
  /** What is left to do, one sentence each. */
  readonly next: readonly string[];
}

/** What a scaffold comes to in these surroundings. What is given wins over what was found. */
export function planScaffold(scaffold: Scaffold, surroundings: Surroundings, following: Following, given: Values = {}): Plan {
  const values = withFollowing({ ...surroundings.values, ...given }, following);
  const services = given.service === undefined ? surroundings.services : [given.service];
  const files = scaffold.files
    .filter(each => fits(each, values))
    .flatMap(each => placesOf(each, values, services).map(at => planFile(scaffold, each, at)));
  return { files, next: scaffold.next.map(each => render(each, values, {})) };
}

/** What has to be known first: a value that decides between the files of the scaffold, or from which others follow that it uses. */
export function missingValue(scaffold: Scaffold, { values: found }: Surroundings, following: Following, given: Values) {
  const values = withFollowing({ ...found, ...given }, following);
  const fitting = scaffold.files.filter(each => fits(each, values));
  const choices = fitting.length === 0 ? [...variantsOf(scaffold)] : sourcesOf(unknownKeys(scaffold, fitting, values), following);
  const missing = choices.map(([key, known]) => ({ key, known, value: values[key] }));
  return missing.find(({ known, value }) => value === undefined || !known.includes(value));
}

function unknownKeys({ templates, asks }: Scaffold, files: readonly ScaffoldFile[], values: Values): readonly string[] {
  const keys = files.flatMap(({ from }) => keysOf(templates[from] ?? ''));
  return keys.filter(key => values[key] === undefined && asks[key] === undefined);
}

function sourcesOf(keys: readonly string[], following: Following): readonly (readonly [string, readonly string[]])[] {
  const brings = (byValue: Following[string]) => Object.values(byValue).some(values => keys.some(key => key in values));
  return Object.entries(following).flatMap(([key, byValue]) => (brings(byValue) ? [[key, Object.keys(byValue)] as const] : []));
}

/** Which of the values decide between files of the scaffold, and what each may be. */
export function variantsOf(scaffold: Scaffold): ReadonlyMap<string, readonly string[]> {
  const variants = new Map<string, string[]>();
  for (const { when } of scaffold.files)
    for (const [key, value] of Object.entries(when)) {
      const known = variants.get(key) ?? [];
      if (value !== undefined && !known.includes(value)) variants.set(key, [...known, value]);
    }
  return variants;
}

function fits({ when }: ScaffoldFile, values: Values): boolean {
  return Object.entries(when).every(([key, value]) => values[key] === value);
}

function placesOf({ each }: ScaffoldFile, values: Values, services: readonly string[]): readonly Values[] {
  if (each !== 'service' || services.length === 0) return [values];
  return services.map(service => ({ ...values, service }));
}

function planFile({ name, templates, asks }: Scaffold, { path, from, instead }: ScaffoldFile, values: Values): PlannedFile {
  const template = templates[from];
  if (template === undefined) throw new Error(`the scaffold ${name} has no template ${from}`);
  const text = render(template, values, asks);
  const planned = { path: render(path, values, asks).replace(/^\.\//, ''), text, open: openPlaces(text) };
  return instead === undefined ? planned : { ...planned, instead: render(instead, values, {}) };
}
