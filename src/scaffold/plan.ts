import { type OpenPlace, openPlaces } from '../lib/open-places.ts';
import { type Following, withFollowing } from './load-scaffolds.ts';
import { render, type Values } from './render.ts';
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

/** Why no file of the scaffold fits: a value that decides between them is not known, or there is none for it. */
export function missingVariant(scaffold: Scaffold, { values: found }: Surroundings, given: Values) {
  const values: Values = { ...found, ...given };
  if (scaffold.files.some(each => fits(each, values))) return undefined;
  const variants = [...variantsOf(scaffold)].map(([key, known]) => ({ key, known, value: values[key] }));
  return variants.find(({ known, value }) => value === undefined || !known.includes(value));
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
