import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const manifest = '---\napplications:\n  - name: shop-((env))\n    instances: 2\n';

test.each([
  ['a manifest', { 'manifest.yml': manifest }, { live: 'unknown', backend: 'server', line: 3 }],
  ['one that is pushed', { 'manifest.yml': manifest, 'deploy.sh': 'cf push --strategy rolling\n' }, { live: 'yes' }],
  ['one whose push is commented out', { 'manifest.yml': manifest, 'deploy.sh': '# cf push\n' }, { live: 'unknown' }],
])('%s', async (_, files: Record<string, string>, expected) => {
  expect(flat(await factsOf(files), 'iac.root')).toMatchObject([{ tool: 'cloud-foundry', name: 'manifest.yml', ...expected }]);
});

test('a manifest of something else', async () => {
  expect(flat(await factsOf({ 'web/manifest.yml': 'applications:\n  gecko: {}\n' }), 'iac.root')).toEqual([]);
});
