import type { SourceFile } from '../../source-file.ts';
import { keysOf, tomlOf } from './data-manifests.ts';
import type { Dependency } from './dependency.ts';

export function fromCargo(file: SourceFile): readonly Dependency[] {
  const toml = tomlOf(file);
  return [
    ...keysOf('rust', toml?.get('dependencies'), false),
    ...keysOf('rust', toml?.get('workspace.dependencies'), false),
    ...keysOf('rust', toml?.get('dev-dependencies'), true),
  ];
}

/** Gradle's version catalog lists what modules may use: https://docs.gradle.org/current/userguide/version_catalogs.html */
export function fromVersionCatalog(file: SourceFile): readonly Dependency[] {
  return (tomlOf(file)?.pairs('libraries') ?? []).flatMap(([, library]) => {
    const short = library.kind === 'scalar' ? library.text() : library.text('module');
    const [group = library.text('group'), artifact = library.text('name')] = short?.split(':') ?? [];
    return group && artifact ? [{ ecosystem: 'jvm' as const, name: `${group}:${artifact}`, line: library.line, dev: false }] : [];
  });
}
