import type { Located } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { hasLockSetting } from './backend.ts';

/** Settings for a partial backend in a file of their own (`prod.s3.tfbackend`). */
export interface BackendSettings {
  readonly kind: 'settings';
  readonly locks: boolean;
  readonly bucket?: string;
}

export function backendSettings(file: SourceFile): BackendSettings {
  const { attributes } = file.hcl();
  const bucket = attributes.get('bucket');
  return { kind: 'settings', locks: hasLockSetting(attributes), bucket: bucket?.tag === undefined ? bucket?.text() : undefined };
}

/** The settings by each folder above them: those of a root stand in it or below it. */
export function settingsByFolder(found: readonly Located<BackendSettings>[]): ReadonlyMap<string, readonly BackendSettings[]> {
  const byFolder = new Map<string, BackendSettings[]>();
  for (const { path, finding } of found) {
    for (let folder = path; folder !== ''; ) {
      folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
      const known = byFolder.get(folder);
      if (known) known.push(finding);
      else byFolder.set(folder, [finding]);
    }
  }
  return byFolder;
}
