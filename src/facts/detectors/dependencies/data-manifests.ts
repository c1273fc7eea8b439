import { parseToml } from '../../../lib/toml.ts';
import type { Tree } from '../../../lib/tree.ts';
import type { SourceFile } from '../../source-file.ts';
import type { Dependency, Ecosystem } from './dependency.ts';

export function fromPackageJson(file: SourceFile): readonly Dependency[] {
  const json = file.json();
  const parts = [
    ['dependencies', false],
    ['optionalDependencies', false],
    ['devDependencies', true],
  ] as const;
  return parts.flatMap(([part, dev]) => keysOf('npm', json?.get(part), dev));
}

export function fromComposer(file: SourceFile): readonly Dependency[] {
  const json = file.json();
  return [...keysOf('php', json?.get('require'), false), ...keysOf('php', json?.get('require-dev'), true)];
}

export function fromPipfile(file: SourceFile): readonly Dependency[] {
  const toml = tomlOf(file);
  return [...keysOf('python', toml?.get('packages'), false), ...keysOf('python', toml?.get('dev-packages'), true)];
}

/** PEP 621, PEP 735 groups and Poetry. */
export function fromPyproject(file: SourceFile): readonly Dependency[] {
  const toml = tomlOf(file);
  const poetry = toml?.get('tool.poetry');
  const groups = poetry?.pairs('group') ?? [];
  return [
    ...requirementsOf(toml?.get('project.dependencies'), false),
    ...(toml?.pairs('project.optional-dependencies') ?? []).flatMap(([name, list]) => requirementsOf(list, isDevelopment(name))),
    ...(toml?.pairs('dependency-groups') ?? []).flatMap(([name, list]) => requirementsOf(list, isDevelopment(name))),
    ...keysOf('python', poetry?.get('dependencies'), false),
    ...keysOf('python', poetry?.get('dev-dependencies'), true),
    ...groups.flatMap(([name, group]) => keysOf('python', group.get('dependencies'), isDevelopment(name))),
  ];
}

export function tomlOf(file: SourceFile): Tree | undefined {
  const { tree, problems } = file.parsed('toml', parseToml);
  file.problems.push(...problems);
  return tree;
}

export function keysOf(ecosystem: Ecosystem, map: Tree | undefined, dev: boolean): readonly Dependency[] {
  return (map?.pairs() ?? []).map(([name, { line }]) => ({ ecosystem, name: ecosystem === 'python' ? pythonName(name) : name, line, dev }));
}

/** Names of Python packages are compared in lower case with dashes: https://peps.python.org/pep-0503/ */
export function pythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

export function isDevelopment(group: string): boolean {
  return /^(?:dev|develop|development|test|tests|testing|lint|docs?|typing|types|ci|e2e|qa)\b/i.test(group);
}

function requirementsOf(list: Tree | undefined, dev: boolean): readonly Dependency[] {
  return (list?.items ?? []).flatMap(item => {
    const name = /^[\w.-]+/.exec(item.text() ?? '')?.[0];
    return name ? [{ ecosystem: 'python' as const, name: pythonName(name), line: item.line, dev }] : [];
  });
}
