import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const app = (home: string) =>
  `export default $config({\n  app(input) {\n    return { name: 'shop', home: '${home}' };\n  },\n  async run() {\n    new sst.aws.Postgres('Orders', {});\n    new sst.aws.Function('Pay', { handler: 'a.b' });\n    // new sst.aws.Vpc('Old');\n  },\n});\n`;

test.each([
  ['with its state in the account', app('aws'), { backend: 'remote', backendType: 'aws', locking: 'yes', live: 'yes', line: 1 }],
  ['with its state on the disk', app('local'), { backend: 'local' }],
  [
    'on top of the CDK',
    'export default {\n  config() {\n    return { name: "a" };\n  },\n  stacks(app) {\n    app.stack(Api);\n  },\n};\n',
    { backend: 'server', backendType: 'cloudformation', line: 5 },
  ],
])('an app %s', async (_, text, expected) => {
  const files = { 'sst.config.ts': text, 'package.json': '{"scripts":{"deploy":"sst deploy --stage production"}}' };
  expect(flat(await factsOf(files), 'iac.root')).toMatchObject([{ tool: 'sst', name: '.', ...expected }]);
});

test('what an app makes', async () => {
  expect(flat(await factsOf({ 'sst.config.ts': app('aws') }), 'iac.resources')).toMatchObject([
    { tool: 'sst', count: 2, compute: true, data: true, network: false },
  ]);
  expect(flat(await factsOf({ 'sst.config.ts': '// $config(\nexport default {};\n' }), 'iac.root')).toEqual([]);
});
