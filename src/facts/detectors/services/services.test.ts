import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

type Files = Readonly<Record<string, string>>;

const deployment = (name: string, image: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  template:\n    spec:\n      containers:\n        - image: ${image}\n          ports: []\n`;
const nais = (name: string) =>
  `apiVersion: nais.io/v1alpha1\nkind: Application\nmetadata:\n  name: ${name}\nspec:\n  image: "{{image}}"\n  port: 8080\n`;
const image = 'FROM node:22\nEXPOSE 8080\n';
const manifest = '{"dependencies":{"fastify":"5"}}';

test.each<[string, Files, readonly string[]]>([
  ['nothing', { 'README.md': '# Hello' }, []],
  [
    'a component of a catalogue',
    {
      'catalog-info.yaml':
        'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: shop\nspec:\n  type: service\n  lifecycle: production\n',
    },
    ['shop backstage server . catalog-info.yaml:4'],
  ],
  ['a library of a catalogue', { 'catalog-info.yaml': 'kind: Component\nmetadata:\n  name: kit\nspec:\n  type: library\n' }, []],
  [
    'a workload whose source stands here',
    {
      'k8s/shop.yaml': deployment('shop', 'shop'),
      'src/shop/Dockerfile': image,
      'src/shop/package.json': manifest,
      'src/cart/Dockerfile': image,
    },
    ['shop kubernetes server src/shop k8s/shop.yaml:4'],
  ],
  [
    'workloads of strangers',
    { 'k8s/cache.yaml': deployment('cache', 'redis:alpine'), 'k8s/git.yaml': deployment('git', 'quay.io/org/git:1') },
    [],
  ],
  [
    'a workload from a private registry',
    { 'k8s/shop.yaml': deployment('shop', '123.dkr.ecr.eu-west-1.amazonaws.com/shop:1') },
    ['shop kubernetes server  k8s/shop.yaml:4'],
  ],
  [
    'environments of one service',
    { 'prod/shop.yaml': deployment('shop-prod', 'eu.gcr.io/a/shop'), 'dev/shop.yaml': deployment('shop-dev', 'eu.gcr.io/a/shop') },
    ['shop kubernetes server  prod/shop.yaml:4'],
  ],
  [
    'a chart beside one program',
    {
      Dockerfile: image,
      'package.json': manifest,
      'deploy/shop-chart/Chart.yaml': 'name: shop',
      'deploy/shop-chart/templates/deployment.yaml': deployment('{{ .Values.name }}', '{{ .Values.image }}'),
    },
    ['shop kubernetes server . deploy/shop-chart/templates/deployment.yaml:4'],
  ],
  [
    'many programs that one image definition packs, beside one with its own',
    {
      'docker/Dockerfile': 'FROM eclipse-temurin:21-jre\nEXPOSE 8080\n',
      'apps/ui/Dockerfile': image,
      'apps/ui/package.json': manifest,
      'apps/cart/build.gradle.kts': 'dependencies {\n  implementation(libs.ktor.server)\n}',
      'apps/cart/.nais/prod.yaml': nais('cart'),
      'apps/mail/build.gradle.kts': 'dependencies {\n  implementation(project(":libs:mail"))\n}',
      'apps/mail/.nais/prod.yaml': nais('mail'),
      'apps/ui/.nais/prod.yaml': nais('ui'),
    },
    [
      'ui kubernetes server apps/ui apps/ui/.nais/prod.yaml:4',
      'cart kubernetes server apps/cart apps/cart/.nais/prod.yaml:4',
      'mail kubernetes server apps/mail apps/mail/.nais/prod.yaml:4',
    ],
  ],
  [
    'units of one program',
    {
      'backend/Dockerfile': image,
      'backend/package.json': manifest,
      'infra/shop-api.service': '[Service]\nExecStart=/usr/bin/node a.js\n',
      'infra/shop-worker.service': '[Service]\nExecStart=/usr/bin/node b.js\n',
      'infra/backup.service': '[Service]\nType=oneshot\nExecStart=/opt/backup.sh\n',
    },
    ['shop-api systemd unknown backend infra/shop-api.service:2'],
  ],
  [
    'a platform',
    { 'manifest.yml': 'applications:\n  - name: shop-((env))\n    processes: []\n' },
    ['shop cloud-foundry unknown . manifest.yml:2'],
  ],
  ['an image of a server', { Dockerfile: image, 'package.json': manifest }, ['application dockerfile server . Dockerfile:1']],
  [
    'an image of a tool',
    { Dockerfile: 'FROM scratch\nENTRYPOINT ["scan"]\nCMD ["--help"]\n', 'go.mod': 'module a\nrequire github.com/spf13/cobra v1.9.0\n' },
    [],
  ],
  [
    'a function beside an image',
    { 'fn.tf': 'resource "aws_lambda_function" "a" {\n  function_name = "notify-slack"\n}', Dockerfile: image, 'package.json': manifest },
    ['notify-slack terraform function  fn.tf:1', 'application dockerfile server . Dockerfile:1'],
  ],
  ['a module that its user names', { 'modules/fn/main.tf': 'resource "aws_lambda_function" "a" {\n  function_name = var.name\n}' }, []],
  [
    'compose when nothing better is known',
    { 'docker-compose.yml': 'services:\n  db:\n    image: postgres\n  shop:\n    build: .\n' },
    ['shop compose unknown  docker-compose.yml:5'],
  ],
  [
    'compose beside an image',
    { 'docker-compose.yml': 'services:\n  web:\n    build: .\n', Dockerfile: image, 'package.json': manifest },
    ['application dockerfile server . Dockerfile:1'],
  ],
  [
    'images that are no service: they only hold tools, make an app for devices, or a site of documents',
    {
      'gen/Dockerfile': 'FROM python:3.14-slim\nRUN pip install -r requirements.txt\n',
      'gen/requirements.txt': 'grpcio==1.0\n',
      'phone/android.Dockerfile': 'FROM node:22\nRUN ./gradlew assembleRelease\nFROM scratch\nENTRYPOINT ["/a.apk"]\n',
      'phone/package.json': manifest,
      'site/Dockerfile': 'FROM python:3.14 AS b\nRUN mkdocs build --clean\nFROM nginx\nEXPOSE 80\n',
      'site/requirements.txt': 'mkdocs==1.6\n',
      'hub/Dockerfile': 'FROM jupyterhub/k8s-hub:4.3.3\nRUN pip install -r requirements.txt\n',
      'hub/requirements.txt': 'oauthenticator==17\n',
      'web/Dockerfile': 'FROM nginx\nCOPY dist /usr/share/nginx/html\n',
      'web/package.json': manifest,
      'own/Dockerfile': 'FROM registry.acme.dev/base/node:22\nCOPY . .\n',
      'own/package.json': manifest,
    },
    ['own dockerfile unknown own own/Dockerfile:1', 'web dockerfile unknown web web/Dockerfile:1'],
  ],
  [
    'a workload of strangers behind a sidecar',
    {
      'k8s/a.yaml': `${deployment('operator', 'gcr.io/kubebuilder/kube-rbac-proxy:v0.16')}        - image: quay.io/other/operator:1\n`,
      'go.mod': 'module a\nrequire example.org/x v1.0.0\n',
    },
    [],
  ],
  [
    'settings of an application server',
    {
      'gunicorn_config.py': 'bind = "0.0.0.0:6012"\n',
      'docker/Dockerfile': 'FROM python:3.14\nCMD ["web"]\n',
      'requirements.txt': 'flask==3\n',
    },
    ['application gunicorn server . gunicorn_config.py:1'],
  ],
  [
    'settings of an application server beside an image',
    { 'config/puma.rb': 'threads 5, 5\n', Dockerfile: image, Gemfile: "gem 'rails'\n" },
    ['application dockerfile server . Dockerfile:1'],
  ],
  [
    'jobs of Nomad',
    {
      'jobs/shop.nomad.hcl':
        'job "shop" {\n  group "web" {\n    service {\n      port = "http"\n    }\n    task "web" {\n      driver = "docker"\n      config {\n        image = "registry.acme.dev/shop:1"\n      }\n    }\n  }\n}\n',
      'jobs/cache.nomad.hcl':
        'job "cache" {\n  group "g" {\n    task "t" {\n      driver = "docker"\n      config {\n        image = "redis:7"\n      }\n    }\n  }\n}\n',
    },
    ['shop nomad server  jobs/shop.nomad.hcl:1'],
  ],
  ['an example', { 'examples/shop.yaml': deployment('shop', '123.dkr.ecr.eu-west-1.amazonaws.com/shop:1') }, []],
])('%s', async (_, files, expected) => {
  expect(
    flat(await factsOf(files), 'service').map(each => `${each.name} ${each.via} ${each.runtime} ${each.root} ${each.path}:${each.line}`),
  ).toEqual(expected);
});

test('a placeholder that keeps room on nodes is no service', async () => {
  const deployment = (name: string, image: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: room }\nspec: { template: { spec: { containers: [{ name: ${name}, image: "${image}" }] } } }\n`;
  expect(flat(await factsOf({ 'k8s/a.yaml': deployment('pause', '{{ .Values.image }}') }), 'service')).toEqual([]);
  expect(flat(await factsOf({ 'k8s/a.yaml': deployment('room', 'registry.acme.dev/pause:3.9') }), 'service')).toEqual([]);
  expect(flat(await factsOf({ 'k8s/a.yaml': deployment('orders', 'registry.acme.dev/orders:3') }), 'service')).toHaveLength(1);
});
