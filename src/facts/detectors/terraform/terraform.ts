import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector, type Located, type Scene } from '../../detector.ts';
import { environmentClasses, withPathClass } from '../environment-names.ts';
import { terragrunt } from '../terragrunt/terragrunt.ts';
import { unitsOf } from '../terragrunt/units.ts';
import { environmentFacts } from './environment-facts.ts';
import { foldersOf } from './folders.ts';
import { moduleFacts } from './module-facts.ts';
import { resourceFacts } from './resource-facts.ts';
import { rootFact, rootsOf } from './roots.ts';
import type { StateSigns } from './state.ts';
import { type BackendSettings, backendSettings, settingsByFolder } from './state-settings.ts';
import { readTerraform, type TerraformFile } from './terraform-file.ts';
import { type UnlockedApply, unlockedApplies } from './unlocked-applies.ts';
import { type WrittenBackend, writtenBackends } from './written-backends.ts';

type Finding = TerraformFile | WrittenBackend | BackendSettings | UnlockedApply;

export const terraform = detector<Finding>({
  id: 'terraform',
  title: 'Terraform and OpenTofu',
  docs: 'https://developer.hashicorp.com/terraform/language',
  reads: [
    {
      extensions: ['.tf', '.tofu', '.tf.json'],
      text: ['resource "', 'backend "', 'cloud {', 'provider "', 'module "', '"resource"', '"terraform"'],
    },
    { extensions: ['.tfbackend'] },
    { extensions: ['.yml', '.yaml', '.sh', '.tm.hcl'], text: ['backend "', 'backend \\"', '-lock=false'] },
    { names: ['makefile', 'jenkinsfile'], text: ['backend "', 'backend \\"', '-lock=false'] },
  ],
  emits: ['iac.root', 'iac.resources', 'iac.module', 'environment.definition', 'gitops.app'],

  *parse(file) {
    if (file.path.endsWith('.tfbackend')) yield backendSettings(file);
    else if (!/\.(?:tf|tofu|tf\.json)$/i.test(file.path)) yield* [...writtenBackends(file), ...unlockedApplies(file)];
    else {
      const found = readTerraform(file);
      if (found) yield found;
    }
  },

  *link(findings, scene) {
    const files = ofKind(findings, 'terraform');
    const units = unitsOf(scene.findings(terragrunt));
    const folders = foldersOf(files, units);
    const classOf = environmentClasses([...folders.keys(), ...units.map(unit => unit.folder)], scene.classOf);
    const placed = { ...scene, classOf };
    const roots = rootsOf(folders, signsOf(findings, files, scene), placed);
    yield* withPathClass(roots.map(rootFact), classOf);
    yield* withPathClass(resourceFacts(roots, units, folders), classOf);
    yield* withPathClass(environmentFacts(roots, units, placed), classOf);
    yield* moduleFacts(files, folders);
    yield* reconciledRoots(files);
  },
});

function ofKind<K extends Finding['kind']>(findings: readonly Located<Finding>[], kind: K) {
  return findings.filter((each): each is Located<Extract<Finding, { kind: K }>> => each.finding.kind === kind);
}

const elsewhere = /(?:^|\/)(?:atmos\.ya?ml|env0\.ya?ml|digger\.ya?ml|stack\.tm\.hcl)$|^\.spacelift\/config\.ya?ml$/;

function signsOf(findings: readonly Located<Finding>[], files: readonly Located<TerraformFile>[], scene: Scene): StateSigns {
  return {
    written: ofKind(findings, 'written'),
    unlocked: ofKind(findings, 'unlocked'),
    settings: settingsByFolder(ofKind(findings, 'settings')),
    managed: files.flatMap(({ finding }) => finding.managed),
    elsewhere: scene.paths.some(path => elsewhere.test(path)),
  };
}

/** A service that applies each change of the default branch by itself reconciles the root with git, but does not undo other changes. */
function* reconciledRoots(files: readonly Located<TerraformFile>[]): Generator<FactDraft> {
  for (const { path, finding } of files) {
    for (const { service, name, line, appliesItself } of finding.managed) {
      if (appliesItself === 'yes') yield fact('gitops.app', { tool: service, name, automated: true }, { path, line });
    }
  }
}
