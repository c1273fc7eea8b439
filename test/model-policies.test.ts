import { expect, test } from 'vitest';
import type { Fact } from '../src/model/fact.ts';
import { nextSteps, production, provenLevels, see, service, shippedModel, verdicts } from './verdicts.ts';

/** The readings that the shipped model takes where the published one contradicts itself or leaves gaps: every policy, held to its bounds. */

const model = shippedModel();

function verdictOf(criterion: string, facts: readonly Fact[]): string | undefined {
  return verdicts([service, ...facts]).get(criterion);
}

function provenLevel(control: string, facts: readonly Fact[]): number | undefined {
  return provenLevels([service, ...facts]).get(control);
}

const measured = (name: string, value: number, n = 30) => see('metric', { name, value, n, known: true });
const shop = see('service', { name: 'shop' });
const ofShop = { service: 'shop' } as const;
const tests = see('pipeline.job', { triggers: ['pull_request'], onChange: 'pull_request', tests: 'tests', blocking: 'yes' });
const deploy = { deploys: 'environment', automatic: 'yes', gate: 'none' } as const;
const page = { paging: 'yes', notifies: 'yes', class: 'symptom', signal: 'errors', runbook: 'linked' } as const;
const ticket = { ...page, paging: 'no' } as const;
const protection = { approvals: 1, enforced: 'yes', coversDefault: 'yes' } as const;
const review = { valid: true, sections: 5, actions: 5, owned: 5, dated: 5 } as const;
const register = { entries: 9, filled: 1, operational: true } as const;

const oldReview = see('postmortem', { ...review, date: '2025-09-01' });
const daily = see('drift.check', { via: 'job', maxGapHours: 24, canFire: 'yes', everyProductionRoot: 'yes' });

const rows: readonly [policy: string, what: string, facts: readonly Fact[], criterion: string, verdict: string | undefined][] = [
  ['c1', 'a median of level 4 with a tail below an hour', [measured('mttr-median', 25), measured('mttr-p90', 50)], 'out-mttr-l5', 'met'],
  ['c1', 'below an hour, but not below half of one', [measured('mttr-median', 40), measured('mttr-p90', 50)], 'out-mttr-l5', 'not_met'],
  ['c1', 'failed changes that recover in 59 minutes', [measured('failed-change-recovery', 59)], 'change-mttr-lt1h', 'met'],
  ['c1', 'failed changes that recover in an hour', [measured('failed-change-recovery', 60)], 'change-mttr-lt1h', 'not_met'],
  ['c2', 'four hours', [measured('mttr-median', 240)], 'out-mttr-l2', 'met'],
  ['c2', 'more than four hours', [measured('mttr-median', 241)], 'out-mttr-l2', 'not_met'],
  ['c2', 'an hour', [measured('mttr-median', 60)], 'out-mttr-l3', 'met'],
  ['c2', 'half an hour is not less than that', [measured('mttr-median', 30)], 'out-mttr-l4', 'not_met'],
  ['c3', 'once a week', [measured('deployments-per-week', 1)], 'out-df-l2', 'met'],
  ['c3', 'less than once a week', [measured('deployments-per-week', 0.9)], 'out-df-l2', 'not_met'],
  ['c3', 'four of five days', [measured('deployment-day-share', 0.8)], 'out-df-l3', 'met'],
  ['c3', 'three of five days', [measured('deployment-day-share', 0.6)], 'out-df-l3', 'not_met'],
  ['c3', 'two a day', [measured('deployments-per-working-day', 2)], 'out-df-l4', 'met'],
  [
    'c3',
    'no demand, but a change goes out within the hour',
    [measured('deployments-per-week', 0.5), measured('lead-time-median', 45, 6)],
    'out-df-l2',
    'met',
  ],
  [
    'c3',
    'no demand and a slow way out',
    [measured('deployments-per-week', 0.5), measured('lead-time-median', 300, 6)],
    'out-df-l2',
    'not_met',
  ],
  ['c3', 'a busiest day of ten', [measured('peak-deployments-per-day', 10)], 'out-df-l5', 'met'],
  ['c3', 'a lead time of an hour', [measured('lead-time-median', 60)], 'out-lt-l5', 'not_met'],
  ['c4', 'a daily check', [daily], 'drift-daily-auto', 'met'],
  ['c4', 'the same check, named again a level higher', [daily], 'iac-drift-scheduled', 'met'],
  [
    'c4',
    'a check that tells nobody',
    [see('drift.check', { via: 'job', maxGapHours: 24, canFire: 'yes', notifies: 'no' })],
    'drift-alert-1h',
    'unknown', // somebody may be told from elsewhere
  ],
  ['c5', 'a pipeline in version control', [see('pipeline.workflow', { enabled: 'yes' }), tests], 'pipeline-as-code', 'met'],
  [
    'c5',
    'which does not show what changes production',
    [see('pipeline.workflow', { enabled: 'yes' }), tests],
    'pipeline-as-code-all',
    'unknown',
  ],
  ['c6', 'remote state without a lock', [see('iac.root', { live: 'yes', backend: 'remote', locking: 'no' })], 'iac-remote-state', 'met'],
  [
    'c6',
    'remote state without a lock',
    [see('iac.root', { live: 'yes', backend: 'remote', locking: 'no' })],
    'iac-state-locking',
    'not_met',
  ],
  ['c6', 'state that the provider keeps', [see('iac.root', { live: 'yes', backend: 'server' })], 'iac-state-locking', 'met'],
  [
    'c7',
    'four of five changes by request',
    [see('iac.root', { live: 'yes' }), see('history.changes', { paths: 'infrastructure', commits: 50, share: 0.8 })],
    'iac-pr-review',
    'met',
  ],
  [
    'c7',
    'fewer by request, as far as git tells',
    [see('iac.root', { live: 'yes' }), see('history.changes', { paths: 'infrastructure', commits: 50, share: 0.79 })],
    'iac-pr-review',
    'unknown',
  ],
  [
    'c7',
    'practice is not enforcement',
    [see('history.changes', { paths: 'infrastructure', commits: 50, share: 1 })],
    'iac-pr-enforced',
    'unknown',
  ],
  [
    'c7',
    'protection that administrators pass by',
    [see('repository.protection', { ...protection, adminsToo: 'no' })],
    'iac-pr-enforced',
    'unknown',
  ],
  ['c8', 'four of five changes by request', [see('history.changes', { paths: 'all', commits: 50, share: 0.8 })], 'change-pr-review', 'met'],
  ['c8', 'practice is not protection', [see('history.changes', { paths: 'all', commits: 50, share: 1 })], 'branch-protection', 'unknown'],
  [
    'c8',
    'protection of other branches',
    [see('repository.protection', { ...protection, coversDefault: 'no' })],
    'branch-protection',
    'unknown',
  ],
  ['c8', 'protection of the default branch', [see('repository.protection', protection)], 'branch-protection', 'met'],
  ['c9', 'an automated gate', [see('pipeline.job', { ...deploy, gate: 'automated' }, production)], 'prod-approval-gate', 'met'],
  [
    'c9',
    'metrics that decide the promotion',
    [see('rollout', { strategy: 'canary', analysis: true }, production)],
    'prod-approval-gate',
    'met',
  ],
  [
    'c9',
    'a start by hand is no answer',
    [see('pipeline.job', { ...deploy, gate: 'manual_start' }, production)],
    'prod-approval-gate',
    'unknown',
  ],
  ['c9', 'nothing between main and production', [see('pipeline.job', deploy, production)], 'prod-approval-gate', 'not_met'],
  [
    'c9',
    'a person stops continuous deployment',
    [see('pipeline.job', { ...deploy, gate: 'human', verifies: true }, production)],
    'continuous-deploy',
    'not_met',
  ],
  [
    'c9',
    'an automated gate does not',
    [see('pipeline.job', { ...deploy, gate: 'automated', verifies: true }, production)],
    'continuous-deploy',
    'met',
  ],
  ['c10', 'rolling with a health check', [see('rollout', { strategy: 'rolling', rung: 1, healthGate: true })], 'sd-rolling-or-bg', 'met'],
  ['c10', 'rolling without one', [see('rollout', { strategy: 'rolling', rung: 1 })], 'sd-rolling-or-bg', 'unknown'],
  ['c10', 'a canary that a person watches', [see('rollout', { strategy: 'canary', rung: 2 })], 'pd-implemented', 'met'],
  [
    'c10',
    'back because of health is not back because of metrics',
    [see('rollout', { strategy: 'canary', rung: 2, autoRollback: 'health' })],
    'auto-rollback-metric',
    'not_met',
  ],
  ['c10', 'but it is back', [see('rollout', { strategy: 'canary', rung: 2, autoRollback: 'health' })], 'rollback-on-failure', 'met'],
  ['c11', 'a flag at build time', [see('flag.sdk', { used: 'yes' })], 'ff-some', 'met'],
  ['c11', 'a flag at build time is no service', [see('flag.sdk', { used: 'yes' })], 'ff-service', 'not_met'],
  [
    'c11',
    'a service does not show that new features use it',
    [see('flag.sdk', { used: 'yes', runtime: true })],
    'ff-new-features',
    'unknown',
  ],
  ['c12', 'a promise of a tenth is no work', [see('debt.capacity', { percent: 10 })], 'debt-sprint-10', 'unknown'],
  ['c12', 'a tenth of the sprint', [measured('debt-capacity-share', 0.1)], 'debt-sprint-10', 'met'],
  ['c12', 'low toil asks for no fifth', [measured('debt-capacity-share', 0.1), measured('toil-share', 0.19)], 'debt-sprint-20', 'met'],
  ['c12', 'high toil does', [measured('debt-capacity-share', 0.1), measured('toil-share', 0.2)], 'debt-sprint-20', 'not_met'],
  ['c13', 'no review and no source of incidents', [], 'pm-3-in-6m', 'unknown'],
  ['c13', 'as many reviews as incidents', [measured('incidents-without-postmortem', 0, 0)], 'pm-3-in-6m', 'met'],
  ['c13', 'old reviews, and nobody knows of how many incidents', [oldReview, oldReview, oldReview], 'pm-3-in-6m', 'unknown'],
  [
    'c13',
    'old reviews, and an incident without one',
    [oldReview, oldReview, oldReview, measured('incidents-without-postmortem', 1)],
    'pm-3-in-6m',
    'not_met',
  ],
  [
    'c13',
    'reviews whose dates disagree',
    Array.from({ length: 3 }, () => see('postmortem', { ...review, date: '2026-03-01', dateConflict: true })),
    'pm-3-in-6m',
    'unknown',
  ],
  ['c14', 'fewer repeats than a year ago', [measured('repeat-incident-trend', -0.1)], 'pm-repeat-rate-down', 'met'],
  ['c14', 'as many as a year ago, however few', [measured('repeat-incident-trend', 0)], 'pm-repeat-rate-down', 'not_met'],
  [
    'c15',
    'two of three paging alerts',
    [see('alert.rule', page), see('alert.rule', page), see('alert.rule', { ...page, runbook: 'none' })],
    'alert-paging-runbook',
    'not_met',
  ],
  [
    'c15',
    'an alert that only notifies',
    [see('alert.rule', page), see('alert.rule', { ...ticket, runbook: 'none' })],
    'alert-paging-runbook',
    'met',
  ],
  [
    'c15',
    'counts when all have to',
    [see('alert.rule', page), see('alert.rule', { ...ticket, runbook: 'none' })],
    'runbook-on-all-alerts',
    'not_met',
  ],
  [
    'c16',
    'two windows, for a page and for a ticket',
    [see('alert.rule', { ...page, burnRate: 'multi_window' }), see('alert.rule', { ...ticket, burnRate: 'multi_window' })],
    'burn-multiwindow',
    'met',
  ],
  ['c16', 'one window', [see('alert.rule', { ...page, burnRate: 'single_window' })], 'burn-multiwindow', 'not_met'],
  ['c16', 'two windows, but one urgency', [see('alert.rule', { ...page, burnRate: 'multi_window' })], 'burn-multiwindow', 'not_met'],
  ['c17', 'ten pages a week', [measured('pages-per-engineer-week', 10)], 'alert-noise-tracked', 'not_met'],
  ['c17', 'fewer than ten', [measured('pages-per-engineer-week', 9.9)], 'alert-noise-tracked', 'met'],
  [
    'c17',
    'one cause among five',
    [...Array.from({ length: 4 }, () => see('alert.rule', page)), see('alert.rule', { ...page, class: 'cause' })],
    'alert-symptom-based',
    'met',
  ],
  [
    'c17',
    'one cause among four',
    [...Array.from({ length: 3 }, () => see('alert.rule', page)), see('alert.rule', { ...page, class: 'cause' })],
    'alert-symptom-based',
    'not_met',
  ],
  [
    'c17',
    'a third that nobody can tell',
    [see('alert.rule', page), see('alert.rule', page), see('alert.rule', { ...page, class: 'unknown' })],
    'alert-symptom-based',
    'unknown',
  ],
  [
    'c17',
    'a process that is up is half a symptom',
    [see('alert.rule', { ...page, class: 'weak_symptom' })],
    'alert-symptom-based',
    'unknown',
  ],
  ['c18', 'thirty days', [see('log.retention', { days: 30 })], 'log-retention', 'met'],
  ['c18', 'a month without its last day', [see('log.retention', { days: 29 })], 'log-retention', 'not_met'],
  ['c18', 'for ever is not stated', [see('log.retention', { days: 0 })], 'log-retention', 'not_met'],
  ['c20', 'less than a twentieth', [measured('drift-rate', 0.049)], 'drift-rate-lt5', 'met'],
  ['c20', 'a twentieth', [measured('drift-rate', 0.05)], 'drift-rate-lt5', 'not_met'],
  ['c21', 'code shows what it manages, never what it does not', [see('iac.root', { live: 'yes' })], 'iac-full-prod', 'unknown'],
  ['c21', 'measured coverage', [measured('iac-coverage', 0.95)], 'iac-full-prod', 'met'],
  ['c21', 'is not yet all', [measured('iac-coverage', 0.99)], 'iac-coverage-100', 'not_met'],
  ['c22', 'less than a fifth', [measured('toil-share', 0.19)], 'toil-lt20', 'met'],
  ['c22', 'a fifth, which the cap of others allows', [measured('toil-share', 0.2)], 'toil-lt20', 'not_met'],
  ['c23', 'a quarter and the days of grace', [see('debt.register', { ...register, updated: '2025-12-15' })], 'debt-register', 'met'],
  ['c23', 'a day more', [see('debt.register', { ...register, updated: '2025-12-14' })], 'debt-register', 'not_met'],
  ['c24', 'a modest objective is one', [shop, see('slo', { objective: 50, measured: 'yes' }, ofShop)], 'slo-defined', 'met'],
  ['c24', 'one that is written down only', [shop, see('slo', { objective: 99.9, measured: 'no' }, ofShop)], 'slo-defined', 'unknown'],
  ['c25', 'no rules in sight', [], 'alert-symptom-based', 'unknown'],
  ['c25', 'no rules in sight', [], 'alert-paging-runbook', 'unknown'],
  ['c27', 'a mean is no median', [measured('mttr-mean', 5)], 'out-mttr-l4', 'unknown'],
  ['c28', 'sixty days measured', [measured('change-failure-rate', 0.1), measured('measured-days', 60)], 'dora-cfr-measured', 'met'],
  ['c28', 'a day less', [measured('change-failure-rate', 0.1), measured('measured-days', 59)], 'dora-cfr-measured', 'not_met'],
  ['c28', 'better in two of three quarters', [measured('dora-quarters-improved', 2)], 'dora-improving', 'met'],
  ['c28', 'better in one', [measured('dora-quarters-improved', 1)], 'dora-improving', 'not_met'],
  [
    'g6',
    'JSON logs of nobody knows how many services',
    [see('log.setup', { format: 'json', correlation: 'trace' })],
    'logs-json-trace',
    'unknown',
  ],
  ['g6', 'tracing of nobody knows how many services', [see('trace.setup', { initialised: 'yes', exports: 'yes' })], 'tracing', 'unknown'],
  ['g8', 'two incidents', [measured('mttr-median', 5, 2)], 'out-mttr-l2', 'unknown'],
  ['g8', 'nineteen deployments', [measured('change-failure-rate', 0.01, 19)], 'change-cfr-lt5', 'unknown'],
  ['g9', 'doing better than now and then', [see('drift.check', { via: 'managed', canFire: 'yes' })], 'drift-manual', 'met'],
  ['g9', 'a runbook for each alert', [see('alert.rule', page)], 'alert-runbook-some', 'met'],
];

test.each(rows)('%s: %s', (_policy, _what, facts, criterion, verdict) => {
  expect(verdictOf(criterion, facts), criterion).toBe(verdict);
});

test('every policy that a criterion can break is held to something', () => {
  const held = new Set(rows.map(([policy]) => policy));
  const named = model.policies.map(({ id }) => id.split('-')[0] ?? '').filter(id => /^c\d+$/.test(id));
  expect(named.filter(id => !held.has(id) && !['c19', 'c26'].includes(id))).toEqual([]);
});

test('c19: a tool that names level 5 lifts nobody there', () => {
  const openTelemetry = [shop, see('trace.setup', { initialised: 'yes', exports: 'yes', openTelemetry: true }, ofShop)];
  expect(verdictOf('otel-everywhere', openTelemetry)).toBe('met');
  expect(verdictOf('tracing', openTelemetry)).toBe('met');
  expect(provenLevel('WAF-OPS-030', openTelemetry)).toBe(1);
  const selfHealing = [see('gitops.app', { automated: true, selfHeal: true }, production)];
  expect(verdictOf('drift-auto-remediate', selfHealing)).toBe('met');
  expect(verdictOf('iac-gitops', selfHealing)).toBe('met');
  expect(verdictOf('iac-full-prod', [...selfHealing, see('iac.resources', { layer: 'kubernetes', compute: true })])).toBe('unknown');
  expect(provenLevel('WAF-OPS-020', selfHealing)).toBe(1);
  expect(provenLevel('WAF-OPS-090', selfHealing)).toBe(1);
});

test('c26: what asks for machine learning blocks nobody', () => {
  const learned = model.criteria.filter(({ policies }) => policies?.includes('c26-machine-learning-is-optional'));
  expect(learned.map(({ id, optional, gate }) => [id, optional, gate])).toEqual([
    ['alert-ml', true, undefined],
    ['change-risk-ml', true, undefined],
    ['pm-auto-classify', true, undefined],
  ]);
});

test('a later step without the one before it lifts nobody: a canary without tests stays at level 1', () => {
  const canary = [see('rollout', { strategy: 'canary', rung: 4, analysis: true, healthGate: true, autoRollback: 'metric' }, production)];
  expect(verdictOf('pd-implemented', canary)).toBe('met');
  expect(provenLevel('WAF-OPS-010', canary)).toBe(1);
  expect(provenLevel('WAF-OPS-010', [...canary, tests])).toBe(1); // the rest of level 2 is not shown either
});

test('g2: all 40 questions of the full model count', () => {
  const counts = [2, 3, 4].map(level => model.checklists.filter(each => each.level === level).flatMap(({ lines }) => lines).length);
  expect(counts).toEqual([12, 17, 11]);
});

test('g7: what holds back the lowest level comes first, then the entry path decides', () => {
  const steps = nextSteps([service]);
  const at = (criterion: string) => steps.indexOf(criterion);
  const inOrder = [
    'ci-tests-on-pr',
    'logs-centralised',
    'rb-top3',
    'iac-remote-state',
    'pm-informal',
    'branch-protection',
    'change-freeze',
    'debt-register',
    'ff-service',
    'iac-gitops',
  ];
  expect([...inOrder].sort((a, b) => at(a) - at(b))).toEqual(inOrder);
});
