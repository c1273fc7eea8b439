import type { FactFields, FactKind } from './fact-kinds.ts';

/**
 * What a wrapper can give, in the words of `opsex.yaml`: a closed list. Most words stand for fields of one fact; words of the same kind make
 * one fact together. The words of pipelines stand for what a step does, and act in the job that takes it.
 */
export interface CapabilityDefinition {
  readonly says: string;
  readonly gives?: { readonly kind: FactKind; readonly fields: Readonly<Record<string, unknown>> };
  readonly does?: PipelineDeed;
  /** What may or must stand behind the word: the name of an environment, or a number for the named field. */
  readonly takes?: { readonly what: 'environment' | 'number'; readonly field?: string; readonly needed?: true };
}

/** What a step of a pipeline does. */
export type PipelineDeed =
  | 'test'
  | 'lint'
  | 'scan'
  | 'validate'
  | 'plan'
  | 'deploy'
  | 'publish'
  | 'smoke'
  | 'roll_back'
  | 'announce'
  | 'record_change'
  | 'score_risk'
  | 'freeze'
  | 'measure_dora'
  | 'ask_person';

function gives<K extends FactKind>(
  kind: K,
  fields: Partial<FactFields<K>>,
): { readonly kind: FactKind; readonly fields: Readonly<Record<string, unknown>> } {
  return { kind, fields };
}

const ready = { initialised: 'yes', exports: 'yes' } as const;
const heard = { notifies: 'yes', enabled: 'yes' } as const;

export const capabilities = {
  // in the code of a service, its base image or its platform
  'structured-logging': { says: 'log records are JSON', gives: gives('log.setup', { format: 'json', everywhere: 'yes' }) },
  'request-id-in-logs': { says: 'log records carry the id of the request', gives: gives('log.setup', { correlation: 'request' }) },
  'trace-id-in-logs': { says: 'log records carry the id of the trace', gives: gives('log.setup', { correlation: 'trace' }) },
  'log-shipping': { says: 'logs go to a central store', gives: gives('log.collector', { via: 'wrapper' }) },
  'log-retention': {
    says: 'logs are kept so many days',
    gives: gives('log.retention', {}),
    takes: { what: 'number', field: 'days', needed: true },
  },
  tracing: { says: 'requests are traced', gives: gives('trace.setup', ready) },
  'opentelemetry-tracing': { says: 'requests are traced by OpenTelemetry', gives: gives('trace.setup', { ...ready, openTelemetry: true }) },
  'trace-sampling': { says: 'traces are sampled', gives: gives('trace.sampling', { how: 'wrapper' }) },
  'request-metrics': {
    says: 'rate, errors and duration of requests are exported',
    gives: gives('metric.red', { via: 'library', complete: 'yes' }),
  },
  'feature-flags': { says: 'features are switched at run time', gives: gives('flag.sdk', { runtime: true, used: 'yes' }) },

  // in infrastructure modules and templates
  dashboards: { says: 'a dashboard', gives: gives('dashboard', {}) },
  'red-dashboards': { says: 'a dashboard of rate, errors and duration', gives: gives('dashboard', { red: true }) },
  'saturation-dashboards': { says: 'a dashboard of CPU, memory and the like', gives: gives('dashboard', { saturation: true }) },
  'error-budget-dashboards': { says: 'a dashboard of error budgets', gives: gives('dashboard', { errorBudget: true }) },
  alerts: { says: 'an alert rule that notifies somebody', gives: gives('alert.rule', heard) },
  'symptom-alerts': { says: 'an alert rule on what users feel', gives: gives('alert.rule', { ...heard, class: 'symptom' }) },
  'paging-alerts': { says: 'an alert rule that pages', gives: gives('alert.rule', { ...heard, paging: 'yes' }) },
  'alert-runbooks': { says: 'alert rules link to their runbooks', gives: gives('alert.rule', { ...heard, runbook: 'linked' }) },
  'burn-rate-alerts': {
    says: 'an alert rule on how fast an error budget burns, over two windows',
    gives: gives('alert.rule', { ...heard, class: 'symptom', signal: 'burn_rate', burnRate: 'multi_window' }),
  },
  slo: { says: 'a measured service level objective', gives: gives('slo', { measured: 'yes' }) },
  'uptime-checks': { says: 'a check from outside that tells somebody', gives: gives('availability.check', { alerts: 'yes' }) },
  'anomaly-detection': { says: 'learned anomaly detection', gives: gives('anomaly.detection', { how: 'wrapper' }) },
  'rolling-deployment': {
    says: 'new versions replace old ones step by step, once they are healthy',
    gives: gives('rollout', { strategy: 'rolling', rung: 1, healthGate: true }),
  },
  'blue-green-deployment': {
    says: 'new versions start beside the old ones',
    gives: gives('rollout', { strategy: 'blue_green', rung: 2, healthGate: true }),
  },
  'canary-deployment': {
    says: 'new versions get a part of the traffic first',
    gives: gives('rollout', { strategy: 'canary', rung: 2, healthGate: true }),
  },
  'automatic-rollback': {
    says: 'metrics decide on a new version and take it back',
    gives: gives('rollout', { analysis: true, autoRollback: 'metric', rung: 3 }),
  },
  'drift-detection': {
    says: 'code and reality are compared and differences reported; takes the hours between two runs',
    gives: gives('drift.check', { via: 'managed', canFire: 'yes', notifies: 'yes' }),
    takes: { what: 'number', field: 'maxGapHours' },
  },
  'drift-correction': {
    says: 'differences are corrected',
    gives: gives('drift.check', { via: 'managed', canFire: 'yes', remediates: true }),
  },
  'audit-trail': { says: 'an audit trail of all regions', gives: gives('audit.trail', { everywhere: 'yes' }) },
  'policy-checks': { says: 'policies that block', gives: gives('iac.policy', { blocking: 'yes' }) },
  'console-guardrails': {
    says: 'a rule that restricts manual changes',
    gives: gives('iac.guardrail', { restrictsManual: 'yes', attached: 'yes' }),
  },

  // in steps and templates of pipelines
  tests: { says: 'tests run', does: 'test' },
  lints: { says: 'the code is checked', does: 'lint' },
  scans: { says: 'a security scan that blocks', does: 'scan' },
  validates: { says: 'infrastructure code is checked', does: 'validate' },
  plans: { says: 'changes of infrastructure are planned', does: 'plan' },
  deploys: { says: 'something is deployed; takes the environment', does: 'deploy', takes: { what: 'environment' } },
  publishes: { says: 'an artefact is published', does: 'publish' },
  'smoke-tests': { says: 'what was deployed is verified', does: 'smoke' },
  'rolls-back': { says: 'a deployment is taken back', does: 'roll_back' },
  announces: { says: 'a deployment is announced', does: 'announce' },
  'records-changes': { says: 'a change record is written', does: 'record_change' },
  'scores-risk': { says: 'the risk of a change is scored', does: 'score_risk' },
  'enforces-freeze': { says: 'nothing goes on in a change freeze', does: 'freeze' },
  'measures-dora': { says: 'delivery metrics are measured', does: 'measure_dora' },
  'asks-person': { says: 'a person decides whether it goes on', does: 'ask_person' },
} as const satisfies Record<string, CapabilityDefinition>;

export type Capability = keyof typeof capabilities;

export function capabilityDefinition(capability: Capability): CapabilityDefinition {
  return capabilities[capability];
}
