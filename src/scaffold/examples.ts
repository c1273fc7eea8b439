import { type Following, type Scaffolds, withFollowing } from './load-scaffolds.ts';
import { render, type Values } from './render.ts';
import type { Scaffold, ScaffoldFile } from './scaffold.ts';

/** One file of a scaffold as it looks when somebody has filled it in. */
interface ExampleFile {
  readonly path: string;
  /** Where it is the one that is written: `github`, `python`; nothing when it always is. */
  readonly for: readonly string[];
  readonly lines: readonly string[];
  readonly leftOut: number;
}

/** What of a scaffold helps with a criterion. */
interface Shown {
  readonly criterion: string;
  /** Which of the files, and the line of it from which on it does, counted from 1. */
  readonly file: number;
  readonly from: number;
}

export interface ScaffoldExample {
  readonly name: string;
  readonly title: string;
  readonly files: readonly ExampleFile[];
  readonly shows: readonly Shown[];
}

/** A service that nobody has, to fill scaffolds in for. */
const base: Values = {
  service: 'shop',
  root: '.',
  folder: '',
  today: '2026-06-01',
  year: '2026',
  branch: 'main',
  production: 'production',
  staging: 'staging',
  'incident-date': '2026-05-28',
  'incident-name': 'orders-fail',
  infra: 'infra',
  'repository-blob': 'https://github.com/acme/shop/blob/main',
  ci: 'github',
  language: 'node',
  cloud: 'aws',
  rollouts: 'argo',
};

const mostLines = 64;

/** Each scaffold as it looks when it is filled in with the answers that it suggests. */
export function examplesOf({ scaffolds, following }: Scaffolds): readonly ScaffoldExample[] {
  return scaffolds.map(scaffold => {
    const files = scaffold.files.filter(({ instead }) => instead === undefined); // what only leads to another one shows nothing
    return {
      name: scaffold.name,
      title: scaffold.title,
      files: files.map(file => exampleOf(scaffold, file, following)),
      shows: scaffold.criteria.flatMap(criterion => shownFor(criterion, scaffold, files)),
    };
  });
}

function exampleOf(scaffold: Scaffold, { path, from, when }: ScaffoldFile, following: Following): ExampleFile {
  const lines = filledIn(scaffold, from, when, following).replaceAll('\t', '  ').trimEnd().split('\n');
  return {
    path: render(path, { ...base, ...when }, {}).replace(/^\.\//, ''),
    for: Object.values(when).filter(value => value !== undefined),
    lines: lines.slice(0, mostLines),
    leftOut: Math.max(0, lines.length - mostLines),
  };
}

function filledIn({ name, templates, asks }: Scaffold, from: string, when: ScaffoldFile['when'], following: Following): string {
  const template = templates[from];
  if (template === undefined) throw new Error(`the scaffold ${name} has no template ${from}`);
  const known = withFollowing({ ...base, ...when }, following);
  const answers = Object.entries(asks).map(([key, { example }]) => [key, render(example, known, {})]);
  return render(template, { ...Object.fromEntries(answers), ...known }, asks);
}

/** The files that a scaffold names for the criterion; else the first that is always written, else the first of each variant. */
function shownFor(criterion: string, scaffold: Scaffold, files: readonly ScaffoldFile[]): readonly Shown[] {
  const wish = scaffold.shows[criterion] ?? {};
  const named = files.filter(({ path }) => path === wish.file);
  const always = files.filter(({ when }) => Object.keys(when).length === 0).slice(0, 1);
  const chosen = named.length > 0 ? named : always.length > 0 ? always : firstOfEach(files);
  return chosen.map(file => ({ criterion, file: files.indexOf(file), from: lineOf(scaffold.templates[file.from] ?? '', wish.from ?? []) }));
}

function firstOfEach(files: readonly ScaffoldFile[]): readonly ScaffoldFile[] {
  const seen = new Set<string>();
  return files.filter(({ when }) => {
    const variant = JSON.stringify(when);
    const known = seen.has(variant);
    seen.add(variant);
    return !known;
  });
}

function lineOf(template: string, texts: readonly string[]): number {
  const at = template.split('\n').findIndex(line => texts.some(text => line.includes(text)));
  return Math.max(0, at) + 1;
}
