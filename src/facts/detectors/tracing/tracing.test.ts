import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

type Files = Readonly<Record<string, string>>;

async function setups(files: Files): Promise<readonly string[]> {
  return flat(await factsOf(files), 'trace.setup').map(
    each => `${each.path}:${each.line} ${each.library}${each.openTelemetry ? ' otel' : ''} ${each.initialised} ${each.exports}`,
  );
}

test.each<[string, Files, readonly string[]]>([
  ['an indirect module', { 'go.mod': 'module a\nrequire go.opentelemetry.io/otel/sdk v1.30.0 // indirect\n' }, []],
  [
    'a direct module that nothing starts',
    { 'go.mod': 'module a\nrequire go.opentelemetry.io/otel/sdk v1.30.0\n' },
    ['go.mod:2 opentelemetry-go otel unknown unknown'],
  ],
  [
    'Sentry in Rust that samples traces',
    { 'src/main.rs': 'use sentry::ClientOptions;\nClientOptions {\n    traces_sampler: Some(Arc::new(sampler)),\n}' },
    ['src/main.rs:3 sentry yes unknown'],
  ],
  [
    'Sentry in Rust that samples nothing',
    { 'src/main.rs': 'sentry::init((dsn, sentry::ClientOptions {\n    traces_sample_rate: 0.0,\n    ..Default::default()\n}))' },
    [],
  ],
  [
    'a Lambda image that starts inside the wrapper of OpenTelemetry',
    { Dockerfile: 'FROM public.ecr.aws/lambda/nodejs:22\nENV AWS_LAMBDA_EXEC_WRAPPER=/opt/otel-instrument\nCMD ["main.handler"]\n' },
    ['Dockerfile:2 opentelemetry-lambda otel yes unknown'],
  ],
  [
    'a function whose wrapper is of OpenTelemetry, beside one whose wrapper is its own',
    {
      'fn.tf':
        'resource "aws_lambda_function" "a" {\n  environment {\n    variables = {\n      AWS_LAMBDA_EXEC_WRAPPER = "/opt/otel-handler"\n    }\n  }\n}\n',
      'template.yaml': 'Environment:\n  Variables:\n    AWS_LAMBDA_EXEC_WRAPPER: /opt/bootstrap\n',
    },
    ['fn.tf:4 opentelemetry-lambda otel yes unknown'],
  ],
  ['a wrapper in a comment', { Dockerfile: 'FROM a\n# ENV AWS_LAMBDA_EXEC_WRAPPER=/opt/otel-instrument\n' }, []],
  [
    'a provider in Go',
    {
      'go.mod': 'module a\nrequire go.opentelemetry.io/otel/sdk v1.30.0\n',
      'main.go': 'exporter, err := otlptracegrpc.New(ctx)\notel.SetTracerProvider(tp)',
    },
    ['main.go:2 opentelemetry-go otel yes yes'],
  ],
  [
    'a provider that prints to the console',
    { 'app.py': 'trace.set_tracer_provider(TracerProvider())\nadd(ConsoleSpanExporter())' },
    ['app.py:1 opentelemetry-python otel yes no'],
  ],
  [
    'a provider in Rust',
    { 'src/telemetry.rs': 'use opentelemetry::global;\nglobal::set_tracer_provider(provider.clone());' },
    ['src/telemetry.rs:2 opentelemetry-rust otel yes unknown'],
  ],
  [
    'a program that starts in its environment',
    { Dockerfile: 'FROM python:3.14\nENTRYPOINT [ "/venv/bin/opentelemetry-instrument", "python", "app.py" ]\n' },
    ['Dockerfile:2 opentelemetry-python otel yes unknown'],
  ],
  ['a library that only developers install', { 'package.json': '{"devDependencies":{"@opentelemetry/sdk-node":"1"}}' }, []],
  [
    'a library that nothing starts',
    { 'package.json': '{"dependencies":{"@opentelemetry/sdk-node":"1"}}' },
    ['package.json:1 opentelemetry-js otel unknown unknown'],
  ],
  [
    'a library that the image starts',
    {
      'package.json': '{"dependencies":{"@opentelemetry/auto-instrumentations-node":"1"}}',
      Dockerfile: 'FROM node:22\nENV NODE_OPTIONS="--require @opentelemetry/auto-instrumentations-node/register"\n',
    },
    ['Dockerfile:2 opentelemetry-js otel yes unknown'],
  ],
  [
    'an exporter that is set to none',
    {
      'otel.js': "const { NodeSDK } = require('@opentelemetry/sdk-node');\nnew NodeSDK({}).start();",
      Dockerfile: 'FROM node:22\nENV OTEL_TRACES_EXPORTER=none\n',
    },
    ['otel.js:2 opentelemetry-js otel yes no'],
  ],
  [
    'an exporter that is set to none for developers only',
    {
      'otel.js': "const { NodeSDK } = require('@opentelemetry/sdk-node');\nnew NodeSDK({}).start();",
      'docker-compose.yml': 'services:\n  shop:\n    environment: { OTEL_TRACES_EXPORTER: none }\n',
    },
    ['otel.js:2 opentelemetry-js otel yes unknown'],
  ],
  [
    'an address of a collector',
    {
      'otel.js': "const { NodeSDK } = require('@opentelemetry/sdk-node');\nnew NodeSDK({}).start();",
      'k8s/shop.yaml': 'kind: ConfigMap\napiVersion: v1\ndata:\n  OTEL_EXPORTER_OTLP_ENDPOINT: http://otel:4318\n',
    },
    ['otel.js:2 opentelemetry-js otel yes yes'],
  ],
  [
    'instrumentation on offer, which no workload asks for',
    { 'k8s/i.yaml': 'apiVersion: opentelemetry.io/v1alpha1\nkind: Instrumentation\nmetadata: { name: node }\n' },
    [],
  ],
  ['a demonstration', { 'docker-compose.yml': 'services:\n  jaeger: { image: jaegertracing/all-in-one }\n' }, []],
  [
    'a function that passes traces through',
    { 'fn.tf': 'resource "aws_lambda_function" "a" {\n  tracing_config {\n    mode = "PassThrough"\n  }\n}' },
    [],
  ],
  ['a compiled requirement', { 'requirements.txt': 'opentelemetry-distro==1\n    # via something\n' }, []],
  [
    'the New Relic agent',
    {
      'newrelic.ini': '[newrelic]\n# text\ndistributed_tracing.enabled = true\n',
      'run.sh': '#!/bin/bash\nexec newrelic-admin run-program gunicorn app\n',
    },
    ['run.sh:2 newrelic yes yes'],
  ],
  [
    'the New Relic agent without distributed tracing',
    { 'newrelic.ini': '[newrelic]\ndistributed_tracing.enabled = false\n', 'run.sh': 'exec newrelic-admin run-program gunicorn app\n' },
    [],
  ],
  [
    'a Java agent',
    { Dockerfile: 'FROM eclipse-temurin:21\nENV JAVA_TOOL_OPTIONS="-javaagent:/otel/opentelemetry-javaagent.jar"\n' },
    ['Dockerfile:2 opentelemetry-javaagent otel yes unknown'],
  ],
  [
    'a Java agent under a short name',
    {
      Dockerfile:
        'FROM eclipse-temurin:21\nCOPY --from=build --chown=app /app/libs/applicationinsights-agent*.jar /app/agent.jar\nENTRYPOINT ["java", "-javaagent:/app/agent.jar", "-jar", "/app/app.jar"]\n',
    },
    ['Dockerfile:3 application-insights yes yes'],
  ],
  [
    'a Java agent that is only copied',
    {
      Dockerfile:
        'FROM eclipse-temurin:21\nCOPY libs/applicationinsights-agent.jar /app/agent.jar\nENTRYPOINT ["java", "-jar", "/app/app.jar"]\n',
    },
    [],
  ],
  ['a Java agent in a comment', { Dockerfile: 'FROM eclipse-temurin:21\n# -javaagent:/otel/opentelemetry-javaagent.jar\n' }, []],
  [
    'a bridge and the actuator',
    {
      'pom.xml':
        '<project><dependencies><dependency><groupId>io.micrometer</groupId>\n<artifactId>micrometer-tracing-bridge-otel</artifactId></dependency><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-actuator</artifactId></dependency></dependencies></project>',
    },
    ['pom.xml:2 micrometer-tracing otel yes unknown'],
  ],
  [
    'an annotation for the operator',
    {
      'k8s/shop.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    metadata:\n      annotations:\n        instrumentation.opentelemetry.io/inject-java: "true"\n',
    },
    ['k8s/shop.yaml:9 opentelemetry-operator otel yes yes'],
  ],
  [
    'an annotation that says no',
    {
      'k8s/shop.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    metadata:\n      annotations:\n        instrumentation.opentelemetry.io/inject-java: "false"\n',
    },
    [],
  ],
  [
    'a platform that instruments',
    {
      '.nais/prod.yaml':
        'apiVersion: "nais.io/v1alpha1"\nkind: "Application"\nmetadata:\n  name: shop\nspec:\n  image: {{image}}\n  observability:\n    autoInstrumentation:\n      enabled: true\n',
    },
    ['.nais/prod.yaml:9 nais-auto-instrumentation otel yes yes'],
  ],
  [
    'alerts about a collector',
    { 'alerts.yaml': 'groups:\n- name: otel\n  rules:\n  - alert: OtelCollectorDown\n    expr: up{job="otel-collector"} == 0\n' },
    [],
  ],
  ['a design document', { 'docs/design.md': 'We will use opentelemetry-instrument and OpenTelemetry.' }, []],
  ['Sentry for errors only', { 'config/initializers/sentry.rb': "Sentry.init do |config|\n  config.dsn = ENV['DSN']\nend" }, []],
  [
    'Sentry with traces',
    { 'app.js': "import * as Sentry from '@sentry/node';\nSentry.init({ tracesSampleRate: 0.2 });" },
    ['app.js:2 sentry yes unknown'],
  ],
  ['Sentry with traces switched off', { 'app.js': "import * as Sentry from '@sentry/node';\nSentry.init({ tracesSampleRate: 0 });" }, []],
  ['permissions to read traces', { 'iam.tf': 'resource "aws_iam_policy" "a" {\n  policy = "xray:GetTraceSummaries"\n}' }, []],
  [
    'a traced function',
    { 'fn.tf': 'resource "aws_lambda_function" "a" {\n  tracing_config {\n    mode = "Active"\n  }\n}' },
    ['fn.tf:3 aws-lambda yes yes'],
  ],
])('%s', async (_, files, expected) => {
  expect(await setups(files)).toEqual(expected);
});

test.each<[string, Files, readonly string[]]>([
  [
    'a sampler in a pipeline',
    {
      'otel.yaml':
        'processors:\n  tail_sampling:\n    policies: []\n  batch: {}\nservice:\n  pipelines:\n    traces:\n      processors: [tail_sampling, batch]\n',
    },
    ['otel.yaml:3 otel-collector tail_sampling'],
  ],
  [
    'a sampler that no pipeline uses',
    { 'otel.yaml': 'processors:\n  tail_sampling:\n    policies: []\nservice:\n  pipelines:\n    traces:\n      processors: [batch]\n' },
    [],
  ],
  [
    'a variable',
    { 'values.yaml': 'env:\n  - name: OTEL_TRACES_SAMPLER_ARG\n    value: "0.1"\n' },
    ['values.yaml:2 environment OTEL_TRACES_SAMPLER_ARG'],
  ],
])('%s', async (_, files, expected) => {
  expect(flat(await factsOf(files), 'trace.sampling').map(each => `${each.path}:${each.line} ${each.tool} ${each.how}`)).toEqual(expected);
});
