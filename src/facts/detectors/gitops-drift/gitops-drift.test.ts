import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const kustomization = (spec: string, annotations = '') => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps${annotations}
spec:
${spec}`;
const release = (spec: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: shop
spec:
  interval: 30m
${spec}`;
const application = (policy: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  source:
    path: shop
${policy}`;

const applicationSet = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: shop
spec:
  generators: [{ list: {} }]
  template:
    spec:
      source: { path: shop }
      syncPolicy:
        automated: { selfHeal: true }
`;

test.each([
  ['Flux', kustomization('  interval: 1h\n  prune: true\n'), { tool: 'flux', canFire: 'yes', maxGapHours: 1, remediates: true, line: 6 }],
  ['Flux release that warns', release('  driftDetection:\n    mode: warn\n'), { maxGapHours: 0.5, remediates: false, line: 8 }],
  ['Flux release that corrects', release('  driftDetection:\n    mode: enabled\n'), { remediates: true, canFire: 'yes' }],
  [
    'Argo CD that heals',
    application('  syncPolicy:\n    automated:\n      selfHeal: true\n'),
    { tool: 'argo-cd', remediates: true, line: 10 },
  ],
  [
    'Argo CD that syncs but does not heal',
    application('  syncPolicy:\n    automated: {}\n'),
    { remediates: false, canFire: 'yes', line: 9 },
  ],
  [
    'Argo CD whose automation is switched off',
    application('  syncPolicy:\n    automated: { enabled: false, selfHeal: true }\n'),
    { remediates: false },
  ],
  [
    'Argo CD that ignores some labels',
    application('  ignoreDifferences:\n    - kind: "*"\n      jsonPointers: [/metadata/labels]\n  syncPolicy: {}\n'),
    { canFire: 'yes' },
  ],
  [
    'Argo CD that ignores all specifications',
    application(
      '  ignoreDifferences:\n    - kind: "*"\n      jqPathExpressions: [.spec]\n  syncPolicy:\n    automated: { selfHeal: true }\n',
    ),
    { canFire: 'unknown' },
  ],
  ['a set of applications', applicationSet, { remediates: true, line: 11 }],
  [
    'Config Sync',
    'apiVersion: configsync.gke.io/v1beta1\nkind: RootSync\nmetadata:\n  name: root\nspec: {}\n',
    { tool: 'config-sync', remediates: true },
  ],
  [
    'Fleet',
    'apiVersion: fleet.cattle.io/v1alpha1\nkind: GitRepo\nmetadata:\n  name: a\nspec:\n  correctDrift:\n    enabled: true\n',
    { tool: 'fleet', remediates: true, line: 7 },
  ],
  [
    'kapp-controller',
    'apiVersion: kappctrl.k14s.io/v1alpha1\nkind: App\nmetadata:\n  name: a\nspec: {}\n',
    { tool: 'kapp-controller', remediates: true },
  ],
  [
    'Sveltos',
    'apiVersion: config.projectsveltos.io/v1beta1\nkind: ClusterProfile\nmetadata:\n  name: a\nspec:\n  syncMode: ContinuousWithDriftDetection\n',
    { tool: 'sveltos', line: 6 },
  ],
  ['Argo CD with manual sync', application('  syncPolicy: {}\n'), { remediates: false, line: 1 }],
])('drift is seen by %s', async (_, text, expected) => {
  const facts = flat(await factsOf({ 'clusters/main/apps.yaml': text }), 'drift.check');
  expect(facts).toMatchObject([{ via: 'gitops', layer: 'kubernetes', ...expected }]);
});

test.each([
  ['a suspended Kustomization', kustomization('  interval: 1h\n  suspend: true\n')],
  [
    'a Kustomization that is left alone',
    kustomization('  interval: 1h\n', '\n  annotations:\n    kustomize.toolkit.fluxcd.io/reconcile: disabled'),
  ],
  ['a suspended release', release('  suspend: true\n  driftDetection:\n    mode: enabled\n')],
  ['a paused Fleet', 'apiVersion: fleet.cattle.io/v1alpha1\nkind: GitRepo\nmetadata:\n  name: a\nspec:\n  paused: true\n'],
  ['Sveltos that applies once', 'apiVersion: config.projectsveltos.io/v1beta1\nkind: ClusterProfile\nspec:\n  syncMode: OneTime\n'],
  ['a release without drift detection', release('  chart: {}\n')],
  ['a release with drift detection off', release('  driftDetection:\n    mode: disabled\n')],
])('drift is not seen by %s', async (_, text) => {
  expect(flat(await factsOf({ 'clusters/main/apps.yaml': text }), 'drift.check')).toEqual([]);
});
