import { type FactDraft, fact } from '../../../model/fact.ts';
import type { Located } from '../../detector.ts';
import { type Folder, folderOf } from './folders.ts';
import { isPinned, isPublicRegistry, localFolder } from './modules.ts';
import type { TerraformFile } from './terraform-file.ts';

/**
 * Uses of modules that are kept elsewhere, and of local ones that several folders share.
 * A module of the public registry is somebody else's work, not the team's library.
 */
export function* moduleFacts(
  files: readonly Located<TerraformFile>[],
  folders: ReadonlyMap<string, Folder>,
): Generator<FactDraft<'iac.module'>> {
  const callers = callersOf(folders);
  for (const { path, finding } of files) {
    for (const module of finding.modules) {
      const { source, line, endLine } = module;
      const folder = localFolder(folderOf(path), source);
      if (folder === undefined && (source === '' || source.startsWith('.'))) continue;
      const shared = folder === undefined ? !isPublicRegistry(source) : (callers.get(folder) ?? 0) > 1;
      if (shared || folder === undefined)
        yield fact(
          'iac.module',
          { tool: 'terraform', source: folder ?? source, pinned: folder === undefined && isPinned(module), shared },
          { path, line, endLine },
        );
    }
  }
}

function callersOf(folders: ReadonlyMap<string, Folder>): ReadonlyMap<string, number> {
  const callers = new Map<string, number>();
  for (const { calls } of folders.values()) for (const name of calls) callers.set(name, (callers.get(name) ?? 0) + 1);
  return callers;
}
