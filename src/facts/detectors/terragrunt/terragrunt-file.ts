import type { Tree } from '../../../lib/tree.ts';
import type { SourceFile } from '../../source-file.ts';
import { type Backend, backendFrom } from '../terraform/backend.ts';

/** What one Terragrunt file says. https://terragrunt.gruntwork.io/docs/reference/hcl/ */
export interface TerragruntFile {
  /** Files that it includes: a relative path, or the name that is looked for in the folders above. */
  readonly includes: readonly Include[];
  readonly backend?: Backend;
  /** The module that is applied; `''` when it is not a relative path. */
  readonly source?: string;
  /** Line of the `terraform` block. */
  readonly line?: number;
}

export interface Include {
  readonly above: boolean;
  readonly path: string;
}

export function readTerragrunt(file: SourceFile): TerragruntFile | undefined {
  const { blocks } = file.hcl();
  const terraform = blocks.find(block => block.type === 'terraform');
  const source = terraform?.body.text('source');
  const remote = blocks.find(block => block.type === 'remote_state')?.body;
  const found: TerragruntFile = {
    includes: blocks.filter(block => block.type === 'include').flatMap(block => includeOf(block.body)),
    backend: remote
      ? remoteState(remote)
      : blocks.filter(block => block.type === 'generate').flatMap(block => generatedBackend(block.body) ?? [])[0],
    source: source === undefined ? undefined : relativeSource(source),
    line: terraform?.line,
  };
  return found.includes.length > 0 || found.backend || terraform ? found : undefined;
}

function remoteState(body: Tree): Backend {
  const backend = backendFrom(body.text('backend') ?? '', body.get('config') ?? body);
  return { ...backend, line: body.line, endLine: body.endLine };
}

/** A `generate` block whose contents are a backend. */
function generatedBackend(body: Tree): Backend | undefined {
  const contents = body.get('contents');
  const text = contents?.text() ?? '';
  const type = /^[ \t]*backend[ \t]+"([a-z0-9]+)"/m.exec(text)?.[1];
  if (!contents || !type) return undefined;
  const locks = /^[ \t]*(?:dynamodb_table[ \t]*=|use_lockfile[ \t]*=[ \t]*true|lock_address[ \t]*=)/m.test(text);
  const { locking } = backendFrom(type, contents);
  return { type, line: contents.line, endLine: contents.endLine, locking: locks ? 'yes' : locking, partial: false };
}

function includeOf(body: Tree): readonly Include[] {
  const path = body.text('path');
  if (path === undefined) return [];
  const above = /find_in_parent_folders\(\s*(?:"([^"]*)")?/.exec(path);
  if (above) return [{ above: true, path: above[1] ?? 'terragrunt.hcl' }];
  return [{ above: false, path: path.replace(/^\$\{(?:get_terragrunt_dir|get_original_terragrunt_dir)\(\)\}\//, './') }];
}

/** A condition may choose between a tagged copy and the working tree: the relative path is the same module. */
function relativeSource(source: string): string {
  if (/^\.\.?\//.test(source)) return source;
  const fromRoot = /\$\{(?:get_repo_root|get_path_to_repo_root)\(\)\}\/{1,2}([\w./-]+)/.exec(source)?.[1];
  if (fromRoot) return `/${fromRoot}`;
  return /"(\.\.?\/[^"$]+)"/.exec(source)?.[1] ?? '';
}
