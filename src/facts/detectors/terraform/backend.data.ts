/** Backends that always lock. https://developer.hashicorp.com/terraform/language/backend */
export const alwaysLocks: ReadonlySet<string> = new Set(['gcs', 'azurerm', 'cloud', 'remote', 'pg', 'kubernetes', 'cos', 'local']);

/** Backends that keep the state away from the machine that runs Terraform. */
export const remoteBackends: ReadonlySet<string> = new Set([
  's3',
  'gcs',
  'azurerm',
  'cloud',
  'remote',
  'http',
  'pg',
  'consul',
  'cos',
  'oss',
  'oci',
  'kubernetes',
  'swift', // removed in Terraform 1.3, still found
  'etcdv3', // removed in Terraform 1.3
  'artifactory', // removed in Terraform 1.3
  'manta', // removed in Terraform 1.3
]);
