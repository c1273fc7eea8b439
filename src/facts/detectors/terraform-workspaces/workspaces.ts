import type { HclFile } from '../../../lib/hcl.ts';
import type { Tree } from '../../../lib/tree.ts';
import { shellCommands } from '../drift-jobs/shell-commands.ts';
import { resourcesOf } from '../terraform-resources.ts';

export interface NamedWorkspace {
  readonly is: 'workspace';
  readonly name: string;
  readonly line: number;
}

/** Values by workspace: `local.size[terraform.workspace]` asks for the map that `locals` defines, maybe in another file. */
export interface Lookup {
  readonly is: 'lookup';
  readonly map: string;
}

export interface WorkspaceMap {
  readonly is: 'map';
  readonly map: string;
  readonly keys: readonly (readonly [name: string, line: number])[];
}

const compared = /\bterraform\.workspace\s*[!=]=\s*"([\w-]{1,60})"|"([\w-]{1,60})"\s*[!=]=\s*terraform\.workspace\b/g;
const lookedUp =
  /\b((?:local|var)\.[\w-]{1,80})\s*\[\s*terraform\.workspace\s*\]|\blookup\(\s*((?:local|var)\.[\w-]{1,80})\s*,\s*terraform\.workspace\b/g;
const mostKeys = 40;
/** Without such a key no map is worth its parsing. */
const namesEnvironments = /^\s*"?[\w-]{0,40}(?:prod|prd|stag|stg|live)[\w-]{0,40}"?\s*[=:]/m;

/** What Terraform files say about the workspaces of a root: https://developer.hashicorp.com/terraform/language/state/workspaces */
export function* workspacesIn(
  file: HclFile,
  text: string,
  lineAt: (offset: number) => number,
): Generator<NamedWorkspace | Lookup | WorkspaceMap> {
  for (const match of text.matchAll(compared))
    if (!isComment(text, match.index)) yield named(match[1] ?? match[2] ?? '', lineAt(match.index));
  for (const match of text.matchAll(lookedUp)) if (!isComment(text, match.index)) yield { is: 'lookup', map: match[1] ?? match[2] ?? '' };
  const mapped = namesEnvironments.test(text);
  for (const block of file.blocks) {
    if (block.type !== 'terraform' && !mapped) continue;
    if (block.type === 'locals') for (const [name, value] of block.body.pairs()) yield* mapOf(`local.${name}`, value);
    if (block.type === 'variable') yield* mapOf(`var.${block.labels[0] ?? ''}`, block.body.get('default'));
    if (block.type !== 'terraform') continue;
    const kept = block.body.get('cloud.workspaces.name') ?? block.body.get('backend.workspaces.name');
    if (kept?.tag === undefined && kept?.text()) yield named(kept.text() ?? '', kept.line);
  }
  for (const { line, attribute } of resourcesOf(file, 'tfe_workspace')) yield named(attribute('name') ?? '', line);
}

function named(name: string, line: number): NamedWorkspace {
  return { is: 'workspace', name, line };
}

function isComment(text: string, at: number): boolean {
  return /^\s*(?:#|\/\/)/.test(text.slice(text.lastIndexOf('\n', at) + 1, at));
}

function* mapOf(map: string, value: Tree | undefined): Generator<WorkspaceMap> {
  const keys = (value?.pairs() ?? []).slice(0, mostKeys).map(([name, each]) => [name, each.line] as const);
  if (keys.length > 1) yield { is: 'map', map, keys };
}

/** `terraform workspace select production` in scripts, pipelines and make files. */
export function* workspacesInScript(text: string): Generator<NamedWorkspace> {
  for (const [index, line] of text.split('\n').entries()) {
    if (!line.includes('workspace') || /^\s*(?:#|\/\/|REM\b)/.test(line) || line.length > 2_000) continue;
    const command = line.replace(/^\s*-?\s*(?:(?:run|script|sh|bash|cmd)\s*:?\s*)?['"@(]*/, '');
    for (const { words } of shellCommands(command, index + 1)) {
      const name = selectedWorkspace(words);
      if (name !== undefined) yield named(name, index + 1);
    }
  }
}

/** The workspace that a command chooses, when it is written out. */
export function selectedWorkspace(words: readonly string[]): string | undefined {
  const set = words.find(word => word.startsWith('TF_WORKSPACE='))?.slice('TF_WORKSPACE='.length);
  if (set !== undefined && /^[\w.-]{1,60}$/.test(set)) return set;
  const program = words.findIndex(word => /^(?:.*\/)?(?:terraform|tofu)$/.test(word));
  const at = words.indexOf('workspace', program + 1);
  if (program === -1 || at === -1 || !['select', 'new'].includes(words[at + 1] ?? '')) return undefined;
  const name = words.slice(at + 2).find(word => !word.startsWith('-'));
  return name !== undefined && /^[\w.-]{1,60}$/.test(name) ? name : undefined;
}
