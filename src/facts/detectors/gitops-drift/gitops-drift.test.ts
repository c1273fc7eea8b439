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

test.each([
  ['Flux', kustomization('  interval: 1h\n  prune: true\n'), { tool: 'flux', maxGapHours: 1, remediates: true, line: 6 }],
  ['Flux release that warns', release('  driftDetection:\n    mode: warn\n'), { maxGapHours: 0.5, remediates: false, line: 8 }],
  ['Flux release that corrects', release('  driftDetection:\n    mode: enabled\n'), { remediates: true }],
  [
    'Argo CD that heals',
    application('  syncPolicy:\n    automated:\n      selfHeal: true\n'),
    { tool: 'argo-cd', remediates: true, line: 10 },
  ],
  ['Argo CD with manual sync', application('  syncPolicy: {}\n'), { remediates: false, line: 1 }],
])('drift is seen by %s', async (_, text, expected) => {
  const facts = flat(await factsOf({ 'clusters/main/apps.yaml': text }), 'drift.check');
  expect(facts).toMatchObject([{ via: 'gitops', layer: 'kubernetes', canFire: 'yes', ...expected }]);
});

test.each([
  ['a suspended Kustomization', kustomization('  interval: 1h\n  suspend: true\n')],
  [
    'a Kustomization that is left alone',
    kustomization('  interval: 1h\n', '\n  annotations:\n    kustomize.toolkit.fluxcd.io/reconcile: disabled'),
  ],
  ['a release without drift detection', release('  chart: {}\n')],
  ['a release with drift detection off', release('  driftDetection:\n    mode: disabled\n')],
])('drift is not seen by %s', async (_, text) => {
  expect(flat(await factsOf({ 'clusters/main/apps.yaml': text }), 'drift.check')).toEqual([]);
});
