import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const main = `targetScope = 'resourceGroup'
// resource old 'Microsoft.Web/sites@2022-03-01' = {}
resource site 'Microsoft.Web/sites@2022-03-01' = {
  name: 'shop'
}
resource vault 'Microsoft.KeyVault/vaults@2022-07-01' existing = {
  name: 'v'
}
module db 'modules/db.bicep' = {
  name: 'db'
}
module net 'br/public:network/vnet:1.0.1' = {
  name: 'net'
}
`;

test('a template, its local module and its module from a registry', async () => {
  const facts = await factsOf({
    'infra/main.bicep': main,
    'infra/modules/db.bicep': "resource db 'Microsoft.Sql/servers@2021-11-01' = {\n}\n",
    'infra/main.prod.bicepparam': "using 'main.bicep'\n",
    'azure-pipelines.yml': 'steps:\n  - script: az deployment group create -f infra/main.bicep\n',
  });
  expect(flat(facts, 'iac.root')).toMatchObject([{ tool: 'bicep', name: 'infra/main.bicep', live: 'yes', backend: 'server', line: 3 }]);
  expect(flat(facts, 'iac.resources')).toMatchObject([
    { count: 1, compute: true, data: false },
    { count: 1, data: true },
  ]);
  expect(flat(facts, 'iac.module')).toMatchObject([{ source: 'br/public:network/vnet:1.0.1', pinned: true, line: 12 }]);
  expect(flat(facts, 'environment.definition')).toMatchObject([{ name: 'main.prod', tier: 'production' }]);
});

test('an ARM template', async () => {
  const text = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "resources": [
    { "type": "Microsoft.Storage/storageAccounts" }
  ]
}`;
  expect(flat(await factsOf({ 'azuredeploy.json': text }), 'iac.resources')).toMatchObject([
    { tool: 'arm', count: 1, data: true, line: 4 },
  ]);
});
