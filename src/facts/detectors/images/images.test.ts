import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const deployment = (image: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  template:
    spec:
      containers:
        - name: shop
          image: ${image}
`;

test.each([
  ['shop:1.4.2', 'version'],
  ['registry.example.com:5000/shop', 'none'],
  ['shop:latest', 'latest'],
  ['redis:alpine', 'latest'],
  ['redis:7-alpine', 'version'],
  [`shop:1.4@sha256:${'a'.repeat(64)}`, 'digest'],
  ['shop:{{ .Values.tag }}', 'variable'],
  ['{{ .Values.image }}', 'variable'],
  ['shop:$' + '{TAG}', 'variable'],
])('the image %s is pinned by %s', async (image, pin) => {
  expect(flat(await factsOf({ 'k8s/shop.yaml': deployment(image) }), 'artifact.image')).toMatchObject([{ pin, line: 10 }]);
});

test('an image of a task definition', async () => {
  const text =
    'resource "aws_ecs_task_definition" "shop" {\n  container_definitions = jsonencode([\n    { name = "shop", image = "shop:latest" }\n  ])\n}\n';
  expect(flat(await factsOf({ 'main.tf': text }), 'artifact.image')).toMatchObject([{ reference: 'shop:latest', pin: 'latest', line: 3 }]);
});

test('a commented-out image is none', async () => {
  expect(
    flat(await factsOf({ 'k8s/shop.yaml': deployment('shop:1').replace('          image', '          # image') }), 'artifact.image'),
  ).toEqual([]);
});

test('images in the values of a Flux release; where the chart decides there is none', async () => {
  const text = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: shop
spec:
  values:
    image:
      repository: ghcr.io/shop/web
      tag: 2.1.0
    sidecar:
      image: { repository: ghcr.io/shop/cache }
    job:
      image:
        repository: ghcr.io/shop/job
        tag: latest
`;
  expect(flat(await factsOf({ 'apps/shop.yaml': text }), 'artifact.image')).toMatchObject([
    { reference: 'ghcr.io/shop/web:2.1.0', pin: 'version', line: 9 },
    { reference: 'ghcr.io/shop/job:latest', pin: 'latest', line: 15 },
  ]);
  expect(flat(await factsOf({ 'apps/shop.yaml': text.replace('spec:\n', 'spec:\n  suspend: true\n') }), 'artifact.image')).toEqual([]);
});

test.each([
  [
    'skaffold.yaml',
    'apiVersion: skaffold/v4beta11\nkind: Config\nbuild:\n  artifacts:\n    - image: shop\n      context: src\n',
    'variable',
  ],
  ['k8s/kustomization.yaml', 'images:\n  - name: shop\n    newTag: 1.4.2\n', 'variable'],
  ['k8s/kustomization.yaml', 'images:\n  - name: cart\n    newTag: 1.4.2\n', 'none'],
])('a name that %s fills in, or not', async (path, text, pin) => {
  expect(flat(await factsOf({ [path]: text, 'k8s/shop.yaml': deployment('shop') }), 'artifact.image')).toMatchObject([
    { reference: 'shop', pin, path: 'k8s/shop.yaml', line: 10 },
  ]);
});

test('images of Nomad', async () => {
  const text =
    'job "shop" {\n  group "web" {\n    task "web" {\n      driver = "docker"\n      config {\n        image = "registry.acme.dev/shop:latest"\n      }\n    }\n  }\n}\n';
  expect(flat(await factsOf({ 'jobs/shop.nomad.hcl': text }), 'artifact.image')).toMatchObject([
    { reference: 'registry.acme.dev/shop:latest', pin: 'latest', line: 6 },
  ]);
});
