import { fact } from '../../../model/fact.ts';
import { detector, type Located } from '../../detector.ts';
import { environmentOfName } from '../environment-names.ts';
import { type Lookup, type NamedWorkspace, type WorkspaceMap, workspacesIn, workspacesInScript } from './workspaces.ts';

type Finding = NamedWorkspace | Lookup | WorkspaceMap;

/** Workspaces that are called after an environment: one root, several states. */
export const terraformWorkspaces = detector<Finding>({
  id: 'terraform-workspaces',
  title: 'Terraform workspaces',
  docs: 'https://developer.hashicorp.com/terraform/language/state/workspaces',
  reads: [
    { extensions: ['.tf', '.tofu'], text: ['terraform.workspace', 'workspaces {', 'tfe_workspace', 'locals {', 'default = {'] },
    { extensions: ['.sh', '.bash', '.yml', '.yaml', '.mk', '.ps1'], text: ['workspace select', 'workspace new'] },
    { names: ['makefile', 'jenkinsfile', 'justfile'], text: ['workspace select', 'workspace new'] },
  ],
  emits: ['environment.definition'],

  *parse(file) {
    if (!/\.(?:tf|tofu)$/.test(file.path)) yield* workspacesInScript(file.text);
    else yield* workspacesIn(file.hcl(), file.text, offset => file.lineAt(offset));
  },

  *link(findings) {
    const asked = new Set(findings.flatMap(({ path, finding }) => (finding.is === 'lookup' ? [`${folderOf(path)} ${finding.map}`] : [])));
    const seen = new Set<string>();
    for (const { path, name, line } of findings.flatMap(located => namesIn(located, asked))) {
      const environment = environmentOfName(name);
      if (!environment || seen.has(`${folderOf(path)} ${name}`)) continue;
      seen.add(`${folderOf(path)} ${name}`);
      yield fact('environment.definition', { tool: 'terraform-workspace', ...environment }, { path, line, scope: { environment: name } });
    }
  },
});

function namesIn(
  { path, finding }: Located<Finding>,
  asked: ReadonlySet<string>,
): readonly { readonly path: string; readonly name: string; readonly line: number }[] {
  if (finding.is === 'workspace') return [{ path, name: finding.name, line: finding.line }];
  if (finding.is !== 'map' || !asked.has(`${folderOf(path)} ${finding.map}`)) return [];
  return finding.keys.map(([name, line]) => ({ path, name, line }));
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
