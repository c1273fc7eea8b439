import { expect, test } from 'vitest';
import { factsOf } from '../src/facts/detectors/testing.ts';
import type { Fact } from '../src/model/fact.ts';
import { provenLevels, see, service, verdicts } from './verdicts.ts';

/** From small repositories to verdicts: what follows from a piece of evidence, what does not, and what speaks against it. */

type Files = Readonly<Record<string, string>>;
type Row = readonly [what: string, files: Files, expected: Readonly<Record<string, string>>];

const workload = (
  kind: 'Deployment',
  more = '',
  probe = 'readinessProbe: {}',
  image = 'registry.acme.dev/shop:1.4.2',
) => `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: shop
spec:${more}
  template:
    spec:
      containers:
        - name: shop
          image: ${image}
          ${probe}
`;
const argoRollout = (analysis: string) => `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: shop
spec:
  template:
    spec:
      containers:
        - name: shop
          image: registry.acme.dev/shop:1.4.2
          readinessProbe: {}
  strategy:
    canary:
${analysis}      steps:
        - setWeight: 20
        - pause: { duration: 10m }
`;
const analysisTemplate = `apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata:
  name: errors
spec:
  metrics:
    - name: errors
      successCondition: result[0] < 0.01
      provider:
        prometheus: { query: errors }
`;
const analysed = argoRollout('      analysis:\n        templates: [{ templateName: errors }]\n');
const flagger = `apiVersion: flagger.app/v1beta1
kind: Canary
metadata:
  name: shop
spec:
  targetRef: { kind: Deployment, name: shop }
  analysis:
    interval: 1m
    stepWeight: 10
    metrics:
      - name: request-success-rate
        thresholdRange: { min: 99 }
`;
const application = (policy: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  source: { path: shop }
  syncPolicy:
${policy}`;
const healing = application('    automated: { selfHeal: true, prune: true }\n');
const rules = (...alerts: readonly string[]) => `groups:\n  - name: shop\n    rules:\n${alerts.join('')}`;
const burn = (severity: string, long: string, short: string, factor: number) => `      - alert: ShopErrorBudgetBurn
        expr: |
          sum(rate(http_requests_total{status=~"5.."}[${long}])) / sum(rate(http_requests_total[${long}])) > (${factor} * 0.001)
          and
          sum(rate(http_requests_total{status=~"5.."}[${short}])) / sum(rate(http_requests_total[${short}])) > (${factor} * 0.001)
        labels: { severity: ${severity} }
        annotations: { runbook_url: https://wiki.acme.dev/burn }
`;
const errorAlert = (annotations: string) => `      - alert: ShopErrors
        expr: sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05
        labels: { severity: page }
        annotations: ${annotations}
`;
const terraform = (backend: string) => `terraform {\n  ${backend}\n}\nresource "aws_instance" "a" {\n  ami = "ami-1"\n}\n`;
const cloud = terraform('cloud {\n    organization = "acme"\n    workspaces { name = "shop-production" }\n  }');
const s3 = terraform('backend "s3" {\n    bucket = "state"\n    key = "shop"\n    use_lockfile = true\n  }');
const steps = (on: string, lines: string, job = '') => `on: ${on}\njobs:\n  main:\n    runs-on: ubuntu-latest\n${job}    steps:\n${lines}`;
const image = 'FROM node:22\nEXPOSE 8080\n';
const program = { Dockerfile: image, 'package.json': '{"name":"shop","dependencies":{"fastify":"5"}}' };

const follows: readonly Row[] = [
  [
    'a canary that metrics decide is more than the rungs below it',
    { 'k8s/shop.yaml': `${analysed}---\n${analysisTemplate}` },
    {
      'sd-rolling-or-bg': 'met',
      'pd-implemented': 'met',
      'pd-health-gate': 'met',
      'canary-analysis': 'met',
      'auto-rollback-metric': 'met',
    },
  ],
  [
    'Flagger checks, analyses and returns',
    { 'k8s/shop.yaml': flagger },
    { 'sd-rolling-or-bg': 'met', 'pd-health-gate': 'met', 'canary-analysis': 'met', 'auto-rollback-metric': 'met' },
  ],
  [
    'burn rate alerts with two windows need an objective and see errors',
    { ...program, 'alerts/shop.yaml': rules(burn('page', '1h', '5m', 14.4), burn('ticket', '6h', '30m', 6)) },
    { 'burn-multiwindow': 'met', 'slo-defined': 'met', 'alert-5xx': 'met', 'alert-paging-runbook': 'met', 'alert-runbook-some': 'met' },
  ],
  [
    'healing is remediation',
    { 'apps/shop.yaml': healing },
    { 'drift-auto-remediate': 'met', 'drift-manual': 'met', 'drift-daily-auto': 'unknown' },
  ],
  ['HCP Terraform keeps state and locks it', { 'main.tf': cloud }, { 'iac-remote-state': 'met', 'iac-state-locking': 'met' }],
  [
    'a mesh measures what it carries',
    {
      'k8s/shop.yaml': workload('Deployment').replace(
        '    spec:\n',
        '    metadata:\n      annotations:\n        linkerd.io/inject: enabled\n    spec:\n',
      ),
    },
    { 'red-metrics': 'met' },
  ],
  [
    'an injected agent traces',
    {
      'k8s/shop.yaml': workload('Deployment').replace(
        '    spec:\n',
        '    metadata:\n      annotations:\n        instrumentation.opentelemetry.io/inject-java: "true"\n    spec:\n',
      ),
      'k8s/instrumentation.yaml':
        'apiVersion: opentelemetry.io/v1alpha1\nkind: Instrumentation\nmetadata:\n  name: java\nspec:\n  exporter:\n    endpoint: http://collector:4317\n',
    },
    { tracing: 'met' },
  ],
];

const doesNotFollow: readonly Row[] = [
  [
    'the dependency on OpenTelemetry traces nothing',
    { Dockerfile: image, 'package.json': '{"name":"shop","dependencies":{"fastify":"5","@opentelemetry/sdk-node":"0.5"}}' },
    { tracing: 'unknown', 'otel-everywhere': 'unknown' },
  ],
  [
    'Argo CD with manual sync',
    { 'apps/shop.yaml': application('    retry: {}\n') },
    { 'iac-gitops': 'not_met', 'drift-auto-remediate': 'not_met' },
  ],
  [
    'an environment called production is no gate',
    { '.github/workflows/cd.yml': steps('push', '      - run: helm upgrade shop chart\n', '    environment: production\n') },
    { 'prod-approval-gate': 'unknown' },
  ],
  [
    'a ruleset in a file protects nothing yet',
    {
      '.github/rulesets/main.json':
        '{"target":"branch","enforcement":"active","conditions":{"ref_name":{"include":["~DEFAULT_BRANCH"]}},"rules":[{"type":"pull_request","parameters":{"required_approving_review_count":1}}]}',
    },
    { 'branch-protection': 'unknown', 'change-pr-review': 'unknown' },
  ],
  [
    'an objective alerts nobody',
    {
      'slo/shop.yaml':
        'apiVersion: openslo/v1\nkind: SLO\nmetadata:\n  name: shop\nspec:\n  service: shop\n  indicator:\n    spec:\n      ratioMetric: {}\n  objectives:\n    - target: 0.999\n',
    },
    { 'burn-all-slo': 'not_met', 'slo-alerting': 'not_met' },
  ],
  [
    'a folder for postmortems holds none',
    {
      'docs/postmortems/README.md': '# Postmortems\n\nComing soon.\n',
      'docs/postmortems/template.md': '# Title\n\n## Impact\n\n## Timeline\n\n## Cause\n',
    },
    { 'pm-informal': 'unknown', 'pm-3-in-6m': 'unknown', 'pm-template-used': 'unknown' },
  ],
  [
    'an application of AppConfig is no flag',
    { ...program, 'main.tf': 'resource "aws_appconfig_application" "shop" {\n  name = "shop"\n}\n' },
    { 'ff-some': 'unknown', 'ff-service': 'unknown' },
  ],
  [
    'a CodePipeline of one stage is no complete pipeline',
    {
      'main.tf':
        'resource "aws_codepipeline" "shop" {\n  name = "shop"\n  stage {\n    name = "Source"\n    action {\n      category = "Source"\n      provider = "CodeStarSourceConnection"\n    }\n  }\n}\n',
    },
    { 'pipeline-stages-complete': 'not_met' },
  ],
  [
    'a recorder of AWS Config knows no code',
    {
      'main.tf': `${s3}resource "aws_config_configuration_recorder" "r" {\n  role_arn = "r"\n}\nresource "aws_config_configuration_recorder_status" "r" {\n  is_enabled = true\n}\nresource "aws_config_config_rule" "a" {\n  name = "a"\n}\n`,
    },
    { 'drift-cloud-config': 'met', 'drift-daily-auto': 'unknown', 'drift-manual': 'unknown' },
  ],
  [
    'Dependabot does not scan in the pipeline',
    {
      '.github/dependabot.yml': 'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n    schedule: { interval: daily }\n',
      '.github/workflows/ci.yml': steps('pull_request', '      - run: npm run lint\n      - run: npm test\n'),
      'package.json': '{"scripts":{"lint":"eslint .","test":"vitest run"}}',
    },
    { 'pipeline-stages-complete': 'not_met', 'ci-tests-on-pr': 'met' },
  ],
  [
    'a key called runbook links to nothing',
    { 'alerts/shop.yaml': rules(errorAlert('{ runbook_url: TODO }')) },
    { 'alert-paging-runbook': 'not_met', 'rb-paging-linked': 'not_met', 'alert-runbook-some': 'not_met' },
  ],
  [
    'a link to a runbook that is not there',
    { 'alerts/shop.yaml': rules(errorAlert('{ runbook_url: docs/runbooks/shop-errors.md }')) },
    { 'alert-paging-runbook': 'not_met' },
  ],
  [
    'a plan on pull requests sees no drift',
    { 'main.tf': s3, '.github/workflows/plan.yml': steps('pull_request', '      - run: terraform plan -detailed-exitcode\n') },
    { 'drift-daily-auto': 'unknown', 'drift-manual': 'unknown' },
  ],
  [
    'a canary without analysis does not return by itself',
    { 'k8s/shop.yaml': argoRollout('') },
    { 'pd-implemented': 'met', 'canary-analysis': 'not_met', 'auto-rollback-metric': 'not_met' },
  ],
  [
    'an escalation policy as code is not the way of this service',
    {
      'oncall.tf':
        'resource "pagerduty_escalation_policy" "shop" {\n  name = "shop"\n  rule {\n    escalation_delay_in_minutes = 10\n  }\n}\n',
    },
    { 'oncall-escalation': 'unknown' },
  ],
];

const speaksAgainst: readonly Row[] = [
  [
    'state in git',
    { 'main.tf': s3, 'terraform.tfstate': '{"version":4,"terraform_version":"1.9.0","serial":3,"lineage":"a","resources":[]}' },
    { 'iac-remote-state': 'not_met' },
  ],
  [
    'an apply that does not lock',
    { 'main.tf': s3, '.github/workflows/apply.yml': steps('push', '      - run: terraform apply -lock=false -auto-approve\n') },
    { 'iac-remote-state': 'met', 'iac-state-locking': 'not_met' },
  ],
  [
    'a critical service that is recreated, beside one that rolls',
    {
      'catalog-info.yaml':
        'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: shop\n  labels: { tier: "1" }\nspec:\n  type: service\n  lifecycle: production\n',
      'k8s/shop.yaml': workload('Deployment', '\n  strategy: { type: Recreate }'),
      'k8s/till.yaml': workload('Deployment').replaceAll('shop', 'till'),
    },
    { 'sd-rolling-or-bg': 'not_met' },
  ],
  [
    'the tag latest',
    { 'k8s/shop.yaml': workload('Deployment', '', 'readinessProbe: {}', 'registry.acme.dev/shop:latest') },
    { 'artifact-immutable': 'not_met' },
  ],
  [
    'tests that may fail',
    {
      '.github/workflows/ci.yml': steps('pull_request', '      - run: npm test\n        continue-on-error: true\n'),
      'package.json': '{"scripts":{"test":"vitest run"}}',
    },
    { 'ci-tests-on-pr': 'not_met' },
  ],
  [
    'an alert that is paused',
    {
      'grafana/alerts.yaml':
        'apiVersion: 1\ngroups:\n  - orgId: 1\n    name: shop\n    folder: shop\n    interval: 1m\n    rules:\n      - uid: a\n        title: Shop errors\n        condition: A\n        isPaused: true\n        labels: { severity: critical }\n        data:\n          - refId: A\n            model: { expr: \'sum(rate(http_requests_total{status=~"5.."}[5m])) > 1\' }\n',
    },
    { 'alert-5xx': 'unknown' },
  ],
];

test.each([...follows, ...doesNotFollow, ...speaksAgainst])('%s', async (_what, files, expected) => {
  const judged = verdicts(await factsOf(files));
  expect(Object.fromEntries(Object.keys(expected).map(id => [id, judged.get(id)]))).toEqual(expected);
});

const enforced = see('repository.protection', { approvals: 1, enforced: 'yes' });
const root = see('iac.root', { live: 'yes', backend: 'remote' });
const bypass = see('metric', { name: 'direct-pushes', known: true, value: 2 });
const paging = { paging: 'yes', class: 'symptom', signal: 'errors', runbook: 'linked' } as const;
const cluster = {
  via: 'gitops',
  layer: 'kubernetes',
  maxGapHours: 0.05,
  canFire: 'yes',
  remediates: true,
  everyProductionRoot: 'yes',
} as const;

/** So many of twenty services trace what they do. */
const tracing = (count: number) =>
  Array.from({ length: 20 }, (_, at) => [
    see('service', { name: `s${at}` }),
    ...(at < count ? [see('trace.setup', { initialised: 'yes', openTelemetry: true }, { service: `s${at}` })] : []),
    ...(at < count ? [] : [see('trace.setup', { initialised: 'no', openTelemetry: true }, { service: `s${at}` })]),
  ]).flat();

test.each<[string, readonly Fact[], Readonly<Record<string, string>>]>([
  [
    'enforced protection means practised review',
    [root, enforced],
    { 'branch-protection': 'met', 'change-pr-review': 'met', 'iac-pr-review': 'met' },
  ],
  [
    'unless somebody was seen to go around it',
    [root, enforced, bypass],
    { 'branch-protection': 'not_met', 'change-pr-review': 'unknown', 'iac-pr-review': 'unknown' },
  ],
  [
    'administrators are free, and one was seen to push',
    [see('repository.protection', { approvals: 1, enforced: 'yes', adminsToo: 'no' }), bypass],
    { 'branch-protection': 'not_met' },
  ],
  ['a runbook on every page is one on some', [see('alert.rule', paging)], { 'rb-paging-linked': 'met', 'alert-runbook-some': 'met' }],
  [
    'healing of a whole cluster is daily detection',
    [see('drift.check', cluster)],
    { 'drift-daily-auto': 'met', 'drift-auto-remediate': 'met' },
  ],
  [
    'but not of the cloud beneath it',
    [see('drift.check', cluster), see('iac.resources', { layer: 'cloud' })],
    { 'drift-daily-auto': 'unknown' },
  ],
  ['nineteen of twenty are all', tracing(19), { tracing: 'met', 'otel-everywhere': 'met' }],
  ['eighteen of twenty are not', tracing(18), { tracing: 'not_met' }],
])('%s', (_what, facts, expected) => {
  const judged = verdicts([service, ...facts]);
  expect(Object.fromEntries(Object.keys(expected).map(id => [id, judged.get(id)]))).toEqual(expected);
});

const gitops = see('gitops.app', { automated: true, selfHeal: true, prune: true, detectsDrift: true });

test.each<[string, readonly Fact[], string, string]>([
  ['OpenTelemetry everywhere', tracing(20), 'otel-everywhere', 'WAF-OPS-030'],
  ['GitOps everywhere', [gitops], 'iac-gitops', 'WAF-OPS-020'],
  ['healing everywhere', [gitops, see('drift.check', cluster)], 'drift-auto-remediate', 'WAF-OPS-090'],
])('%s meets a criterion of level 5 and lifts nobody there', (_what, facts, criterion, control) => {
  expect(verdicts([service, ...facts]).get(criterion)).toBe('met');
  expect(provenLevels([service, ...facts]).get(control)).toBeLessThan(3);
});

test('a CodePipeline with a name does not reach level 3', async () => {
  const text = 'resource "aws_codepipeline" "shop" {\n  name = "shop"\n}\n';
  expect(provenLevels(await factsOf({ 'main.tf': text })).get('WAF-OPS-010')).toBeLessThan(3);
});
