import { type FactDraft, fact } from '../../../model/fact.ts';
import type { Scene } from '../../detector.ts';
import { environmentOfFolder } from '../environment-names.ts';
import type { Unit } from '../terragrunt/units.ts';
import { environmentValues } from './environments.ts';
import type { Root } from './roots.ts';

/** Environments that have a root or values of their own, each once. */
export function* environmentFacts(
  roots: readonly Root[],
  units: readonly Unit[],
  scene: Scene,
): Generator<FactDraft<'environment.definition'>> {
  const seen = new Set<string>();
  const found = [
    ...roots.map(({ folder, path, line }) => ({ tool: 'terraform', path, line, environment: environmentOfFolder(folder.name) })),
    ...units.map(({ folder, path, line }) => ({ tool: 'terragrunt', path, line, environment: environmentOfFolder(folder) })),
    ...environmentValues(scene.paths).map(({ path, environment }) => ({ tool: 'terraform', path, line: 1, environment })),
  ];
  for (const { tool, path, line, environment } of found) {
    const key = `${environment?.name} ${scene.classOf(path)}`;
    if (!environment || seen.has(key)) continue;
    seen.add(key);
    yield fact('environment.definition', { tool, ...environment }, { path, line, scope: { environment: environment.name } });
  }
}
