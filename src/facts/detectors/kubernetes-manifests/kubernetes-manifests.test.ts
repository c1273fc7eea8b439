import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const object = (kind: string, version = 'v1') => `apiVersion: ${version}\nkind: ${kind}\nmetadata:\n  name: a\n`;
const deployment = object('Deployment', 'apps/v1');
const chart = 'apiVersion: v2\nname: shop\nversion: 1.0.0\n';
const templated = '{{- if .Values.on }}\napiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: {{ .Values.replicas }}\n{{- end }}\n';

test.each([
  [
    'plain manifests',
    { 'deploy/a.yaml': `# a\n${deployment}---\n${object('Service')}` },
    { tool: 'kubernetes', name: 'deploy', live: 'unknown', line: 3 },
  ],
  [
    'a product chart',
    { 'chart/Chart.yaml': chart, 'chart/templates/a.yaml': templated },
    { tool: 'helm', name: 'chart', live: 'unknown', line: 2 },
  ],
  [
    'a chart that is published for others',
    {
      'chart/Chart.yaml': chart,
      'chart/templates/a.yaml': templated,
      '.github/workflows/release.yml': 'jobs:\n  r:\n    steps:\n      - run: helm push shop-*.tgz oci://registry.example/charts\n',
    },
    { tool: 'helm', name: 'chart', live: 'no', line: 2 },
  ],
  [
    'a chart whose publishing is commented out',
    {
      'chart/Chart.yaml': chart,
      'chart/templates/a.yaml': templated,
      'release.sh': '# helm push shop.tgz oci://registry.example/charts\n',
    },
    { live: 'unknown' },
  ],
  [
    'a chart that is published and installed',
    {
      'chart/Chart.yaml': chart,
      'chart/templates/a.yaml': templated,
      'release.sh': 'helm push shop.tgz oci://registry.example/charts\nhelm upgrade --install shop ./chart\n',
    },
    { live: 'yes' },
  ],
  [
    'a chart with values of environments',
    { 'chart/Chart.yaml': chart, 'chart/templates/a.yaml': templated, 'chart/values-prod.yaml': 'a: 1\n' },
    { live: 'yes', production: 'yes' },
  ],
  [
    'an overlay',
    {
      'k8s/base/kustomization.yaml': 'resources: [a.yaml]\n',
      'k8s/base/a.yaml': deployment,
      'k8s/overlays/prod/kustomization.yaml': 'resources:\n  - ../../base\n',
    },
    { tool: 'kustomize', name: 'k8s/overlays/prod', live: 'yes', production: 'yes' },
  ],
  ['a file of an environment', { '.nais/app-prod.yaml': object('Application', 'nais.io/v1alpha1') }, { live: 'yes', environment: 'prod' }],
  [
    'manifests that a pipeline applies',
    { 'k8s/a.yaml': deployment, '.github/workflows/cd.yml': 'jobs:\n  d:\n    steps:\n      - run: kubectl apply -f k8s/\n' },
    { live: 'yes' },
  ],
  [
    'manifests that are applied to a cluster of the pipeline',
    {
      'k8s/a.yaml': deployment,
      '.github/workflows/ci.yml': 'jobs:\n  d:\n    steps:\n      - run: kind create cluster\n      - run: kubectl apply -f k8s/\n',
    },
    { live: 'unknown' },
  ],
  [
    'manifests that Argo CD reconciles',
    {
      'apps/a/d.yaml': deployment,
      'argo/a.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    path: apps/a\n',
    },
    { name: 'apps/a', live: 'yes' },
  ],
  ['a fixture', { 'tests/fixtures/a.yaml': deployment }, { live: 'no' }],
])('the root of %s', async (_, files: Record<string, string>, expected) => {
  expect(flat(await factsOf(files), 'iac.root')).toMatchObject([{ backend: 'server', locking: 'yes', ...expected }]);
});

test.each([
  [
    'an OpenShift template',
    'apiVersion: template.openshift.io/v1\nkind: Template\nobjects:\n- apiVersion: apps/v1\n  kind: Deployment\n  spec:\n    x: 1\n- apiVersion: v1\n  kind: Service\nparameters: []\n',
    { tool: 'openshift-template', count: 2, compute: true, network: true, line: 5 },
  ],
  ['a list', 'apiVersion: v1\nkind: List\nitems:\n  - kind: PersistentVolumeClaim\n    apiVersion: v1\n', { count: 1, data: true }],
  ['cloud resources', object('Bucket', 's3.services.k8s.aws/v1alpha1'), { layer: 'cloud', count: 1 }],
  ['an object inside a text', `${object('ConfigMap')}data:\n  a: |\n    apiVersion: v1\n    kind: Service\n`, { count: 1, network: false }],
])('resources of %s', async (_, text, expected) => {
  expect(flat(await factsOf({ 'deploy/a.yaml': text }), 'iac.resources')).toMatchObject([{ layer: 'kubernetes', ...expected }]);
});

test('JSON', async () => {
  const text = '{\n"apiVersion": "apps/v1",\n"kind": "Deployment"}';
  expect(flat(await factsOf({ 'deploy/a.json': text }), 'iac.resources')).toMatchObject([{ count: 1, compute: true }]);
});

test.each([
  ['commented out', deployment.replace(/^/gm, '# ')],
  ['a catalogue entry', object('Component', 'backstage.io/v1alpha1')],
  ['a definition of a kind', object('CustomResourceDefinition', 'apiextensions.k8s.io/v1')],
  ['a cluster for tests', object('Cluster', 'kind.x-k8s.io/v1alpha4')],
  ['a kubeconfig', object('Config')],
  ['an encrypted file', 'apiVersion: ENC[AES256_GCM,data:JK0=]\nkind: ENC[AES256_GCM,data:5L6M]\n'],
  ['a dashboard', object('Dashboard', 'dashboard.grafana.app/v1beta1')],
  ['docker-compose', 'services:\n  a:\n    image: b\n'],
])('no infrastructure: %s', async (_, text) => {
  expect(flat(await factsOf({ 'deploy/a.yaml': text }), 'iac.root')).toEqual([]);
});

test('no infrastructure in JSON: a dashboard', async () => {
  const text = '{"apiVersion": "dashboard.grafana.app/v1beta1", "kind": "Dashboard"}';
  expect(flat(await factsOf({ 'dashboards/a.json': text }), 'iac.root')).toEqual([]);
});

test('a library chart and a kustomize component are no roots', async () => {
  const files = {
    'lib/Chart.yaml': `${chart}type: library\n`,
    'c/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n',
  };
  expect(flat(await factsOf(files), 'iac.root')).toEqual([]);
});

test('values of environments in another folder than their chart', async () => {
  const files = {
    'charts/shop/Chart.yaml': chart,
    'clusters/eu/staging.values.yaml': 'a: 1\n',
    'clusters/eu/prod.values.yaml': 'a: 1\n',
    'clusters/us/prod.values.yaml': 'a: 1\n',
    'clusters/us/common.values.yaml': 'a: 1\n',
    'ci/values-test.yaml': 'a: 1\n',
  };
  expect(flat(await factsOf(files), 'environment.definition')).toMatchObject([
    { tool: 'helm', name: 'prod', tier: 'production', path: 'clusters/eu/prod.values.yaml', line: 1 },
    { tool: 'helm', name: 'staging', tier: 'staging', path: 'clusters/eu/staging.values.yaml' },
  ]);
});

test.each([
  [
    'a managed resource of Crossplane',
    object('Instance', 'rds.aws.upbound.io/v1beta1'),
    [{ layer: 'cloud', count: 1, data: true, compute: false }],
  ],
  ['of Crossplane in a namespace', object('Bucket', 's3.aws.m.upbound.io/v1beta1'), [{ layer: 'cloud', data: true, compute: false }]],
  [
    'Config Connector',
    object('ContainerCluster', 'container.cnrm.cloud.google.com/v1beta1'),
    [{ layer: 'cloud', compute: true, data: false }],
  ],
  ['Config Connector, a network', object('ComputeNetwork', 'compute.cnrm.cloud.google.com/v1beta1'), [{ layer: 'cloud', network: true }]],
  ['AWS Controllers for Kubernetes', object('DBInstance', 'rds.services.k8s.aws/v1alpha1'), [{ layer: 'cloud', data: true }]],
  ['Azure Service Operator', object('FlexibleServer', 'dbforpostgresql.azure.com/v1api20221201'), [{ layer: 'cloud', data: true }]],
  [
    'a composition: what it puts together',
    'apiVersion: apiextensions.crossplane.io/v1\nkind: Composition\nmetadata:\n  name: db\nspec:\n  resources:\n    - name: rds\n      base:\n        apiVersion: rds.aws.upbound.io/v1beta1\n        kind: Instance\n    - base:\n        apiVersion: ec2.aws.upbound.io/v1beta1\n        kind: SecurityGroup\n',
    [{ layer: 'cloud', count: 2, data: true, network: true, line: 9 }],
  ],
  ['a provider of Crossplane', object('Provider', 'pkg.crossplane.io/v1'), []],
  ['rules of VictoriaMetrics', object('VMRule', 'operator.victoriametrics.com/v1beta1'), []],
  ['a monitor of Datadog', object('DatadogMonitor', 'datadoghq.com/v1alpha1'), []],
  ['an objective of Nobl9', object('SLO', 'n9/v1alpha'), []],
])('cloud resources: %s', async (_, text, expected) => {
  expect(flat(await factsOf({ 'deploy/a.yaml': text }), 'iac.resources')).toMatchObject(expected);
});

test('a claim makes cloud resources', async () => {
  const definition =
    'apiVersion: apiextensions.crossplane.io/v1\nkind: CompositeResourceDefinition\nmetadata:\n  name: x\nspec:\n  group: acme.org\n  names:\n    kind: XDatabase\n  claimNames:\n    kind: Database\n  versions:\n    - name: v1\n';
  const files = { 'apis/definition.yaml': definition, 'claims/db.yaml': object('Database', 'acme.org/v1') };
  expect(flat(await factsOf(files), 'iac.resources')).toMatchObject([{ layer: 'cloud', count: 1, path: 'claims/db.yaml', line: 2 }]);
});
