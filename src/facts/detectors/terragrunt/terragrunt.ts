import { fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { environmentClasses, environmentOfFolder, withPathClass } from '../environment-names.ts';
import { remoteBackends } from '../terraform/backend.data.ts';
import { readTerragrunt, type TerragruntFile } from './terragrunt-file.ts';
import { type Unit, unitsOf } from './units.ts';

export const terragrunt = detector<TerragruntFile>({
  id: 'terragrunt',
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
    const units = unitsOf(findings);
    const classOf = environmentClasses(
      units.map(unit => unit.folder),
      scene.classOf,
    );
    const facts = units.map(unit => {
      const locked = scene.has(`${unit.folder}/.terraform.lock.hcl`);
      const fields = { tool: 'terragrunt', name: unit.folder || '.', live: isLive(unit, classOf(unit.path)), locked, ...stateOf(unit) };
      const scope = { environment: environmentOfFolder(unit.folder)?.name ?? '' };
      return fact('iac.root', fields, { path: unit.path, line: unit.line, scope });
    });
    yield* withPathClass(facts, classOf);
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
