import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const task = '{\n  "family": "shop",\n  "containerDefinitions": [{ "name": "shop", "image": "shop:1" }]\n}\n';
const rendered = 'jobs:\n  d:\n    steps:\n      - uses: a/b@v1\n        with:\n          task-definition: ./ecs/task.json\n';

test.each<[string, Record<string, string>, object[]]>([
  ['an environment', { 'cd/prod/api.json': task }, [{ tool: 'ecs', name: 'cd/prod/api.json', live: 'yes', backend: 'server', line: 3 }]],
  ['one that a pipeline registers', { 'ecs/task.json': task, '.github/workflows/cd.yml': rendered }, [{ live: 'yes' }]],
  ['one that nothing names', { 'ecs/task.json': task }, [{ live: 'unknown' }]],
  ['a fixture', { 'tests/fixtures/task.json': task }, [{ live: 'no' }]],
  ['containers for a template', { 'prod/containers.json': '[{ "name": "shop", "image": "shop:1" }]' }, []],
  ['a printed definition', { 'prod/task.json': task.replace('"family"', '"taskDefinitionArn": "arn:aws:ecs:a", "family"') }, []],
  ['a schema that speaks of them', { 'prod/schema.json': '{ "properties": { "containerDefinitions": { "type": "array" } } }' }, []],
])('task definition: %s', async (_, files, expected) => {
  const roots = flat(await factsOf(files), 'iac.root');
  expect(roots).toMatchObject(expected);
  expect(roots).toHaveLength(expected.length);
});
