import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const spec = (more: string) =>
  `{\n  "apiVersion": "tanka.dev/v1alpha1",\n  "kind": "Environment",\n  "metadata": { "name": "environments/prod" },\n  "spec": { ${more} }\n}\n`;

test('an environment is a root of its own', async () => {
  const facts = await factsOf({
    'environments/prod/spec.json': spec('"apiServer": "https://prod.shop.io"'),
    'environments/prod/main.jsonnet': '{}\n',
  });
  expect(flat(facts, 'iac.root')).toMatchObject([
    { tool: 'tanka', name: 'environments/prod', live: 'yes', backend: 'server', environment: 'prod', line: 3 },
  ]);
  expect(flat(facts, 'environment.definition')).toMatchObject([{ tool: 'tanka', name: 'prod', tier: 'production' }]);
});

test.each([
  ['another file of this name', '{"apiVersion": "v1", "kind": "Environment"}', []],
  ['without a cluster', spec('"namespace": "a"').replace('environments/prod', 'a'), [{ live: 'unknown' }]],
])('%s', async (_, text, expected) => {
  expect(flat(await factsOf({ 'shop/spec.json': text }), 'iac.root').filter(each => each.tool === 'tanka')).toMatchObject(expected);
});
