import { expect, test } from 'vitest';
import { factsOf, flat } from './detectors/testing.ts';

const one = 'applications:\n  - name: pay\n    buildpack: python_buildpack\n';
const two = `${one}  - name: ship\n    buildpack: ruby_buildpack\n`;
const retention = 'resource "aws_cloudwatch_log_group" "shop" {\n  name              = "shop"\n  retention_in_days = 30\n}\n';

test.each([
  ['the only service', one, 'pay'],
  ['none of several that share a folder', two, ''],
])('a file belongs to %s', async (_, manifest, service) => {
  const found = await factsOf({ 'shop/manifest.yml': manifest, 'shop/main.tf': retention });
  expect(flat(found, 'log.retention')).toMatchObject([{ service }]);
});
