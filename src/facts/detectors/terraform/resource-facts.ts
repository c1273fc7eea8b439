import { type FactDraft, fact, type Known } from '../../../model/fact.ts';
import { environmentOfFolder } from '../environment-names.ts';
import type { Unit } from '../terragrunt/units.ts';
import { type Folder, reachedFrom } from './folders.ts';
import { type Layer, roleOf } from './resource-layers.ts';
import type { Root } from './roots.ts';

interface Tally {
  count: number;
  compute: boolean;
  data: boolean;
  network: boolean;
  readonly path: string;
  readonly line: number;
}

interface Applied {
  readonly tool: string;
  readonly root: string;
  readonly folder: string;
  readonly environment: string;
  readonly production?: Known;
}

/** What each root makes, counted by layer over its own folder and all local modules that it calls. */
export function* resourceFacts(
  roots: readonly Root[],
  units: readonly Unit[],
  folders: ReadonlyMap<string, Folder>,
): Generator<FactDraft<'iac.resources'>> {
  for (const applied of [...roots.map(fromRoot), ...units.flatMap(fromUnit)]) {
    const { tool, root, environment, production } = applied;
    for (const [layer, { path, line, ...counted }] of tally(reachedFrom(applied.folder, folders))) {
      yield fact(
        'iac.resources',
        { tool, root, layer, ...counted },
        { path, line, scope: { environment, ...(production && { production }) } },
      );
    }
  }
}

function fromRoot({ folder, name, environment, production }: Root): Applied {
  return { tool: 'terraform', root: name, folder: folder.name, environment, production };
}

function fromUnit({ folder, module }: Unit): readonly Applied[] {
  if (module === undefined) return [];
  return [{ tool: 'terragrunt', root: folder || '.', folder: module, environment: environmentOfFolder(folder)?.name ?? '' }];
}

function tally(folders: readonly Folder[]): ReadonlyMap<Layer, Tally> {
  const layers = new Map<Layer, Tally>();
  for (const { files } of folders) {
    for (const { path, finding } of files) {
      for (const { type, count, line } of finding.resources) {
        const role = roleOf(type);
        if (!role) continue;
        const sum = layers.get(role.layer) ?? { count: 0, compute: false, data: false, network: false, path, line };
        sum.count += count;
        sum.compute ||= role.compute;
        sum.data ||= role.data;
        sum.network ||= role.network;
        layers.set(role.layer, sum);
      }
    }
  }
  return layers;
}
