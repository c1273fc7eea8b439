import { fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { environmentOfFolder } from '../environment-names.ts';
import { remoteBackends } from '../terraform/backend.data.ts';
import { readTerragrunt, type TerragruntFile } from './terragrunt-file.ts';
import { type Unit, unitsOf } from './units.ts';

export const terragrunt = detector<TerragruntFile>({
  id: 'terragrunt',
  version: 1,
  title: 'Terragrunt',
  docs: 'https://terragrunt.gruntwork.io/docs/reference/hcl/',
  reads: [
    { extensions: ['.hcl'], text: ['remote_state', 'find_in_parent_folders', 'include {', 'include "', 'terraform {', 'generate "'] },
  ],
  emits: ['iac.root'],

  *parse(file) {
    const found = readTerragrunt(file);
    if (found) yield found;
  },

  *link(findings, scene) {
    for (const unit of unitsOf(findings)) {
      const locked = scene.has(`${unit.folder}/.terraform.lock.hcl`);
      yield fact(
        'iac.root',
        { tool: 'terragrunt', name: unit.folder || '.', live: isLive(unit, scene.classOf(unit.path)), locked, ...stateOf(unit) },
        {
          path: unit.path,
          line: unit.line,
          scope: { environment: environmentOfFolder(unit.folder)?.name ?? '' },
        },
      );
    }
  },
});

function isLive(unit: Unit, pathClass: string): 'yes' | 'no' | 'unknown' {
  if (pathClass !== 'own' && pathClass !== 'generated') return 'no';
  return unit.backend && remoteBackends.has(unit.backend.type) ? 'yes' : 'unknown';
}

function stateOf({ backend }: Unit) {
  if (!backend) return { backend: 'none' } as const;
  const remote = remoteBackends.has(backend.type);
  return {
    backend: remote ? 'remote' : backend.type === 'local' ? 'local' : 'unknown',
    backendType: backend.type,
    locking: backend.locking,
  } as const;
}
