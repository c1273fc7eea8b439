import type { FactDraft } from '../../model/fact.ts';
import type { Settings, Wrapper } from '../../model/settings.ts';
import { type Detector, detector, type Located, type Read, type Scene } from '../detector.ts';
import { dependencies } from '../detectors/dependencies/dependencies.ts';
import { ecosystemOf } from '../detectors/dependencies/ecosystems.ts';
import { images } from '../detectors/images/images.ts';
import { moduleFolders } from '../detectors/modules.ts';
import { languageOf, readsFor, type SourceSignal } from '../detectors/source-signals.ts';
import type { SourceFile } from '../source-file.ts';
import { baseImageOf, importsOf, type Use } from './imports.ts';
import { factsOfWrapper } from './wrapper-facts.ts';
import { type FindWrapper, wrapperFinder } from './wrapper-names.ts';

/** Finds where code, images and manifests use what the organisation has mapped to a meaning. */
export function wrapperUses(settings: Settings): Detector<Use> {
  const find = wrapperFinder(settings);
  return detector<Use>({
    id: 'wrappers',
    title: 'Wrappers named in opsex.yaml',
    docs: 'https://docs.docker.com/reference/dockerfile/#from',
    reads: readsOf(settings.wrappers),
    emits: [...new Set(settings.wrappers.flatMap(wrapper => factsOfWrapper(wrapper, '', { line: 1 }).map(({ kind }) => kind)))],

    parse(file) {
      return usesIn(file).filter(use => find(use.name) !== undefined);
    },
    *link(findings, scene) {
      yield* linkUses(findings, find, scene);
    },
  });
}

function readsOf(wrappers: readonly Wrapper[]): readonly Read[] {
  const text = wrappers.flatMap(({ name }) => literalOf(name) ?? []);
  if (text.length === 0) return [];
  const languages = [...Object.keys(ecosystemOf), 'elixir'] as SourceSignal<unknown>['languages'];
  return [
    ...readsFor(text.map(literal => ({ languages, literal, says: undefined }))),
    { names: ['dockerfile', 'containerfile'], text },
    { extensions: ['.dockerfile'], text },
  ];
}

/** The longest part of a name that stands in every use of it. */
function literalOf(name: string): string | undefined {
  const parts = name.split(/\*|\{[^}]*\}/).sort((a, b) => b.length - a.length);
  return parts[0] !== undefined && parts[0].length >= 3 ? parts[0].replace(/[@:/]+$/, '') : undefined;
}

function usesIn(file: SourceFile): readonly Use[] {
  if (languageOf(file.path)) return importsOf(file);
  const base = baseImageOf(file.text);
  return base ? [base] : [];
}

interface Site {
  readonly path: string;
  readonly line: number;
  readonly wrapper: Wrapper;
  readonly language: string;
}

/** One use a module and wrapper: the import tells more than the dependency on it. */
function* linkUses(findings: readonly Located<Use>[], find: FindWrapper, scene: Scene): Generator<FactDraft> {
  const moduleOf = moduleFolders(scene);
  const seen = new Set<string>();
  for (const { path, line, wrapper, language } of [...written(findings, find), ...depended(find, scene), ...run(find, scene)]) {
    const key = `${moduleOf(path)}\n${scene.classOf(path)}\n${wrapper.name}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield* factsOfWrapper(wrapper, language, { path, line });
  }
}

function written(findings: readonly Located<Use>[], find: FindWrapper): readonly Site[] {
  return findings.flatMap(({ path, finding }) => site(path, finding, find, languageOf(path) ?? ''));
}

function depended(find: FindWrapper, scene: Scene): readonly Site[] {
  const languages = new Map(Object.entries(ecosystemOf).map(([language, ecosystem]) => [ecosystem, language]));
  return scene
    .findings(dependencies)
    .flatMap(({ path, finding }) => (finding.dev ? [] : site(path, finding, find, languages.get(finding.ecosystem) ?? '')));
}

function run(find: FindWrapper, scene: Scene): readonly Site[] {
  return scene
    .findings(images)
    .flatMap(({ path, finding }) =>
      finding.kind === 'image' ? site(path, { name: finding.reference, line: finding.line }, find, '') : [],
    );
}

function site(path: string, { name, line }: Use, find: FindWrapper, language: string): readonly Site[] {
  const wrapper = find(name);
  return wrapper ? [{ path, line, wrapper, language }] : [];
}
