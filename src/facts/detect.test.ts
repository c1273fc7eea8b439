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

test.each([
  ['a place to fill in', 'docs/on-call.md', '<fill in: who?>', 0],
  ['none left', 'docs/on-call.md', 'Kim', 1],
  ['a form keeps its places', 'docs/on-call-template.md', '<fill in: who?>', 1],
])('a document counts once it is filled in: %s', async (_, path, who, count) => {
  const page = `# On-call\n\nThe week begins on Monday.\n\n## Escalation\n\n| Tier | Who |\n|--|--|\n| Primary | ${who} |\n| Secondary | Ola |\n`;
  expect(flat(await factsOf({ [path]: page }), 'oncall')).toHaveLength(count);
});
