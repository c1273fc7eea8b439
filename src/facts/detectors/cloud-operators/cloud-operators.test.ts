import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const object = (group: string, kind: string, spec = '', annotations = '') =>
  `apiVersion: ${group}/v1beta1\nkind: ${kind}\nmetadata:\n  name: shop${annotations}\nspec:\n  forProvider: {}\n${spec}`;
const annotated = (line: string) => `\n  annotations:\n    ${line}`;
const composition = `apiVersion: apiextensions.crossplane.io/v1
kind: Composition
metadata: { name: shop }
spec:
  pipeline:
    - input:
        resources:
          - base:
              apiVersion: s3.aws.upbound.io/v1beta1
              kind: Bucket
`;

test.each([
  ['Crossplane', object('rds.aws.upbound.io', 'Instance'), { tool: 'crossplane', remediates: true, line: 1 }],
  ['Crossplane that only looks', object('rds.aws.upbound.io', 'Instance', "  managementPolicies: ['Observe']\n"), { remediates: false }],
  ['a composition', composition, { tool: 'crossplane', line: 9 }],
  ['Config Connector', object('sql.cnrm.cloud.google.com', 'SQLInstance'), { tool: 'config-connector', remediates: true }],
  ['AWS controllers', object('s3.services.k8s.aws', 'Bucket'), { tool: 'aws-controllers', maxGapHours: 10 }],
  ['Azure Service Operator', object('cache.azure.com', 'Redis'), { tool: 'azure-service-operator', maxGapHours: 1 }],
  [
    'tofu-controller',
    object('infra.contrib.fluxcd.io', 'Terraform', '  interval: 30m\n  approvePlan: auto\n'),
    { tool: 'tofu-controller', maxGapHours: 0.5, remediates: true },
  ],
  ['tofu-controller that waits', object('infra.contrib.fluxcd.io', 'Terraform', '  interval: 1h\n'), { remediates: false }],
])('drift is seen by %s', async (_, text, expected) => {
  const facts = flat(await factsOf({ 'infra/shop.yaml': text }), 'drift.check');
  expect(facts).toMatchObject([{ via: 'managed', layer: 'cloud', canFire: 'yes', ...expected }]);
});

test.each([
  ['a paused resource', object('rds.aws.upbound.io', 'Instance', '', annotated("crossplane.io/paused: 'true'"))],
  ['a provider', object('pkg.crossplane.io', 'Provider')],
  ['settings of a provider', object('aws.upbound.io', 'ProviderConfig')],
  [
    'no reconciliation',
    object('sql.cnrm.cloud.google.com', 'SQLInstance', '', annotated("cnrm.cloud.google.com/reconcile-interval-in-seconds: '0'")),
  ],
  ['drift detection that is off', object('infra.contrib.fluxcd.io', 'Terraform', '  disableDriftDetection: true\n')],
])('drift is not seen by %s', async (_, text) => {
  expect(flat(await factsOf({ 'infra/shop.yaml': text }), 'drift.check')).toEqual([]);
});

test('many objects of a folder are one fact', async () => {
  const facts = await factsOf({
    'infra/a.yaml': object('rds.aws.upbound.io', 'Instance'),
    'infra/b.yaml': object('s3.aws.upbound.io', 'Bucket'),
  });
  expect(flat(facts, 'drift.check')).toHaveLength(1);
});
