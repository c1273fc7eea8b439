import { type Detector, detector, type Scene } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { fromComposer, fromPackageJson, fromPipfile, fromPyproject } from './data-manifests.ts';
import { type Dependency, type Ecosystem, most } from './dependency.ts';
import { fromGemfile, fromGo, fromGradle, fromRequirements } from './line-manifests.ts';
import { fromCargo, fromVersionCatalog } from './toml-manifests.ts';
import { fromMsbuild, fromPom } from './xml-manifests.ts';

/** Yields no facts itself: other detectors ask here what a folder depends on. Only direct dependencies count. */
export const dependencies: Detector<Dependency> = detector<Dependency>({
  id: 'dependencies',
  title: 'Dependency manifests',
  docs: 'https://docs.github.com/en/code-security/supply-chain-security/understanding-your-software-supply-chain/dependency-graph-supported-package-ecosystems',
  reads: [
    { names: ['package.json', 'go.mod', 'pom.xml', 'pyproject.toml', 'pipfile', 'gemfile', 'composer.json', 'cargo.toml'] },
    { names: ['build.gradle', 'build.gradle.kts', 'directory.packages.props'] },
    { extensions: ['.csproj', '.fsproj'], text: ['PackageReference'] },
    { extensions: ['.versions.toml'] },
    { extensions: ['.txt', '.in'], path: /(?:^|\/)requirements(?:[/._-][\w./-]{0,60})?\.(?:txt|in)$/ },
  ],
  emits: [],

  parse(file) {
    return read(file).slice(0, most);
  },
  link: () => [],
});

function read(file: SourceFile): readonly Dependency[] {
  const name = file.name.toLowerCase();
  if (name === 'package.json') return fromPackageJson(file);
  if (name === 'go.mod') return fromGo(file);
  if (name === 'pom.xml') return fromPom(file);
  if (name === 'pyproject.toml') return fromPyproject(file);
  if (name === 'pipfile') return fromPipfile(file);
  if (name === 'gemfile') return fromGemfile(file);
  if (name === 'composer.json') return fromComposer(file);
  if (name === 'cargo.toml') return fromCargo(file);
  if (name.startsWith('build.gradle')) return fromGradle(file);
  if (name.endsWith('.versions.toml')) return fromVersionCatalog(file);
  if (name.endsWith('.txt') || name.endsWith('.in')) return fromRequirements(file);
  return fromMsbuild(file);
}

export interface LocatedDependency extends Dependency {
  readonly path: string;
}

/** The production dependencies by ecosystem whose manifests stand in the file's folder or above it. */
export function dependenciesAround(scene: Scene): (path: string, ecosystem: Ecosystem) => readonly LocatedDependency[] {
  const byFolder = new Map<string, LocatedDependency[]>();
  for (const { path, finding } of scene.findings(dependencies)) {
    if (finding.dev) continue;
    const key = `${finding.ecosystem}:${manifestFolder(path)}`;
    const list = byFolder.get(key) ?? [];
    list.push({ ...finding, path });
    byFolder.set(key, list);
  }
  return (path, ecosystem) => foldersUp(path).flatMap(folder => byFolder.get(`${ecosystem}:${folder}`) ?? []);
}

/** A manifest rules the folder it stands in; one in `requirements/` or `gradle/` rules the folder above. */
export function manifestFolder(path: string): string {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  return folder.replace(/(?:^|\/)(?:requirements|gradle)$/, '');
}

/** The folder of the path and those above it, nearest first; the root is `''`. */
export function foldersUp(path: string): readonly string[] {
  const folders: string[] = [];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) folders.push(path.slice(0, end));
  return [...folders, ''];
}
