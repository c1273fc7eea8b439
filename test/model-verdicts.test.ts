import { expect, test } from 'vitest';
import type { Fact } from '../src/model/fact.ts';
import type { FactFields } from '../src/model/fact-kinds.ts';
import { library, production, see, service, verdicts } from './verdicts.ts';

/** What single pieces of evidence show, and above all what they do not show, under the shipped model. */

const tests = { triggers: ['pull_request'], onChange: 'pull_request', tests: 'tests', blocking: 'yes' } as const;
const deploy = { deploys: 'environment', automatic: 'yes' } as const;
const symptom = { paging: 'yes', class: 'symptom', signal: 'errors', runbook: 'linked' } as const;
const ruled = { approvals: 1, enforced: 'yes', coversDefault: 'yes' } as const;
const traced = (fields: Partial<FactFields<'trace.setup'>>) => [
  see('service', { name: 'shop' }),
  see('trace.setup', fields, { service: 'shop' }),
];
const goodPostmortem = { valid: true, sections: 5, actions: 5, owned: 5, dated: 5, date: '2026-02-01' } as const;

const rows: readonly [what: string, facts: readonly Fact[], criterion: string, verdict: string][] = [
  ['tests on pull requests', [service, see('pipeline.job', tests)], 'ci-tests-on-pr', 'met'],
  ['tests at night only', [service, see('pipeline.job', { ...tests, onChange: 'none' })], 'ci-tests-on-pr', 'not_met'],
  ['tests that may fail', [service, see('pipeline.job', { ...tests, blocking: 'no' })], 'ci-tests-on-pr', 'not_met'],
  ['tests behind a template', [service, see('pipeline.job', { ...tests, tests: 'opaque' })], 'ci-tests-on-pr', 'unknown'],
  ['only validation in a service', [service, see('pipeline.job', { ...tests, tests: 'validates' })], 'ci-tests-on-pr', 'not_met'],
  ['no pipeline in sight', [service], 'ci-tests-on-pr', 'unknown'],
  ['a deployment to production', [service, see('pipeline.job', deploy, production)], 'pipeline-as-code-all', 'met'],
  ['a deployment to nobody knows where', [service, see('pipeline.job', deploy)], 'pipeline-as-code-all', 'unknown'],
  ['the release of a library', [library, see('pipeline.job', { deploys: 'artifact' })], 'pipeline-as-code-all', 'met'],
  ['a pipeline that deploys nothing', [service, see('pipeline.job', tests)], 'change-postdeploy-verify', 'unknown'],
  ['a deployment that nothing checks', [service, see('pipeline.job', deploy, production)], 'change-postdeploy-verify', 'not_met'],
  [
    'a check after the deployment to staging',
    [
      service,
      see('pipeline.job', deploy, production),
      see('pipeline.job', { ...deploy, verifies: true }, { environment: 'staging', production: 'no' }),
    ],
    'change-postdeploy-verify',
    'unknown',
  ],
  [
    'a check in a job of its own',
    [service, see('pipeline.job', deploy, production), see('pipeline.job', { verifies: true })],
    'change-postdeploy-verify',
    'met',
  ],
  [
    'environment whose rules are in the forge',
    [service, see('pipeline.job', { ...deploy, gate: 'settings' }, production)],
    'prod-approval-gate',
    'unknown',
  ],
  ['approval in the pipeline', [service, see('pipeline.job', { ...deploy, gate: 'human' }, production)], 'prod-approval-gate', 'met'],
  [
    'a release checked in staging',
    [service, see('pipeline.job', { ...deploy, verifiedBefore: 'yes' }, production)],
    'prod-approval-gate',
    'met',
  ],
  [
    'a release checked in staging, and one that is not',
    [service, see('pipeline.job', { ...deploy, verifiedBefore: 'yes' }, production), see('pipeline.job', deploy, production)],
    'prod-approval-gate',
    'not_met',
  ],
  [
    'a workflow of another repository that may ask',
    [service, see('pipeline.job', { ...deploy, elsewhere: true }, production)],
    'prod-approval-gate',
    'unknown',
  ],
  [
    'a workflow of another repository that may check',
    [service, see('pipeline.job', { ...deploy, elsewhere: true }, production)],
    'change-postdeploy-verify',
    'unknown',
  ],
  [
    'a deployment that stands elsewhere and may go back',
    [service, see('pipeline.job', { ...deploy, elsewhere: true }, production), see('rollout', { strategy: 'rolling', rung: 1 })],
    'rollback-on-failure',
    'unknown',
  ],
  [
    'a deployment that never goes back',
    [service, see('pipeline.job', deploy, production), see('rollout', { strategy: 'rolling', rung: 1 })],
    'rollback-on-failure',
    'not_met',
  ],
  [
    'one of two without gate',
    [service, see('pipeline.job', { ...deploy, gate: 'human' }, production), see('pipeline.job', deploy, production)],
    'prod-approval-gate',
    'not_met',
  ],
  [
    'gate before staging',
    [service, see('pipeline.job', { ...deploy, gate: 'human' }, { environment: 'staging', production: 'no' })],
    'prod-approval-gate',
    'unknown',
  ],
  ['ruleset in a file', [service, see('repository.protection', { approvals: 2, enforced: 'unknown' })], 'branch-protection', 'unknown'],
  [
    'pull request without approval',
    [service, see('repository.protection', { approvals: 0, enforced: 'yes' })],
    'branch-protection',
    'not_met',
  ],
  [
    'rules of another repository',
    [service, see('repository.protection', { approvals: 2, enforced: 'yes', repository: 'other' })],
    'branch-protection',
    'unknown',
  ],
  [
    'script deployment beside a platform',
    [service, see('deploy.platform', { automatic: 'yes' }), see('deploy.script', {})],
    'deploy-all-automated',
    'unknown',
  ],
  [
    'deployment seen outside the pipeline',
    [service, see('pipeline.job', deploy, production), see('metric', { name: 'deployments-outside-pipeline', known: true, value: 1 })],
    'deploy-all-automated',
    'not_met',
  ],
  [
    'state file in git',
    [service, see('iac.root', { live: 'yes', backend: 'remote' }), see('iac.state-file', {})],
    'iac-remote-state',
    'not_met',
  ],
  [
    'one local root',
    [service, see('iac.root', { live: 'yes', backend: 'remote' }), see('iac.root', { live: 'yes', backend: 'local' })],
    'iac-remote-state',
    'not_met',
  ],
  [
    'a module without backend',
    [service, see('iac.root', { live: 'yes', backend: 'remote' }), see('iac.root', { live: 'no', backend: 'none' })],
    'iac-remote-state',
    'met',
  ],
  [
    'compute only',
    [service, see('iac.root', { live: 'yes' }), see('iac.resources', { layer: 'cloud', compute: true })],
    'iac-core-resources',
    'unknown',
  ],
  [
    'guardrail that is not attached',
    [service, see('iac.guardrail', { restrictsManual: 'yes', attached: 'no' })],
    'iac-manual-restricted',
    'not_met',
  ],
  [
    'JSON logs without trace id',
    [service, see('service', { name: 'a' }), see('log.setup', { format: 'json' }, { service: 'a' })],
    'logs-json-trace',
    'not_met',
  ],
  [
    'one of two services traced',
    [
      service,
      see('service', { name: 'a' }),
      see('service', { name: 'b' }),
      see('trace.setup', { initialised: 'yes', openTelemetry: true }, { service: 'a' }),
    ],
    'tracing',
    'unknown',
  ],
  [
    'tracing library that is never started',
    [service, see('service', { name: 'a' }), see('trace.setup', { initialised: 'no', openTelemetry: true }, { service: 'a' })],
    'otel-everywhere',
    'not_met',
  ],
  ['vendored pack with runbooks', [service, see('alert.rule', { ...symptom, vendored: true })], 'alert-paging-runbook', 'unknown'],
  ['placeholder runbook', [service, see('alert.rule', { ...symptom, runbook: 'placeholder' })], 'alert-paging-runbook', 'not_met'],
  ['cause that pages', [service, see('alert.rule', { ...symptom, class: 'cause' })], 'alert-symptom-based', 'not_met'],
  [
    'cause that only notifies',
    [service, see('alert.rule', symptom), see('alert.rule', { ...symptom, class: 'cause', paging: 'no' })],
    'alert-symptom-based',
    'met',
  ],
  ['objective without alert', [service, see('slo', { alerting: 'none', measured: 'yes' })], 'burn-all-slo', 'not_met'],
  ['freeze in a document', [service, see('change.freeze', { via: 'document' })], 'change-freeze', 'unknown'],
  [
    'freeze of two years ago',
    [service, see('change.freeze', { via: 'enforced', onDeployPath: 'yes', lastDay: '2024-01-05' })],
    'change-freeze',
    'not_met',
  ],
  [
    'freeze that the deployment reads',
    [service, see('change.freeze', { via: 'enforced', onDeployPath: 'yes', recurring: true })],
    'change-freeze',
    'met',
  ],
  [
    'escalation policy as code',
    [service, see('oncall', { via: 'code', escalation: true, schedule: true })],
    'oncall-escalation',
    'unknown',
  ],
  ['how-tos are no runbooks', [service, ...Array.from({ length: 5 }, () => see('runbook', { score: 80 }))], 'rb-top3', 'unknown'],
  [
    'two runbooks of three',
    [service, ...Array.from({ length: 2 }, () => see('runbook', { score: 80, incident: true }))],
    'rb-top3',
    'not_met',
  ],
  [
    'drills are no incidents',
    [service, ...Array.from({ length: 3 }, () => see('postmortem', { ...goodPostmortem, drill: true }))],
    'pm-3-in-6m',
    'unknown',
  ],
  ['three recent postmortems', [service, ...Array.from({ length: 3 }, () => see('postmortem', goodPostmortem))], 'pm-3-in-6m', 'met'],
  [
    'a calm team with an incident source',
    [service, see('metric', { name: 'incidents-without-postmortem', known: true, value: 0 })],
    'pm-3-in-6m',
    'met',
  ],
  ['actions without owners', [service, see('postmortem', { ...goodPostmortem, owned: 0 })], 'pm-actions-tracked', 'not_met'],
  ['canary without analysis', [service, see('rollout', { strategy: 'canary', rung: 2 })], 'auto-rollback-metric', 'not_met'],
  ['rolling update alone', [service, see('rollout', { strategy: 'rolling', rung: 1, healthGate: true })], 'pd-implemented', 'not_met'],
  ['flag library that is never called', [service, see('flag.sdk', { used: 'no', runtime: true })], 'ff-service', 'not_met'],
  [
    'drift job that cannot fire',
    [service, see('drift.check', { via: 'job', maxGapHours: 24, canFire: 'no', everyProductionRoot: 'yes' })],
    'drift-daily-auto',
    'not_met',
  ],
  [
    'weekly drift job',
    [service, see('drift.check', { via: 'job', maxGapHours: 168, canFire: 'yes', everyProductionRoot: 'yes' })],
    'drift-daily-auto',
    'not_met',
  ],
  [
    'daily drift job',
    [service, see('drift.check', { via: 'job', maxGapHours: 24, canFire: 'yes', everyProductionRoot: 'yes' })],
    'drift-daily-auto',
    'met',
  ],
  [
    'GitOps above cloud resources that nobody checks',
    [
      service,
      see('drift.check', { via: 'gitops', layer: 'kubernetes', canFire: 'yes', everyProductionRoot: 'yes' }),
      see('iac.resources', { layer: 'cloud' }),
    ],
    'drift-daily-auto',
    'unknown',
  ],
  [
    'register of code smells',
    [service, see('debt.register', { entries: 9, filled: 1, updated: '2026-03-01' })],
    'debt-register',
    'not_met',
  ],
  [
    'stale register',
    [service, see('debt.register', { entries: 9, filled: 1, operational: true, updated: '2025-10-01' })],
    'debt-register',
    'not_met',
  ],
  ['too few incidents', [service, see('metric', { name: 'mttr-median', known: true, value: 5, n: 2 })], 'out-mttr-l4', 'unknown'],
  [
    'median below, tail above',
    [
      service,
      see('metric', { name: 'mttr-median', known: true, value: 5, n: 9 }),
      see('metric', { name: 'mttr-p90', known: true, value: 90, n: 9 }),
    ],
    'out-mttr-l5',
    'not_met',
  ],
  // what a weak sign does not show
  [
    'a dashboard and a job of delivery metrics',
    [service, see('dashboard', { title: 'DORA', dora: true }), see('pipeline.job', { measuresDora: true })],
    'dora-df-measured',
    'unknown',
  ],
  [
    'a record of a review of metrics',
    [service, see('review.outcomes', { topic: 'dora', via: 'document' })],
    'dora-quarterly-review',
    'unknown',
  ],
  ['owners of code, which need a rule', [service, see('repository.codeowners', { rules: 3, valid: true })], 'branch-protection', 'unknown'],
  [
    'rules of a group of repositories',
    [service, see('repository.protection', { ...ruled, repository: '*' })],
    'branch-protection',
    'unknown',
  ],
  [
    'a pull request without approval is no review',
    [service, see('repository.protection', { ...ruled, approvals: 0 })],
    'change-pr-review',
    'unknown',
  ],
  [
    'one reviewer of an environment, who may be the author',
    [service, see('repository.environment', { name: 'production', reviewers: 1 }, production)],
    'change-highrisk-multi-approval',
    'unknown',
  ],
  [
    'one reviewer who is not the author',
    [service, see('repository.environment', { name: 'production', reviewers: 1, preventsSelfReview: true }, production)],
    'change-highrisk-multi-approval',
    'met',
  ],
  [
    'two approvals of an environment',
    [service, see('repository.environment', { reviewers: 2 }, production)],
    'change-highrisk-multi-approval',
    'met',
  ],
  [
    'owners of code and one approval',
    [service, see('repository.protection', { ...ruled, codeOwners: true })],
    'change-highrisk-multi-approval',
    'unknown',
  ],
  [
    'an environment that only waits',
    [service, see('repository.environment', { waitMinutes: 30 }, production)],
    'prod-approval-gate',
    'unknown',
  ],
  [
    'a deployment by script',
    [service, see('pipeline.job', { ...deploy, deploys: 'script' }, production)],
    'deploy-all-automated',
    'unknown',
  ],
  ['a release of documents', [service, see('pipeline.job', { ...deploy, deploys: 'pages' })], 'pipeline-as-code-all', 'unknown'],
  [
    'a scan that only reports',
    [service, see('pipeline.job', { ...tests, lints: true, scans: 'advisory' })],
    'pipeline-stages-complete',
    'not_met',
  ],
  ['the latest image', [service, see('artifact.image', { pin: 'latest' })], 'artifact-immutable', 'not_met'],
  ['an image that a pipeline names', [service, see('artifact.image', { pin: 'variable' })], 'artifact-immutable', 'unknown'],
  ['a literal secret', [service, see('pipeline.workflow', {}), see('pipeline.secret', { rule: 'x' })], 'no-inline-secrets', 'not_met'],
  [
    'a template that nobody is seen to use',
    [service, see('pipeline.template', { role: 'provides' })],
    'pipeline-templates-shared',
    'unknown',
  ],
  [
    'settings of a forge kept in Terraform',
    [
      service,
      see('iac.root', { live: 'yes' }),
      see('iac.resources', { layer: 'saas', count: 9, compute: true, data: true, network: true }),
    ],
    'iac-core-resources',
    'unknown',
  ],
  [
    'workloads on a cluster that is not code',
    [service, see('iac.root', { live: 'yes' }), see('iac.resources', { layer: 'kubernetes', compute: true, data: true, network: true })],
    'iac-core-resources',
    'unknown',
  ],
  ['a module of somebody else', [service, see('iac.root', { live: 'no' })], 'iac-full-prod', 'unknown'],
  ['policy that only advises', [service, see('iac.policy', { blocking: 'no' })], 'iac-policy-as-code', 'not_met'],
  ['a shared module at no version', [service, see('iac.module', { shared: true })], 'iac-module-library', 'not_met'],
  [
    'hygiene of an organisation',
    [service, see('iac.guardrail', { restrictsManual: 'no', attached: 'yes' })],
    'iac-manual-restricted',
    'not_met',
  ],
  ['a controller that waits for a person', [service, see('gitops.app', { selfHeal: true }, production)], 'iac-gitops', 'not_met'],
  ['text logs', [service, see('log.setup', { format: 'text' })], 'logs-structured-some', 'not_met'],
  ['JSON logs under a switch', [service, see('log.setup', { format: 'json', everywhere: 'no' })], 'logs-structured-some', 'unknown'],
  ['a tracing library that nothing starts', [service, ...traced({ initialised: 'unknown' })], 'tracing', 'unknown'],
  ['spans that go nowhere', [service, ...traced({ initialised: 'yes', exports: 'no' })], 'tracing', 'not_met'],
  ['the agent of a vendor', [service, ...traced({ initialised: 'yes', exports: 'yes' })], 'tracing', 'met'],
  ['the agent of a vendor', [service, ...traced({ initialised: 'yes', exports: 'yes' })], 'otel-everywhere', 'not_met'],
  ['a dashboard of the community', [service, see('dashboard', { byReference: true })], 'dashboards-basic', 'unknown'],
  ['a link in one direction', [service, see('telemetry.correlation', { from: 'traces', to: 'logs' })], 'obs-correlation', 'unknown'],
  [
    'requests that the client got wrong',
    [service, see('alert.rule', { ...symptom, class: 'unknown', signal: 'other' })],
    'alert-5xx',
    'unknown',
  ],
  ['a pack of somebody else', [service, see('alert.rule', { ...symptom, vendored: true })], 'alert-5xx', 'unknown'],
  ['a pack of somebody else', [service, see('alert.rule', { ...symptom, vendored: true })], 'alert-symptom-based', 'unknown'],
  ['a pack of somebody else', [service, see('alert.rule', { ...symptom, vendored: true })], 'alert-runbook-some', 'unknown'],
  [
    'a process that is up',
    [service, see('alert.rule', { ...symptom, class: 'weak_symptom', signal: 'availability' })],
    'alert-availability',
    'unknown',
  ],
  ['a check that nobody hears of', [service, see('availability.check', { tool: 'blackbox' })], 'alert-availability', 'unknown'],
  ['a runbook that everybody has', [service, see('alert.rule', { ...symptom, runbook: 'generic' })], 'alert-paging-runbook', 'unknown'],
  ['a runbook that is gone', [service, see('alert.rule', { ...symptom, runbook: 'broken' })], 'alert-paging-runbook', 'not_met'],
  ['objectives without alerts are level 3', [service, see('slo', { alerting: 'none', measured: 'yes' })], 'slo-alerting', 'not_met'],
  ['a note that alerts are reviewed', [service, see('alert.review', { via: 'schedule' })], 'alert-review-cadence', 'unknown'],
  [
    'a template that asks for the risk, but no process',
    [service, see('change.template', { risk: true })],
    'change-process-risk',
    'unknown',
  ],
  ['one class of changes', [service, see('change.policy', { categories: 1, approval: true })], 'change-categories', 'unknown'],
  [
    'a freeze in front of staging',
    [service, see('change.freeze', { via: 'enforced', onDeployPath: 'no', recurring: true }, { environment: 'staging' })],
    'change-freeze',
    'not_met',
  ],
  [
    'a freeze that nothing is seen to read',
    [service, see('change.freeze', { via: 'enforced', recurring: true })],
    'change-freeze',
    'unknown',
  ],
  [
    'risk labels that nothing gives',
    [service, see('change.risk-score', { tool: 'labeler', invoked: 'no' })],
    'change-risk-scoring',
    'not_met',
  ],
  ['a score without a policy', [service, see('change.risk-score', { invoked: 'yes', routes: true })], 'change-process-risk', 'unknown'],
  ['a comment in a ticket', [service, see('change.record', { tool: 'jira' })], 'change-records-linked', 'unknown'],
  ['a library has tests', [library, see('pipeline.job', tests)], 'ci-tests-on-pr', 'met'],
  ['a library is not operated', [library, see('pipeline.job', tests)], 'rb-top3', 'not_applicable'],
  ['a library releases from its pipeline', [library, see('pipeline.job', { deploys: 'artifact' })], 'deploy-all-automated', 'met'],
];

test.each(rows)('%s', (_what, facts, criterion, verdict) => {
  expect(verdicts(facts).get(criterion)).toBe(verdict);
});

test('the order of facts does not matter, and nothing at all is never a no', () => {
  const all = rows.flatMap(([, facts]) => facts).filter(({ kind }) => kind !== 'workload' && kind !== 'metric');
  expect([...verdicts([service, ...all])]).toEqual([...verdicts([service, ...all.reverse()])]);
  expect([...verdicts([service])].filter(([, verdict]) => verdict === 'not_met')).toEqual([]);
});

test('an environment for previews does not say whether staging and production are apart', () => {
  const preview = see('environment.definition', { name: 'review/*', tier: 'preview' }, { environment: 'review/*', production: 'no' });
  expect(verdicts([service, preview]).get('env-separation')).toBe('unknown');
});
