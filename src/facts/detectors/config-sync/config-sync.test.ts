import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const rootSync = 'apiVersion: configsync.gke.io/v1beta1\nkind: RootSync\nmetadata:\n  name: root\nspec:\n  git: {}\n';
const gitRepo = (spec: string) => `apiVersion: fleet.cattle.io/v1alpha1\nkind: GitRepo\nmetadata:\n  name: edge\nspec:\n  repo: x\n${spec}`;

test.each([
  ['Config Sync', rootSync, { tool: 'config-sync', name: 'root', automated: true, selfHeal: true, prune: true }],
  ['Fleet', gitRepo(''), { tool: 'fleet', automated: true, selfHeal: false, detectsDrift: true }],
  ['Fleet with correction', gitRepo('  correctDrift:\n    enabled: true\n'), { tool: 'fleet', selfHeal: true }],
  ['Fleet, paused', gitRepo('  paused: true\n'), { tool: 'fleet', automated: false, suspended: true, detectsDrift: false }],
])('%s', async (_, text, expected) => {
  expect(flat(await factsOf({ 'sync.yaml': text }), 'gitops.app')).toMatchObject([{ line: 1, ...expected }]);
});
