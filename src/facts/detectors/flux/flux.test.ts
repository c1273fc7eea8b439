import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const kustomization = (spec: string, annotations = '') => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps${annotations}
spec:
  interval: 10m
  path: ./apps
${spec}`;

const release = (spec: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: cache
spec:
  interval: 10m
${spec}`;

test.each([
  ['pruning', kustomization('  prune: true\n'), { name: 'apps', automated: true, selfHeal: true, prune: true, detectsDrift: true }],
  ['suspended', kustomization('  suspend: true\n'), { automated: false, selfHeal: false, suspended: true, detectsDrift: false }],
  [
    'left alone by an annotation',
    kustomization('  prune: true\n', '\n  annotations:\n    kustomize.toolkit.fluxcd.io/reconcile: disabled'),
    { automated: false, selfHeal: false, detectsDrift: false },
  ],
  ['release without drift detection', release(''), { name: 'cache', automated: true, selfHeal: false, detectsDrift: false }],
  ['release with drift detection', release('  driftDetection:\n    mode: enabled\n'), { selfHeal: true, detectsDrift: true }],
  ['release that only warns', release('  driftDetection:\n    mode: warn\n'), { selfHeal: false, detectsDrift: true }],
  ['release with it commented out', release('  # driftDetection:\n  #   mode: enabled\n'), { selfHeal: false, detectsDrift: false }],
])('a Flux object: %s', async (_, text, expected) => {
  expect(flat(await factsOf({ 'clusters/main/apps.yaml': text }), 'gitops.app')).toMatchObject([{ tool: 'flux', line: 1, ...expected }]);
});

test('a patch inside a Kustomization is no object, and the kustomize tool is not Flux', async () => {
  const patched = kustomization(
    '  patches:\n    - patch: |-\n        apiVersion: helm.toolkit.fluxcd.io/v2\n        kind: HelmRelease\n        metadata: { name: _ }\n',
  );
  const plain = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [app.yaml]\n';
  expect(flat(await factsOf({ 'a.yaml': patched, 'b/kustomization.yaml': plain }), 'gitops.app')).toHaveLength(1);
});
