import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const app = { 'infra/cdk.json': '{\n  "app": "npx ts-node bin/app.ts"\n}\n' };
const terraformApp = { 'cdktf.json': '{\n  "language": "typescript",\n  "app": "npx ts-node main.ts"\n}\n' };

test.each([
  ['an app', app, { tool: 'cdk', name: 'infra', live: 'unknown', backend: 'server', line: 2 }],
  [
    'a deployed app',
    { ...app, '.github/workflows/cd.yml': 'jobs:\n  d:\n    steps:\n      - run: npx cdk deploy --all\n' },
    { live: 'yes' },
  ],
  ['Terraform without a backend', terraformApp, { tool: 'cdktf', backend: 'unknown' }],
  [
    'Terraform with S3',
    { ...terraformApp, 'main.ts': 'new S3Backend(this, { bucket: "b" });\n' },
    { backend: 'remote', backendType: 's3', locking: 'unknown' },
  ],
  ['Terraform with local state', { ...terraformApp, 'main.ts': '  new LocalBackend(this, {});\n' }, { backend: 'local' }],
  ['Terraform with a commented backend', { ...terraformApp, 'main.ts': '// new S3Backend(this, {});\n' }, { backend: 'unknown' }],
])('%s', async (_, files: Record<string, string>, expected) => {
  expect(flat(await factsOf(files), 'iac.root')).toMatchObject([expected]);
});

test('settings without an app are no root', async () => {
  expect(flat(await factsOf({ 'cdk.json': '{"context":{}}' }), 'iac.root')).toEqual([]);
});
