import { expect, test } from 'vitest';
import type { Fact } from '../src/model/fact.ts';
import type { FactFields } from '../src/model/fact-kinds.ts';
import { library, see, service, verdicts } from './verdicts.ts';

/** What single pieces of evidence on operations (runbooks, postmortems, rollouts, drift, debt) show, judged on 31 March 2026, and what they do not. */

type Row = readonly [what: string, facts: readonly Fact[], criterion: string, verdict: string];

const times = <T>(count: number, make: () => T): readonly T[] => Array.from({ length: count }, make);

const runbook = { score: 80, words: 200, steps: 4, commands: 1, incident: true, updated: '2026-03-01T00:00:00Z' } as const;
const seeRunbook = (fields: Partial<FactFields<'runbook'>> = {}, of = '') => see('runbook', { ...runbook, ...fields }, { service: of });
const wiki = see('evidence.elsewhere', { topic: 'runbook', where: 'wiki.acme.org' }, {}, 'docs');
const services = [see('service', { name: 'shop' }), see('service', { name: 'till' })];

const runbooks: readonly Row[] = [
  ['three runbooks', times(3, seeRunbook), 'rb-top3', 'met'],
  ['pages without steps and commands', times(3, () => seeRunbook({ steps: 2, commands: 0 })), 'rb-top3', 'unknown'],
  ['pages with a command', times(3, () => seeRunbook({ steps: 0 })), 'rb-top3', 'met'],
  ['notes of a few words', times(3, () => seeRunbook({ words: 79 })), 'rb-top3', 'unknown'],
  ['pages with few sections', times(3, () => seeRunbook({ score: 45 })), 'rb-top3', 'unknown'],
  ['forms that nobody has filled in', times(3, () => seeRunbook({ placeholder: true })), 'rb-top3', 'unknown'],
  ['one document with three procedures', [seeRunbook({ sections: 3 })], 'rb-top3', 'met'],
  ['one runbook', [seeRunbook()], 'rb-top3', 'not_met'],
  ['one runbook beside a wiki', [seeRunbook(), wiki], 'rb-top3', 'unknown'],
  ['runbooks of samples', times(3, () => see('runbook', runbook, {}, 'sample')), 'rb-top3', 'unknown'],
  ['runbooks among documents', times(3, () => see('runbook', runbook, {}, 'docs')), 'rb-top3', 'met'],
  ['an index without runbooks', [see('runbook.index', { entries: 12, tracked: true })], 'rb-top3', 'unknown'],
  ['a deployment without a way back', [see('runbook', { deployment: true })], 'rb-deploy-rollback', 'not_met'],
  ['a deployment with a way back', [see('runbook', { deployment: true, rollback: true })], 'rb-deploy-rollback', 'met'],
  [
    'a way back in another document, without a command',
    [see('runbook', { deployment: true }), see('runbook', { rollback: true })],
    'rb-deploy-rollback',
    'not_met',
  ],
  [
    'a way back in another document, with a command',
    [see('runbook', { deployment: true }), see('runbook', { rollback: true, commands: 1 })],
    'rb-deploy-rollback',
    'met',
  ],
  ['a rota without an escalation', [see('oncall', { via: 'document', schedule: true })], 'oncall-escalation', 'not_met'],
  ['tiers in a document', [see('oncall', { via: 'document', escalation: true, tiers: 2 })], 'oncall-escalation', 'met'],
  ['runbooks in a wiki only', [wiki], 'rb-versioned', 'unknown'],
  ['runbooks with a history', [seeRunbook()], 'rb-versioned', 'met'],
  ['runbooks without dates', [seeRunbook({ updated: '' })], 'rb-versioned', 'unknown'],
  ['fresh runbooks', times(4, seeRunbook), 'rb-quarterly-review', 'met'],
  ['stale runbooks', times(4, () => seeRunbook({ updated: '2025-09-01' })), 'rb-quarterly-review', 'not_met'],
  ['four of five fresh', [...times(4, seeRunbook), seeRunbook({ updated: '2025-01-01' })], 'rb-quarterly-review', 'met'],
  ['reviewed in the future', [seeRunbook({ updated: '2025-01-01', reviewed: '2099-01-01' })], 'rb-quarterly-review', 'not_met'],
  ['reviewed at an unknown time', [seeRunbook({ updated: '', reviewed: '' })], 'rb-quarterly-review', 'unknown'],
  [
    'a reminder of each quarter',
    [seeRunbook({ updated: '2025-01-01' }), see('runbook.review', { via: 'reminder' })],
    'rb-quarterly-review',
    'met',
  ],
  [
    'a sentence that promises it',
    [seeRunbook({ updated: '2025-01-01' }), see('runbook.review', { via: 'schedule' })],
    'rb-quarterly-review',
    'unknown',
  ],
  [
    'a review of last year',
    [seeRunbook({ updated: '2025-01-01' }), see('runbook.review', { via: 'document', date: '2025-06-01' })],
    'rb-quarterly-review',
    'not_met',
  ],
  ['many runbooks', times(9, seeRunbook), 'rb-failure-modes', 'unknown'],
  [
    'a runbook for one of two services',
    [...services, seeRunbook({}, 'shop'), seeRunbook({ incident: false }, 'till'), see('runbook.index', { tracked: true })],
    'rb-coverage-90',
    'not_met',
  ],
  [
    'a runbook for each service, tracked',
    [...services, seeRunbook({}, 'shop'), seeRunbook({}, 'till'), see('runbook.index', { tracked: true })],
    'rb-coverage-90',
    'met',
  ],
  [
    'a runbook for each service in a list that tracks nothing',
    [...services, seeRunbook({}, 'shop'), seeRunbook({}, 'till'), see('runbook.index', { tracked: false })],
    'rb-coverage-90',
    'unknown',
  ],
  ['a runbook of another service', [...services, seeRunbook({}, 'shop')], 'rb-coverage-100', 'unknown'],
  ['commands without what they should print', times(3, seeRunbook), 'rb-diagnostic-automation', 'not_met'],
  ['commands with what they should print', times(3, () => seeRunbook({ expectedOutput: true })), 'rb-diagnostic-automation', 'met'],
  ['a job with inputs that runs nothing', [see('pipeline.job', { enabled: 'yes', selfService: false })], 'rb-self-service', 'unknown'],
  ['a disabled button', [see('pipeline.job', { enabled: 'no', selfService: true })], 'rb-self-service', 'unknown'],
  ['a button', [see('pipeline.job', { enabled: 'yes', selfService: true })], 'rb-self-service', 'met'],
  ['an operation that runs', [see('runbook.automation', { tool: 'ssm-automation' })], 'rb-self-service', 'met'],
  ['a low score', [...times(3, seeRunbook), ...times(2, () => seeRunbook({ score: 30 }))], 'rb-quality-score', 'not_met'],
  ['a form in between', [...times(3, seeRunbook), ...times(2, () => seeRunbook({ placeholder: true }))], 'rb-quality-score', 'not_met'],
  ['no incidents in sight', times(3, seeRunbook), 'rb-48h-after-incident', 'unknown'],
];

const postmortem = { valid: true, sections: 5, date: '2026-02-01', actions: 4, owned: 4, dated: 4 } as const;
const seePostmortem = (fields: Partial<FactFields<'postmortem'>> = {}) => see('postmortem', { ...postmortem, ...fields });
const template = see('postmortem.template', { headings: ['impact', 'timeline', 'root cause', 'actions'] });
const policy = { severities: true, trigger: true, deadline: true, owner: true } as const;

const postmortems: readonly Row[] = [
  ['a review', [seePostmortem()], 'pm-informal', 'met'],
  ['a drill', [seePostmortem({ drill: true })], 'pm-informal', 'unknown'],
  ['a template alone', [template], 'pm-informal', 'unknown'],
  ['a text with one section', [seePostmortem({ sections: 1 })], 'pm-informal', 'unknown'],
  ['a review among samples', [see('postmortem', postmortem, {}, 'sample')], 'pm-informal', 'unknown'],
  ['a review without actions', [seePostmortem({ actions: 0 })], 'pm-actions-identified', 'not_met'],
  ['three in the last 183 days', times(3, () => seePostmortem({ date: '2025-09-30' })), 'pm-3-in-6m', 'met'],
  ['one of three too old', [...times(2, seePostmortem), seePostmortem({ date: '2025-09-28' })], 'pm-3-in-6m', 'unknown'],
  ['three of the future', times(3, () => seePostmortem({ date: '2026-05-01' })), 'pm-3-in-6m', 'unknown'],
  ['one of tomorrow', [...times(2, seePostmortem), seePostmortem({ date: '2026-04-01' })], 'pm-3-in-6m', 'met'],
  ['dates that contradict', times(3, () => seePostmortem({ dateConflict: true })), 'pm-3-in-6m', 'unknown'],
  ['no dates', times(3, () => seePostmortem({ date: '', valid: false })), 'pm-3-in-6m', 'unknown'],
  ['investigations of performance', times(3, () => seePostmortem({ valid: false })), 'pm-3-in-6m', 'unknown'],
  ['a full process', [see('postmortem.policy', policy)], 'pm-process-sev1', 'met'],
  ['a process without a deadline', [see('postmortem.policy', { ...policy, deadline: false })], 'pm-process-sev1', 'unknown'],
  [
    'a process that an incident did not follow',
    [see('postmortem.policy', policy), see('metric', { name: 'incidents-without-postmortem', known: true, value: 1 })],
    'pm-process-sev1',
    'not_met',
  ],
  ['a template and nobody to use it', [template], 'pm-template-used', 'unknown'],
  ['a template that recent reviews ignore', [template, seePostmortem({ templateHeadings: 1 })], 'pm-template-used', 'not_met'],
  ['a template that recent reviews follow', [template, seePostmortem({ templateHeadings: 4 })], 'pm-template-used', 'met'],
  ['reviews without a template', [seePostmortem({ templateHeadings: 4 })], 'pm-template-used', 'unknown'],
  ['a word in a policy', [see('postmortem.policy', { ...policy, blameless: true })], 'pm-blameless', 'unknown'],
  ['owners without dates and tickets', [seePostmortem({ dated: 0 })], 'pm-actions-tracked', 'not_met'],
  ['owners and tickets', [seePostmortem({ dated: 0, ticketed: 4 })], 'pm-actions-tracked', 'met'],
  ['actions without owners', [seePostmortem({ actions: 18, owned: 0, dated: 0, done: 6 })], 'pm-actions-tracked', 'not_met'],
  ['a third of the actions done', [seePostmortem({ actions: 18, done: 6 })], 'pm-action-80', 'unknown'],
  ['four of five actions done', [seePostmortem({ actions: 5, done: 4 })], 'pm-action-80', 'met'],
  ['open tickets', [seePostmortem({ actions: 4, ticketed: 4, done: 1 })], 'pm-action-80', 'unknown'],
  ['a list without states', [seePostmortem({ actions: 4, done: 0 })], 'pm-action-80', 'unknown'],
  ['actions that are not due yet', [seePostmortem({ date: '2026-03-20', done: 1 })], 'pm-action-80', 'unknown'],
  ['one report', [see('postmortem.trend', { date: '2026-02-28', categories: 3 })], 'pm-monthly-trend', 'not_met'],
  [
    'two reports',
    [see('postmortem.trend', { date: '2026-02-28', categories: 3 }), see('postmortem.trend', { date: '2026-03-31', categories: 3 })],
    'pm-monthly-trend',
    'met',
  ],
  ['old reports', times(2, () => see('postmortem.trend', { date: '2025-03-31', categories: 3 })), 'pm-monthly-trend', 'not_met'],
  [
    'reports of years to come',
    times(2, () => see('postmortem.trend', { date: '2099-03-31', categories: 3 })),
    'pm-monthly-trend',
    'not_met',
  ],
  ['one class of incidents', [see('postmortem.trend', { date: '2026-03-31', categories: 1 })], 'pm-recurring-classes', 'not_met'],
  ['reviews in a repository', times(5, seePostmortem), 'pm-db-searchable', 'unknown'],
  ['reviews without incidents in sight', times(5, seePostmortem), 'pm-5-business-days', 'unknown'],
  ['reviews of any number', times(5, seePostmortem), 'pm-cross-team', 'unknown'],
];

const canary = { strategy: 'canary', rung: 2, healthGate: true } as const;
const rolling = { strategy: 'rolling', rung: 1, healthGate: true } as const;
const flag = { used: 'yes', runtime: true } as const;

const rollouts: readonly Row[] = [
  ['all at once', [see('rollout', { strategy: 'big_bang', rung: 0 })], 'sd-rolling-or-bg', 'not_met'],
  ['rolling without a health check', [see('rollout', { ...rolling, healthGate: false })], 'sd-rolling-or-bg', 'unknown'],
  ['rolling with one', [see('rollout', rolling)], 'sd-rolling-or-bg', 'met'],
  ['rolling in staging', [see('rollout', rolling, { production: 'no' })], 'sd-rolling-or-bg', 'unknown'],
  ['a rollout in the tests', [see('rollout', canary, {}, 'fixture')], 'sd-rolling-or-bg', 'unknown'],
  ['a strategy that a variable decides', [see('rollout', { strategy: 'unknown' })], 'sd-rolling-or-bg', 'unknown'],
  [
    'a canary for one of two services',
    [...services, see('rollout', canary, { service: 'shop' }), see('rollout', rolling, { service: 'till' })],
    'pd-all-services',
    'not_met',
  ],
  [
    'a canary for one, nothing known of the other',
    [...services, see('rollout', canary, { service: 'shop' })],
    'pd-all-services',
    'unknown',
  ],
  [
    'a canary for each',
    [...services, ...['shop', 'till'].map(name => see('rollout', canary, { service: name }))],
    'pd-all-services',
    'met',
  ],
  ['a canary of no service in sight', [see('rollout', canary)], 'pd-all-services', 'unknown'],
  ['a workload without a check', [see('rollout', rolling), see('rollout', { ...rolling, healthGate: false })], 'pd-health-gate', 'not_met'],
  ['a canary without analysis', [see('rollout', canary)], 'canary-analysis', 'not_met'],
  ['rollback on health only', [see('rollout', { ...canary, analysis: true, autoRollback: 'health' })], 'auto-rollback-metric', 'not_met'],
  [
    'one canary with metrics, one without',
    [see('rollout', { ...canary, autoRollback: 'metric' }), see('rollout', canary)],
    'auto-rollback-metric',
    'not_met',
  ],
  [
    'a pause that waits for a person',
    [see('rollout', { ...canary, rung: 3, analysis: true, autoRollback: 'metric', manualStep: true })],
    'sd-fully-automated',
    'not_met',
  ],
  ['blue/green', [see('rollout', { strategy: 'blue_green', rung: 2 })], 'rollback-5m', 'unknown'],
  ['a rollback in a runbook', [seeRunbook({ rollback: true })], 'sd-manual-rollback', 'unknown'],
  ['a rollback in a form', [seeRunbook({ rollback: true, placeholder: true })], 'sd-manual-rollback', 'unknown'],
  ['a job that rolls back', [see('pipeline.job', { enabled: 'yes', rollsBack: true })], 'sd-manual-rollback', 'met'],
  ['a job that is switched off', [see('pipeline.job', { enabled: 'no', rollsBack: true })], 'sd-manual-rollback', 'unknown'],
  ['switches in the environment', [see('flag.sdk', { ...flag, runtime: false })], 'ff-some', 'met'],
  ['switches that only a deployment changes', [see('flag.sdk', { ...flag, runtime: false })], 'ff-service', 'not_met'],
  ['a kit that nothing is seen to ask', [see('flag.sdk', { ...flag, used: 'unknown' })], 'ff-service', 'unknown'],
  ['flags in use', [see('flag.sdk', flag)], 'ff-new-features', 'unknown'],
  ['flags in use, of any number', [see('flag.sdk', { ...flag, flags: 90 })], 'ff-coverage', 'unknown'],
  ['flags without a rollout', [see('flag.sdk', flag), see('rollout', rolling)], 'pd-implemented', 'not_met'],
  ['flags that nobody experiments with', [see('flag.sdk', flag)], 'exp-platform', 'unknown'],
  ['flags that nobody removes', [see('flag.sdk', flag)], 'ff-lifecycle', 'unknown'],
];

const job = { via: 'job', maxGapHours: 24, canFire: 'yes', notifies: 'yes', everyProductionRoot: 'yes' } as const;
const seeJob = (fields: Partial<FactFields<'drift.check'>> = {}) => see('drift.check', { ...job, ...fields });
const recorder = { tool: 'aws-config', recording: 'yes', rules: 3 } as const;

const drift: readonly Row[] = [
  ['a plan once a week', [seeJob({ maxGapHours: 168 })], 'drift-manual', 'met'],
  ['a plan on working days', [seeJob({ maxGapHours: 72 })], 'drift-daily-auto', 'not_met'],
  ['a plan that a person starts', [seeJob({ via: 'manual', maxGapHours: 0 })], 'drift-manual', 'met'],
  ['a plan that a person starts is not daily', [seeJob({ via: 'manual', maxGapHours: 0 })], 'drift-daily-auto', 'unknown'],
  ['a plan that cannot fail', [seeJob({ canFire: 'no' })], 'drift-manual', 'not_met'],
  ['a scheduled apply', [seeJob({ via: 'apply' })], 'drift-manual', 'unknown'],
  ['a schedule that is kept elsewhere', [seeJob({ maxGapHours: 0 })], 'drift-daily-auto', 'unknown'],
  ['a plan of some roots', [seeJob({ everyProductionRoot: 'no' })], 'drift-daily-auto', 'not_met'],
  ['a plan of roots that nobody can count', [seeJob({ everyProductionRoot: 'unknown' })], 'drift-daily-auto', 'unknown'],
  [
    'a plan that has not run for days',
    [seeJob(), see('metric', { name: 'drift-detection-age', known: true, value: 70 })],
    'drift-daily-auto',
    'not_met',
  ],
  ['a check among examples', [see('drift.check', job, {}, 'sample')], 'drift-daily-auto', 'unknown'],
  ['a failed job as the only message', [seeJob({ notifies: 'no' })], 'drift-alert-1h', 'unknown'],
  ['a message that cannot come', [seeJob({ canFire: 'no' })], 'drift-alert-1h', 'unknown'],
  ['a platform whose messages are set elsewhere', [seeJob({ via: 'managed', notifies: 'unknown' })], 'drift-alert-1h', 'unknown'],
  ['a message', [seeJob()], 'drift-alert-1h', 'met'],
  ['recording with rules', [see('cloud.recorder', recorder)], 'drift-cloud-config', 'met'],
  ['recording without rules', [see('cloud.recorder', { ...recorder, rules: 0 })], 'drift-cloud-config', 'not_met'],
  ['rules without recording', [see('cloud.recorder', { ...recorder, recording: 'no' })], 'drift-cloud-config', 'not_met'],
  [
    'rules, and a recorder that may be elsewhere',
    [see('cloud.recorder', { ...recorder, recording: 'unknown' })],
    'drift-cloud-config',
    'unknown',
  ],
  ['recording in staging', [see('cloud.recorder', recorder, { production: 'no' })], 'drift-cloud-config', 'unknown'],
  ['a trail of one region', [see('audit.trail', { everywhere: 'no', validated: 'yes' })], 'drift-audit-trail', 'not_met'],
  ['a trail that nobody validates', [see('audit.trail', { everywhere: 'yes', validated: 'no' })], 'drift-audit-trail', 'not_met'],
  ['a trail that a variable decides', [see('audit.trail', { everywhere: 'unknown', validated: 'yes' })], 'drift-audit-trail', 'unknown'],
  ['limits on paper', [see('drift.policy', { severities: 3 })], 'drift-sla', 'unknown'],
  ['a log where nothing is resolved', [see('drift.log', { entries: 3 })], 'drift-log', 'unknown'],
  ['a log with resolutions', [see('drift.log', { entries: 3, resolved: 2 })], 'drift-log', 'met'],
  ['automatic sync without healing', [see('gitops.app', { automated: true, detectsDrift: true })], 'drift-auto-remediate', 'unknown'],
  ['suspended healing', [see('gitops.app', { automated: true, selfHeal: true, suspended: true })], 'drift-auto-remediate', 'unknown'],
  [
    'healing of previews',
    [see('gitops.app', { automated: true, selfHeal: true }, { production: 'no' })],
    'drift-auto-remediate',
    'unknown',
  ],
  ['healing', [see('gitops.app', { automated: true, selfHeal: true })], 'drift-auto-remediate', 'met'],
  ['a check that reports only', [seeJob({ remediates: false })], 'drift-auto-remediate', 'not_met'],
  ['a policy that remediates when a person asks', [see('cloud.recorder', recorder)], 'drift-auto-remediate', 'unknown'],
  ['emergencies that nobody counts', [seeJob()], 'drift-emergency-24h', 'unknown'],
  ['detection alone', [seeJob()], 'drift-rate-lt5', 'unknown'],
  ['a panel called drift, which may be of models', [see('dashboard', { title: 'Model drift' })], 'drift-dashboard-team', 'unknown'],
];

const register = { entries: 5, open: 5, operational: true, filled: 0.9, toilEntries: 5, updated: '2026-03-01T00:00:00Z' } as const;
const seeRegister = (fields: Partial<FactFields<'debt.register'>> = {}) => see('debt.register', { ...register, ...fields });

const debt: readonly Row[] = [
  ['a register', [seeRegister()], 'debt-register', 'met'],
  ['two entries', [seeRegister({ entries: 2, open: 2 })], 'debt-register', 'not_met'],
  ['nothing open any more', [seeRegister({ entries: 2, open: 0, closed: 2 })], 'debt-register', 'met'],
  ['an empty register', [seeRegister({ entries: 0, open: 0 })], 'debt-register', 'not_met'],
  ['half of the fields', [seeRegister({ filled: 0.6 })], 'debt-register', 'not_met'],
  ['a form', [seeRegister({ placeholder: true })], 'debt-register', 'not_met'],
  ['code smells only', [seeRegister({ operational: false })], 'debt-register', 'not_met'],
  ['last changed 110 days ago', [seeRegister({ updated: '2025-12-11T00:00:00Z' })], 'debt-register', 'not_met'],
  ['last changed 100 days ago', [seeRegister({ updated: '2025-12-21T00:00:00Z' })], 'debt-register', 'met'],
  ['last changed nobody knows when', [seeRegister({ updated: '' })], 'debt-register', 'unknown'],
  ['a register among examples', [see('debt.register', register, {}, 'sample')], 'debt-register', 'unknown'],
  ['a register shows no talk', [seeRegister()], 'debt-discussed', 'unknown'],
  ['changed in both quarters', [seeRegister({ reviewedQuarters: 2 })], 'debt-quarterly-review', 'met'],
  ['changed in one quarter', [seeRegister({ reviewedQuarters: 1 })], 'debt-quarterly-review', 'not_met'],
  [
    'changed in both quarters of a past year',
    [seeRegister({ reviewedQuarters: 2, updated: '2023-05-02T00:00:00Z' })],
    'debt-quarterly-review',
    'not_met',
  ],
  ['a date in its head', [seeRegister({ reviewed: '2026-03-01' })], 'debt-quarterly-review', 'unknown'],
  ['a date of the future', [seeRegister({ reviewed: '2099-03-01' })], 'debt-quarterly-review', 'not_met'],
  ['a reminder', [seeRegister(), see('debt.review', { via: 'reminder' })], 'debt-quarterly-review', 'unknown'],
  ['hours for all that is open', [seeRegister()], 'debt-toil-hours', 'met'],
  ['hours for some', [seeRegister({ toilEntries: 4 })], 'debt-toil-hours', 'not_met'],
  ['hours in a list of code smells', [seeRegister({ operational: false })], 'debt-toil-hours', 'not_met'],
  ['a promise of capacity', [see('debt.capacity', { percent: 20 })], 'debt-sprint-10', 'unknown'],
  ['a small promise', [see('debt.capacity', { percent: 5 })], 'debt-sprint-10', 'unknown'],
  ['a promise for high debt', [see('debt.capacity', { percent: 20 })], 'debt-sprint-20', 'unknown'],
  ['nothing from postmortems', [seeRegister()], 'debt-from-postmortems', 'not_met'],
  ['an entry from a postmortem', [seeRegister({ fromPostmortems: 1 })], 'debt-from-postmortems', 'met'],
  ['a register once, no trend', [seeRegister({ closed: 3 })], 'debt-trend-positive', 'unknown'],
  ['hours of toil in a register', [seeRegister({ toilHours: 3 })], 'toil-lt20', 'unknown'],
  ['hours of toil, not week by week', [seeRegister({ toilHours: 3 })], 'toil-tracked-weekly', 'unknown'],
  [
    'tasks of which one says nothing',
    [see('routine.task', { automated: 'yes' }), see('routine.task', { automated: 'unknown' })],
    'automation-coverage',
    'not_met',
  ],
  [
    'tasks that all say it',
    [see('routine.task', { automated: 'yes' }), see('routine.task', { automated: 'no' })],
    'automation-coverage',
    'met',
  ],
];

test.each([...runbooks, ...postmortems, ...rollouts, ...drift, ...debt])('%s', (_what, facts, criterion, verdict) => {
  expect(verdicts([service, ...facts]).get(criterion)).toBe(verdict);
});

test.each(['rb-top3', 'pm-informal', 'sd-rolling-or-bg', 'drift-daily-auto', 'debt-register'])(
  'a library is not asked for %s',
  criterion => {
    expect(verdicts([library]).get(criterion)).toBe('not_applicable');
  },
);
