import { type HclBlock, plainAttribute } from '../../../lib/hcl.ts';
import type { Known } from '../../../model/fact.ts';

/** What one block says about a bucket or storage account and its versioning. */
export interface Bucket {
  /** The address of the bucket resource, or its name as written. */
  readonly of: string;
  /** The real name, when it is written out. */
  readonly name?: string;
  readonly versioned: Known;
}

export const bucketTypes: ReadonlySet<string> = new Set([
  'aws_s3_bucket',
  'aws_s3_bucket_versioning',
  'google_storage_bucket',
  'azurerm_storage_account',
]);

/** By type: the attribute with the name, and the one that switches versioning on. */
const shapes: Readonly<Record<string, readonly [name: string, versioning: string]>> = {
  aws_s3_bucket: ['bucket', 'versioning.enabled'],
  google_storage_bucket: ['name', 'versioning.enabled'],
  azurerm_storage_account: ['name', 'blob_properties.versioning_enabled'],
};

const inlineVersioning = /^[ \t]*(?:dynamic[ \t]+")?versioning\b/m;

/** Buckets are many and say little: they are parsed only where name and versioning are not plain to see in the source. */
export function bucketOf(block: HclBlock): readonly Bucket[] {
  const [type = '', name = ''] = block.labels;
  if (type === 'aws_s3_bucket_versioning') {
    const status = plainAttribute(block, 'status') ?? block.body.text('versioning_configuration.status');
    const versioned = status === 'Enabled' ? 'yes' : status === 'Suspended' || status === 'Disabled' ? 'no' : 'unknown';
    const bucket = plainAttribute(block, 'bucket') ?? block.body.text('bucket') ?? '';
    return [{ of: bucket.replace(/\.(?:id|bucket)$/, ''), versioned }];
  }
  if (type === 'aws_s3_bucket' && block.text !== '' && !inlineVersioning.test(block.text)) {
    const written = plainAttribute(block, 'bucket');
    if (written !== undefined) return [{ of: `${type}.${name}`, name: written.includes('.') ? undefined : written, versioned: 'unknown' }];
  }
  const { body } = block;
  const shape = shapes[type];
  if (!shape) return [];
  const literal = body.get(shape[0]);
  const flag = body.flag(shape[1]);
  return [
    {
      of: `${type}.${name}`,
      name: literal?.tag === undefined ? literal?.text() : undefined,
      versioned: flag === undefined ? 'unknown' : flag ? 'yes' : 'no',
    },
  ];
}

/** Whether each bucket with a written-out name is versioned, from all that a repository says; the addresses count per folder. */
export function versionedBuckets(buckets: readonly (readonly [folder: string, bucket: Bucket])[]): ReadonlyMap<string, Known> {
  const byAddress = new Map<string, Known>();
  for (const [folder, { of, versioned }] of buckets) {
    const key = `${folder}\n${of}`;
    if (versioned !== 'unknown') byAddress.set(key, versioned);
  }
  const byName = new Map<string, Known>();
  for (const [folder, { of, name }] of buckets) {
    const versioned = byAddress.get(`${folder}\n${of}`);
    if (name && versioned) byName.set(name, versioned);
  }
  for (const [, { of, versioned }] of buckets) if (!of.includes('.') && versioned !== 'unknown') byName.set(of, versioned);
  return byName;
}
