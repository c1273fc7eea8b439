import { labelsKey } from '../../../lib/hcl/labels.ts';
import type { Tree } from '../../../lib/tree.ts';
import type { Known } from '../../../model/fact.ts';
import { alwaysLocks } from './backend.data.ts';

/** Where the state of a root is kept. */
export interface Backend {
  readonly type: string;
  readonly line: number;
  readonly endLine: number;
  readonly locking: Known;
  /** The bucket, when it is written out. */
  readonly bucket?: string;
  /** The rest is given on the command line (`-backend-config`). */
  readonly partial: boolean;
}

/** The backend of a `terraform` block; `cloud` is the backend of that name. */
export function backendOf(terraform: Tree): Backend | undefined {
  const cloud = terraform.list('cloud')[0];
  if (cloud) return { type: 'cloud', line: cloud.line, endLine: cloud.endLine, locking: 'yes', partial: false };
  const block = terraform.list('backend')[0];
  if (!block) return undefined;
  const label = block.texts(labelsKey)[0];
  if (label !== undefined) return backendFrom(label, block);
  const [type, settings] = block.pairs()[0] ?? []; // in JSON the label is a key
  return type !== undefined && settings ? backendFrom(type, settings) : undefined;
}

/** The backend of `type` with its settings, from a block or from Terragrunt's `config`. */
export function backendFrom(type: string, settings: Tree): Backend {
  const bucket = settings.get('bucket') ?? settings.get('storage_account_name');
  const partial = isPartial(type, settings);
  return {
    type,
    line: settings.line,
    endLine: settings.endLine,
    locking: lockingOf(type, settings, partial),
    bucket: bucket?.tag === undefined ? bucket?.text() : undefined,
    partial,
  };
}

/** The settings without which a backend cannot start: if one is absent, others may be absent too. */
const needed: Readonly<Record<string, readonly string[]>> = { s3: ['bucket', 'key', 'region'], http: ['address'], oss: ['bucket'] };

function isPartial(type: string, settings: Tree): boolean {
  return (needed[type] ?? []).some(name => !settings.has(name));
}

/** Whether two applies at the same time exclude each other. https://developer.hashicorp.com/terraform/language/state/locking */
function lockingOf(type: string, settings: Tree, partial: boolean): Known {
  if (alwaysLocks.has(type)) return 'yes';
  if (type === 'consul') return settings.flag('lock') === false ? 'no' : 'yes';
  const locks = hasLockSetting(settings);
  if (locks) return 'yes';
  if (!['s3', 'http', 'oss'].includes(type)) return 'unknown';
  return partial ? 'unknown' : 'no';
}

/** … when its settings are not known. */
export function lockingWithout(type: string): Known {
  return alwaysLocks.has(type) || type === 'consul' ? 'yes' : 'unknown';
}

export function hasLockSetting(settings: Tree): boolean {
  const table = settings.get('dynamodb_table') ?? settings.get('lock_address') ?? settings.get('tablestore_table');
  return settings.flag('use_lockfile') === true || Boolean(table?.text());
}
