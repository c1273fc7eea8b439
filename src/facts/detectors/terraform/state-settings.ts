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
