/** Resource providers of Azure that run something … */
export const compute: ReadonlySet<string> = new Set([
  'microsoft.web',
  'microsoft.containerservice',
  'microsoft.app',
  'microsoft.compute',
  'microsoft.containerinstance',
  'microsoft.batch',
]);

/** … keep data … */
export const data: ReadonlySet<string> = new Set([
  'microsoft.storage',
  'microsoft.sql',
  'microsoft.dbforpostgresql',
  'microsoft.dbformysql',
  'microsoft.documentdb',
  'microsoft.cache',
  'microsoft.servicebus',
  'microsoft.eventhub',
  'microsoft.search',
]);

/** … connect or grant access. */
export const network: ReadonlySet<string> = new Set([
  'microsoft.network',
  'microsoft.managedidentity',
  'microsoft.authorization',
  'microsoft.cdn',
  'microsoft.keyvault',
  'microsoft.apimanagement',
]);
