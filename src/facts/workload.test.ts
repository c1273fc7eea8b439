import { expect, test } from 'vitest';
import { factsOf, flat } from './detectors/testing.ts';

const lambda = 'resource "aws_lambda_function" "drill" {\n  function_name = "drill"\n}\n';
const backend = 'terraform {\n  backend "s3" {\n    bucket = "state"\n  }\n}\n';
const deployment =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n        - image: registry.shop.dev/shop:1\n';

test.each<[string, Record<string, string>, Record<string, unknown>]>([
  ['functions inside infrastructure code', { 'infra/main.tf': backend + lambda }, { nature: 'infrastructure', services: 1 }],
  [
    'a program beside its infrastructure',
    {
      'infra/main.tf': backend,
      'k8s/shop.yaml': deployment,
      'shop/Dockerfile': 'FROM node\nCMD ["node", "."]\n',
      'shop/package.json': '{}',
    },
    { nature: 'service', services: 1 },
  ],
  [
    'a chart of nothing but alert rules',
    {
      'helm/rules/Chart.yaml': 'apiVersion: v2\nname: rules\nversion: 1.0.0\n',
      'helm/rules/templates/shop.yaml':
        'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n  groups:\n    - name: shop\n      rules:\n        - alert: ShopDown\n          expr: up == 0\n',
    },
    { nature: 'alert-rules', operates: 'yes', infrastructure: 'unknown', stateful: 'no' },
  ],
  ['a library', { 'package.json': '{"name": "left"}' }, { nature: 'library', operates: 'no', services: 0 }],
])('%s', async (_, files, expected) => {
  expect(flat(await factsOf(files), 'workload')).toMatchObject([expected]);
});
