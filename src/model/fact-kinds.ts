/**
 * The one schema of all facts: kinds, fields, types and defaults. From it come the TypeScript types, the types of the
 * conditions in a model (CEL), the published reference and the checks of the meta-test. A detector may only say what stands here.
 */

/** A field holds text, a flag, a number, a list of texts, a date (ISO `YYYY-MM-DD` or with time; `''` is unknown) or one of the named words. */
export type FieldType = 'text' | 'flag' | 'number' | 'texts' | 'date' | readonly string[];

export interface KindDefinition {
  /** What one fact of this kind states. */
  readonly says: string;
  /** A document is believed although it stands in a docs folder; a configuration there is only an illustration. */
  readonly document?: true;
  readonly fields: Readonly<Record<string, FieldType>>;
}

const known = ['unknown', 'yes', 'no'] as const;

export const factKinds = {
  // ── what is assessed ────────────────────────────────────────────────────────────────────────────────────────────
  workload: {
    says: 'What the whole of the sources is: one fact an assessment',
    fields: {
      nature: ['unknown', 'service', 'library', 'infrastructure', 'alert-rules', 'documents'],
      operates: known, // runs something in production
      infrastructure: known, // holds definitions of somebody's live infrastructure
      stateful: known, // uses a tool that keeps state outside the cloud provider (Terraform, OpenTofu, Pulumi)
      publishes: 'flag', // releases an artefact (package, image, binary)
      services: 'number',
      complete: 'flag', // people say that the sources hold all there is
    },
  },
  service: {
    says: 'A service of the workload: the denominator of every "all services"',
    fields: {
      name: 'text',
      root: 'text', // folder of its code; `.` is the whole of the sources, nothing is unknown
      via: 'text',
      languages: 'texts',
      critical: known,
      runtime: ['unknown', 'server', 'job', 'function', 'static'],
    },
  },
  'evidence.elsewhere': {
    says: 'Evidence is not in the sources: a document points to a place outside (a wiki, another repository), or a program makes it that is not evaluated',
    document: true,
    fields: {
      topic: [
        'deployment',
        'approval',
        'runbook',
        'postmortem',
        'oncall',
        'alerting',
        'dashboard',
        'slo',
        'change',
        'drift',
        'debt',
        'logging',
        'infrastructure',
      ],
      where: 'text',
      because: ['kept_outside', 'not_evaluated'], // not_evaluated: a program makes it, and only the program is here
    },
  },
  'history.changes': {
    says: 'How changes reached the default branch lately, read from git: one fact for all paths, one for infrastructure paths',
    fields: {
      paths: ['all', 'infrastructure'],
      commits: 'number',
      viaPullRequest: 'number',
      share: 'number',
      linked: 'number',
      since: 'date',
      until: 'date',
    },
  },

  // ── WAF-OPS-010 pipelines ───────────────────────────────────────────────────────────────────────────────────────
  'pipeline.workflow': {
    says: 'A pipeline definition in version control',
    fields: { tool: 'text', name: 'text', triggers: 'texts', enabled: known, sharedTemplate: 'flag', opaque: 'flag', frozen: 'flag' },
    // triggers: pull_request, merge_queue, push (every branch), push_default (only default or release branches), tag, schedule, manual, call, other
  },
  'pipeline.job': {
    says: 'A job of a pipeline and what its steps do, indirections resolved',
    fields: {
      tool: 'text',
      workflow: 'text',
      name: 'text',
      triggers: 'texts',
      enabled: known,
      onChange: ['none', 'pull_request', 'every_push', 'default_push'], // the earliest point at which it sees a change
      tests: ['none', 'opaque', 'validates', 'tests'], // validates: plan, render, lint of infrastructure; opaque: named like a test but not readable
      blocking: known, // can fail the pipeline
      lints: 'flag',
      scans: ['none', 'advisory', 'blocking'], // security scan
      verifies: 'flag', // smoke test or verification after a deployment
      plans: ['none', 'validate', 'plan'], // infrastructure plan or validation
      deploys: ['none', 'artifact', 'environment', 'gitops', 'script', 'pages'],
      automatic: known, // starts without a person
      gate: ['none', 'human', 'automated', 'manual_start', 'settings'], // settings: an environment, tag or release whose rules are kept in the forge
      verifiedBefore: ['no', 'unknown', 'yes'], // a check of the release in another environment has to pass first
      elsewhere: 'flag', // its steps stand in another repository
      rollsBack: 'flag',
      command: 'text', // the deciding command or action, shortened
      commandPath: 'text', // file and line of the command when it stands elsewhere
      measuresDora: 'flag',
      selfService: 'flag', // an operational action that a person starts with inputs (restart, scale, drain, restore …)
    },
  },
  'pipeline.secret': {
    says: 'A literal secret in a pipeline definition (never printed whole)',
    fields: { tool: 'text', rule: 'text', masked: 'text' },
  },
  'pipeline.template': {
    says: 'A shared pipeline template that is provided or used',
    fields: { tool: 'text', source: 'text', role: ['uses', 'provides'], pinned: 'flag' },
  },
  'deploy.script': {
    says: 'A deployment script or manifest in version control',
    fields: { tool: 'text', documented: known, rollsBack: 'flag', refusesInFreeze: 'flag' },
  },
  'deploy.platform': {
    says: 'A platform that deploys by itself from git (Vercel, Render, Netlify …)',
    fields: { tool: 'text', automatic: known },
  },
  'environment.definition': {
    says: 'A deployment environment that has its own definition (folder, values, workspace, pipeline environment)',
    fields: { tool: 'text', name: 'text', tier: ['unknown', 'production', 'staging', 'development', 'preview'] },
  },
  'repository.protection': {
    says: 'Branch protection as code, declared in the sources',
    fields: {
      tool: 'text',
      branch: 'text',
      coversDefault: known, // no: only other branches than the default one and those of production
      approvals: 'number',
      checks: 'flag',
      enforced: known,
      codeOwners: 'flag',
      lastPush: 'flag',
      adminsToo: known,
      repository: 'text',
    },
  },
  'repository.environment': {
    says: 'Protection of a deployment environment as code (required reviewers, checks)',
    fields: { tool: 'text', name: 'text', reviewers: 'number', preventsSelfReview: 'flag', automatedChecks: 'flag', waitMinutes: 'number' },
  },
  'repository.codeowners': { says: 'A CODEOWNERS file', fields: { rules: 'number', catchAll: 'flag', valid: 'flag' } },
  'artifact.image': {
    says: 'A container image that a deployment manifest runs',
    fields: { reference: 'text', pin: ['none', 'latest', 'variable', 'version', 'digest'], ownImage: known },
  },

  // ── WAF-OPS-020 infrastructure as code ──────────────────────────────────────────────────────────────────────────
  'iac.root': {
    says: 'A root of infrastructure code: what is applied as one',
    fields: {
      tool: 'text',
      name: 'text',
      live: known, // somebody's real infrastructure, not a module, an example or a product's own chart
      backend: ['unknown', 'none', 'local', 'remote', 'server'], // server: the provider keeps the state (CloudFormation, Kubernetes)
      backendType: 'text',
      locking: known,
      versioned: known,
      locked: 'flag', // a provider lock file proves that it was initialised
    },
  },
  'iac.resources': {
    says: 'Resource definitions of one root, counted by layer',
    fields: {
      tool: 'text',
      root: 'text',
      layer: ['cloud', 'kubernetes', 'host', 'saas'],
      count: 'number',
      compute: 'flag',
      data: 'flag',
      network: 'flag',
    },
  },
  'iac.state-file': { says: 'A Terraform state file that is tracked in git', fields: { tool: 'text' } },
  'iac.policy': { says: 'Policy as code over infrastructure', fields: { tool: 'text', blocking: known } },
  'iac.module': {
    says: 'A use of a shared infrastructure module',
    fields: { tool: 'text', source: 'text', pinned: 'flag', shared: 'flag' },
  },
  'iac.guardrail': {
    says: 'A rule that restricts manual changes in a cloud console or cluster',
    fields: { tool: 'text', via: 'text', restrictsManual: known, attached: known },
  },
  'gitops.app': {
    says: 'An application that a GitOps controller reconciles from git',
    fields: { tool: 'text', name: 'text', automated: 'flag', selfHeal: 'flag', prune: 'flag', suspended: 'flag', detectsDrift: 'flag' },
  },

  // ── WAF-OPS-030 observability ───────────────────────────────────────────────────────────────────────────────────
  'log.setup': {
    says: 'How a service writes its logs',
    fields: {
      language: 'text',
      library: 'text',
      format: ['unknown', 'text', 'json'],
      correlation: ['none', 'request', 'trace'], // which id is put into the log records
      everywhere: known, // no: only under a profile or switch that is not proven to be on in production
    },
  },
  'log.collector': { says: 'Logs are shipped to a central store', fields: { tool: 'text', via: 'text' } },
  'log.retention': {
    says: 'Retention of one log store; 0 days means that none is defined',
    fields: { tool: 'text', store: 'text', days: 'number' },
  },
  'trace.setup': {
    says: 'Distributed tracing of a service',
    fields: { language: 'text', library: 'text', vendor: 'text', openTelemetry: 'flag', initialised: known, exports: known },
  },
  'trace.sampling': { says: 'Trace sampling is configured', fields: { tool: 'text', how: 'text' } },
  'metric.red': {
    says: 'Request rate, errors and duration are exported',
    fields: { language: 'text', library: 'text', via: ['library', 'agent', 'derived', 'mesh', 'platform'], complete: known },
  },
  'anomaly.detection': { says: 'Automated anomaly detection', fields: { tool: 'text', how: 'text' } },
  dashboard: {
    says: 'A dashboard as code',
    fields: {
      tool: 'text',
      title: 'text',
      panels: 'number',
      red: 'flag',
      saturation: 'flag',
      errorBudget: 'flag',
      dora: 'flag',
      byReference: 'flag',
    },
  },
  'telemetry.correlation': {
    says: 'Two kinds of telemetry are linked to each other',
    fields: { tool: 'text', from: 'text', to: 'text' }, // from, to: logs, traces, metrics, profiles
  },

  // ── WAF-OPS-040 alerting ────────────────────────────────────────────────────────────────────────────────────────
  'alert.rule': {
    says: 'One alerting rule',
    fields: {
      tool: 'text',
      name: 'text',
      class: ['unknown', 'symptom', 'weak_symptom', 'cause', 'meta'],
      signal: ['other', 'errors', 'latency', 'availability', 'saturation', 'freshness', 'traffic', 'burn_rate', 'business'],
      paging: known,
      notifies: known,
      severity: 'text',
      runbook: ['none', 'placeholder', 'broken', 'generic', 'unknown', 'linked'],
      runbookUrl: 'text',
      burnRate: ['none', 'single_window', 'multi_window'],
      enabled: known,
      vendored: 'flag', // from a pack that somebody else maintains
      slo: 'text',
    },
  },
  'alert.route': {
    says: 'Where notifications go',
    fields: { tool: 'text', name: 'text', channel: ['unknown', 'page', 'chat', 'mail', 'webhook', 'silent'], grouped: 'flag' },
  },
  slo: {
    says: 'A service level objective',
    document: true,
    fields: {
      tool: 'text',
      name: 'text',
      objective: 'number', // percent, 0 when not readable
      window: 'text',
      alerting: ['unknown', 'none', 'referenced', 'generated'],
      multiWindow: known,
      measured: known, // no: written down only
    },
  },
  'availability.check': {
    says: 'A check from outside whether a service answers: probe, synthetic or uptime check',
    fields: { tool: 'text', name: 'text', alerts: known }, // yes: the checking service tells somebody itself; unknown: that takes an alert on it
  },
  'alert.review': { says: 'A record or a schedule of reviewing the alerts', document: true, fields: { via: 'text', date: 'date' } },

  // ── WAF-OPS-050 change management ───────────────────────────────────────────────────────────────────────────────
  'change.policy': {
    says: 'A document that describes how changes are made',
    document: true,
    fields: { title: 'text', categories: 'number', risk: 'flag', approval: 'flag', schedule: 'flag', announces: 'flag', updated: 'date' },
  },
  'change.template': {
    says: 'A template that a change fills in',
    fields: { tool: 'text', risk: 'flag', rollback: 'flag', checklist: 'flag' },
  },
  'change.freeze': {
    says: 'A freeze of changes, enforced or written down',
    document: true,
    fields: { tool: 'text', via: ['document', 'enforced'], onDeployPath: known, lastDay: 'date', recurring: 'flag' },
  },
  'change.risk-score': { says: 'An automated risk score or routing of changes', fields: { tool: 'text', routes: 'flag', invoked: known } },
  'change.record': { says: 'Changes are tied to change or ticket records', fields: { tool: 'text', enforced: known } },
  'change.announcement': { says: 'Deployments are announced automatically', fields: { tool: 'text', where: 'text' } },

  // ── WAF-OPS-060 runbooks and on-call ────────────────────────────────────────────────────────────────────────────
  runbook: {
    says: 'A document that tells an operator what to do',
    document: true,
    fields: {
      title: 'text',
      score: 'number', // 0–100 over section classes
      words: 'number',
      steps: 'number',
      commands: 'number', // executable fences
      expectedOutput: 'flag',
      deployment: 'flag', // how to deploy or release
      rollback: 'flag', // contains a rollback procedure
      incident: 'flag', // for an alert, failure or recovery, not a how-to
      escalation: 'flag',
      verification: 'flag',
      sections: 'number', // procedures inside one document
      alerts: 'texts',
      services: 'texts',
      added: 'date',
      updated: 'date',
      reviewed: 'date', // what the document itself says
      placeholder: 'flag',
      lacks: 'texts', // classes of sections that would raise the score
    },
  },
  'runbook.broken-link': {
    says: 'A link of a runbook to a file of the same source that is not there',
    document: true,
    fields: { url: 'text' },
  },
  'runbook.automation': {
    says: 'An operational step that runs as a script or button',
    fields: { tool: 'text', action: 'text', inputs: 'flag' },
  },
  'runbook.index': {
    says: 'A list that maps services or alerts to runbooks, or tracks coverage',
    document: true,
    fields: { entries: 'number', tracked: 'flag' },
  },
  'runbook.review': { says: 'A record or a schedule of reviewing the runbooks', document: true, fields: { via: 'text', date: 'date' } },
  oncall: {
    says: 'On-call duty or an escalation path',
    document: true,
    fields: { tool: 'text', via: ['document', 'code'], tiers: 'number', schedule: 'flag', escalation: 'flag' },
  },

  // ── WAF-OPS-070 postmortems ─────────────────────────────────────────────────────────────────────────────────────
  postmortem: {
    says: 'A written review of one incident',
    document: true,
    fields: {
      title: 'text',
      date: 'date', // of the incident
      dateFrom: ['none', 'front_matter', 'body', 'file_name', 'git'],
      dateConflict: 'flag',
      drill: 'flag',
      valid: 'flag', // at least 3 of 5 section classes and a date
      sections: 'number',
      actions: 'number',
      owned: 'number',
      dated: 'number',
      ticketed: 'number',
      done: 'number',
      blameless: 'flag',
      classified: 'flag', // names a cause class or links related incidents
      published: 'date',
      severity: 'text',
      templateHeadings: 'number', // how many headings of the team's template it has
    },
  },
  'postmortem.action': {
    says: 'What a postmortem says is to be done',
    document: true,
    fields: {
      postmortem: 'text', // its title
      incident: 'date',
      text: 'text',
      owner: 'text', // as it stands there
      owned: 'flag',
      due: 'date',
      ticketed: 'flag',
      done: 'flag',
    },
  },
  'postmortem.template': { says: 'A template for postmortems', document: true, fields: { tool: 'text', headings: 'texts' } },
  'postmortem.policy': {
    says: 'A document that defines when and how postmortems are written',
    document: true,
    fields: { severities: 'flag', trigger: 'flag', deadline: 'flag', owner: 'flag', blameless: 'flag' },
  },
  'postmortem.trend': { says: 'An analysis over several incidents', document: true, fields: { date: 'date', categories: 'number' } },

  // ── WAF-OPS-080 safe deployment ─────────────────────────────────────────────────────────────────────────────────
  rollout: {
    says: 'How new versions of a service replace old ones',
    fields: {
      tool: 'text',
      name: 'text',
      strategy: ['unknown', 'big_bang', 'rolling', 'blue_green', 'canary'],
      rung: 'number', // 0 big bang, 1 rolling, 2 progressive, 3 metric-gated with automatic rollback, 4 fully automated
      healthGate: 'flag', // readiness or health decides the promotion
      analysis: 'flag', // metrics decide the promotion
      autoRollback: ['none', 'health', 'metric'],
      manualStep: 'flag',
      defaulted: 'flag', // the platform's default, nothing is written
    },
  },
  'flag.sdk': {
    says: 'Feature flags in the code',
    fields: { language: 'text', library: 'text', runtime: 'flag', used: known, flags: 'number' },
  },
  'flag.lifecycle': { says: 'Stale feature flags are found and removed', fields: { tool: 'text' } },
  experiment: { says: 'An experimentation platform is in use', fields: { tool: 'text' } },

  // ── WAF-OPS-090 drift ───────────────────────────────────────────────────────────────────────────────────────────
  'drift.check': {
    says: 'A comparison of infrastructure code with reality',
    fields: {
      tool: 'text',
      via: ['job', 'managed', 'gitops', 'manual', 'apply'], // apply: a scheduled apply that reports nothing
      layer: ['cloud', 'kubernetes', 'host'],
      maxGapHours: 'number', // longest time between two runs; 0 when not readable
      canFire: known,
      cannotFireBecause: 'text',
      notifies: known,
      remediates: 'flag',
      roots: 'texts',
      everyProductionRoot: known,
    },
  },
  'cloud.recorder': {
    says: 'A cloud service that records and evaluates configuration',
    fields: { tool: 'text', rules: 'number', recording: known, remediates: 'flag' },
  },
  'audit.trail': { says: 'An audit trail of the cloud', fields: { tool: 'text', everywhere: known, validated: known } },
  'drift.policy': { says: 'Time limits for resolving drift', document: true, fields: { severities: 'number' } },
  'drift.log': { says: 'A log of drift and its resolution', document: true, fields: { entries: 'number', resolved: 'number' } },

  // ── WAF-OPS-100 operational debt ────────────────────────────────────────────────────────────────────────────────
  'debt.register': {
    says: 'A register of operational debt',
    document: true,
    fields: {
      entries: 'number',
      open: 'number',
      closed: 'number',
      operational: 'flag', // names toil, missing runbooks, manual work, not only code smells
      filled: 'number', // mean share of the eight mandatory fields, 0–1
      toilEntries: 'number',
      toilHours: 'number', // hours a week, summed
      fromPostmortems: 'number',
      placeholder: 'flag',
      updated: 'date',
      reviewed: 'date',
      reviewedQuarters: 'number', // of the last two quarters before the last change
    },
  },
  'debt.entry': {
    says: 'One entry of a register of operational debt',
    document: true,
    fields: {
      id: 'text',
      title: 'text',
      category: 'text',
      severity: 'text',
      estimated: 'flag', // hours are told
      toilHours: 'number', // a week
      owner: 'text',
      created: 'date',
      due: 'date',
      closed: 'flag',
      noticed: 'text', // where: a postmortem, an incident
    },
  },
  'debt.month': {
    says: 'A month in which a register of operational debt changed, from git history',
    document: true,
    fields: { month: 'text', opened: 'number', closed: 'number', open: 'number', toilHours: 'number' }, // hours a week at its end
  },
  'debt.trend': {
    says: 'What came into a register of operational debt and left it in its last three months, from git history',
    document: true,
    fields: { opened: 'number', closed: 'number', until: 'date' },
  },
  'debt.review': { says: 'A record or a schedule of reviewing operational debt', document: true, fields: { via: 'text', date: 'date' } },
  'debt.capacity': { says: 'A share of capacity is assigned to debt', document: true, fields: { percent: 'number' } },
  'routine.task': { says: 'A routine task and whether it is automated', document: true, fields: { name: 'text', automated: known } },
  'review.outcomes': {
    says: 'A review of delivery metrics',
    document: true,
    fields: { topic: ['dora', 'alerts', 'toil'], date: 'date', via: 'text' },
  },

  // ── outcomes ────────────────────────────────────────────────────────────────────────────────────────────────────
  statement: {
    says: 'What a person says about a criterion in opsex.yaml',
    fields: {
      criterion: 'text',
      answer: ['unknown', 'met', 'not_met', 'waived', 'not_applicable'],
      claim: 'text',
      by: 'text',
      on: 'date',
      until: 'date',
      evidence: 'text',
      state: ['unknown', 'stands', 'changed', 'gone'], // of a file that is named as evidence
    },
  },
  metric: {
    says: 'A measured outcome; not known when there is no value',
    fields: {
      name: 'text',
      known: 'flag',
      quiet: 'flag', // nothing happened that could be measured, although such events come in
      value: 'number',
      unit: 'text',
      n: 'number',
      definition: 'text',
      windowDays: 'number',
      basis: 'text', // events, releases, git or attested
    },
  },
} as const satisfies Record<string, KindDefinition>;

export type FactKind = keyof typeof factKinds;

type FieldValue<T> = T extends readonly (infer Word)[]
  ? Word
  : T extends 'flag'
    ? boolean
    : T extends 'number'
      ? number
      : T extends 'texts'
        ? readonly string[]
        : string;

/** The fields of a fact of kind `K`, every one present. */
export type FactFields<K extends FactKind> = {
  readonly [F in keyof (typeof factKinds)[K]['fields']]: FieldValue<(typeof factKinds)[K]['fields'][F]>;
};

export function kindDefinition(kind: FactKind): KindDefinition {
  return factKinds[kind];
}

/** The value of a field that nobody has set: the first word of a list of words, `''`, `false`, `0` or `[]`. */
export function defaultOf(type: FieldType): string | boolean | number | readonly string[] {
  if (Array.isArray(type)) return type[0] as string;
  return type === 'flag' ? false : type === 'number' ? 0 : type === 'texts' ? [] : '';
}
