/**
 * The events that outcomes are computed from: one schema, all sources map to it. A row may come in several deliveries that each know a part
 * of it; they are merged field by field, in any order and as often as they come.
 */
type FieldShape = 'text' | 'time' | 'flag' | 'whole' | 'number';

/**
 * How the values of several deliveries become one: the `earliest` or `latest` of times, the `greatest` of values that should never differ,
 * whether `any` says yes, or the value of the delivery that is `newest` by the column `<field>_at`.
 */
type Merge = 'earliest' | 'latest' | 'greatest' | 'any' | 'newest';

export interface EventField {
  readonly shape: FieldShape;
  readonly merge: Merge;
  readonly says: string;
}

export interface EventKind {
  readonly key: readonly [string, string];
  readonly fields: Readonly<Record<string, EventField>>;
}

const text = (says: string): EventField => ({ shape: 'text', merge: 'greatest', says });
const earliest = (says: string): EventField => ({ shape: 'time', merge: 'earliest', says });
const latest = (says: string): EventField => ({ shape: 'time', merge: 'latest', says });

export const eventKinds = {
  deployment: {
    key: ['source', 'id'],
    fields: {
      service: text('the service or product that was deployed'),
      environment: text('where to'),
      production: { shape: 'flag', merge: 'any', says: 'whether that is production; decided by the name of the environment when absent' },
      repository: text('where the deployed commit is: host/owner/name, or as the source calls it'),
      sha: text('the deployed commit'),
      ref: text('branch or tag'),
      kind: text('normal, rollback or hotfix'),
      remedies: text('id or commit of the deployment that this one rolls back or mends'),
      url: text('where a person can look at it'),
      pipeline: text('id of the run that deployed; empty when somebody deployed by hand'),
      artifact: text('what was deployed, when the source names that instead of a commit (a package URL)'),
      created_at: earliest('when it was asked for'),
      started_at: earliest('when it began'),
      succeeded_at: earliest('the first success: what comes later (inactive, superseded) is no finish'),
      failed_at: earliest('the first failure'),
    },
  },
  change: {
    key: ['repository', 'sha'],
    fields: {
      parents: text('the parents of the commit, with spaces between'),
      authored_at: earliest('when it was written'),
      committed_at: earliest('when it was committed'),
      author: text('who wrote it, hashed unless names were asked for'),
      pull_request: { shape: 'whole', merge: 'greatest', says: 'number of the pull or merge request' },
      opened_at: earliest('when the request was opened'),
      merged_at: earliest('when the request was merged'),
      first_review_at: earliest('the first review by somebody else'),
      reviews: { shape: 'whole', merge: 'greatest', says: 'how many reviews it had' },
      labels: text('labels of the request, with commas between'),
    },
  },
  incident: {
    key: ['source', 'id'],
    fields: {
      service: { shape: 'text', merge: 'newest', says: 'the service that suffered' },
      service_at: latest('when that was said'),
      severity: { shape: 'whole', merge: 'newest', says: '1 is the worst' },
      severity_at: latest('when that was said'),
      title: text('what happened, in a line'),
      started_at: earliest('when users began to suffer'),
      detected_at: earliest('when somebody or something noticed'),
      created_at: earliest('when the record was made'),
      acknowledged_at: earliest('when somebody took it'),
      resolved_at: latest('the last time it was resolved'),
      reopened_at: latest('the last time it was opened again'),
      caused_by: text('id or commit of the deployment that caused it'),
      postmortem: text('where the postmortem is'),
      url: text('where a person can look at it'),
    },
  },
  page: {
    key: ['source', 'id'],
    fields: {
      service: text('the service that the alert is about'),
      alert: text('name of the alert'),
      engineer: text('who was paged, hashed unless names were asked for'),
      paged_at: earliest('when'),
      actionable: { shape: 'flag', merge: 'any', says: 'whether it needed a person' },
      runbook: text('the runbook that the alert linked to'),
    },
  },
  toil: {
    key: ['source', 'id'],
    fields: {
      team: text('whose hours they are'),
      week: earliest('any time in the week'),
      toil_hours: { shape: 'number', merge: 'greatest', says: 'hours of toil in the week' },
      total_hours: { shape: 'number', merge: 'greatest', says: 'all working hours in the week' },
    },
  },
  drift: {
    key: ['source', 'id'],
    fields: {
      root: text('the root of infrastructure that differs from its code'),
      severity: text('how bad it is'),
      resources: { shape: 'whole', merge: 'greatest', says: 'how many resources differ' },
      detected_at: earliest('when it was seen first'),
      resolved_at: latest('when code and reality were the same again'),
    },
  },
  run: {
    key: ['source', 'id'],
    fields: {
      service: text('the service or product that the pipeline builds'),
      repository: text('where the commit is: host/owner/name, or as the source calls it'),
      sha: text('the commit that it ran for'),
      branch: text('the branch that it ran for'),
      main: { shape: 'flag', merge: 'any', says: 'whether that is the default branch; decided by its name when absent' },
      name: text('name of the pipeline or workflow'),
      url: text('where a person can look at it'),
      created_at: earliest('when it was asked for: it may have waited then'),
      succeeded_at: earliest('when it came to a good end'),
      failed_at: earliest('when it failed'),
      seconds: { shape: 'number', merge: 'greatest', says: 'how long it took, waits for people left out; from its times when absent' },
      pipeline: text('id of the run, as deployments name what deployed them'),
    },
  },
} as const satisfies Readonly<Record<string, EventKind>>;

export type EventKindName = keyof typeof eventKinds;
export const eventKindNames = Object.keys(eventKinds) as readonly EventKindName[];

type ValueOf<F extends EventField> = F['shape'] extends 'flag' ? boolean : F['shape'] extends 'whole' | 'number' ? number : string;
type FieldsOf<K extends EventKindName> = (typeof eventKinds)[K]['fields'];

/** One delivery's part of an event: its key, and what it knows. Times are ISO texts in UTC. */
export type EventRow<K extends EventKindName = EventKindName> = Readonly<
  Record<(typeof eventKinds)[K]['key'][number], string> & {
    -readonly [F in keyof FieldsOf<K>]?: FieldsOf<K>[F] extends EventField ? ValueOf<FieldsOf<K>[F]> | null : never;
  }
>;

export function columnsOf(kind: EventKindName): readonly string[] {
  return [...eventKinds[kind].key, ...Object.keys(eventKinds[kind].fields)];
}
