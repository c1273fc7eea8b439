/** Steps of the schema, in order; a step that was published is never changed. Both engines run the same statements. */
export interface Migration {
  readonly id: number;
  readonly title: string;
  readonly statements: readonly string[];
  /** Indexes that only PostgreSQL needs: DuckDB skips by the ranges of each block, and indexes would cost it more than they give. */
  readonly postgresql?: readonly string[];
}

export const migrations: readonly Migration[] = [
  {
    id: 1,
    title: 'events',
    statements: [
      // what was delivered, as it came; stored once per source and key of the delivery
      `create table delivery (
        source text not null, key text not null, kind text not null, received_at timestamptz not null, body text not null,
        primary key (source, key))`,
      `create table import (
        id text primary key, file text not null, source text not null, kind text not null, started_at timestamptz not null,
        finished_at timestamptz, rows_read bigint not null, rows_stored bigint not null, rows_rejected bigint not null)`,
      // times only ever move one way, so deliveries may come in any order and as often as they like
      `create table deployment (
        source text not null, id text not null, service text, environment text, production boolean, repository text, sha text, ref text,
        kind text, remedies text, url text, pipeline text, created_at timestamptz, started_at timestamptz, succeeded_at timestamptz,
        failed_at timestamptz, primary key (source, id))`,
      `create table change (
        repository text not null, sha text not null, parents text, authored_at timestamptz, committed_at timestamptz, author text,
        pull_request bigint, opened_at timestamptz, merged_at timestamptz, first_review_at timestamptz, reviews integer, labels text,
        primary key (repository, sha))`,
      `create table incident (
        source text not null, id text not null, service text, service_at timestamptz, severity integer, severity_at timestamptz, title text,
        started_at timestamptz, detected_at timestamptz, created_at timestamptz, acknowledged_at timestamptz, resolved_at timestamptz,
        reopened_at timestamptz, caused_by text, postmortem text, url text, primary key (source, id))`,
      `create table page (
        source text not null, id text not null, service text, alert text, engineer text, paged_at timestamptz, actionable boolean, runbook text,
        primary key (source, id))`,
      `create table toil (
        source text not null, id text not null, team text, week timestamptz, toil_hours double precision, total_hours double precision,
        primary key (source, id))`,
      `create table drift (
        source text not null, id text not null, root text, severity text, resources integer, detected_at timestamptz, resolved_at timestamptz,
        primary key (source, id))`,
      // each change with the first deployment of a service and environment that contained it
      `create table first_deployment (
        service text not null, environment text not null, repository text not null, sha text not null, source text not null, id text not null,
        primary key (service, environment, repository, sha))`,
    ],
  },
  {
    id: 2,
    title: 'assessments',
    statements: [
      `create table assessment (
        workload text not null, id text not null, assessed_at timestamptz not null, commit_sha text, model text not null, model_digest text not null,
        tool text not null, proven integer, possible integer, body text, primary key (workload, id))`,
      // a row only where the verdict of a criterion, or its evidence, is another than before
      `create table verdict_change (
        workload text not null, criterion text not null, assessment text not null, changed_at timestamptz not null, verdict text not null, cause text,
        reason text, evidence text, primary key (workload, criterion, assessment))`,
      `create table milestone (
        workload text not null, name text not null, assessment text not null, set_at timestamptz not null, primary key (workload, name))`,
      `create table review (
        workload text not null, quarter text not null, reviewed_at timestamptz not null, reviewer text, document text not null,
        primary key (workload, quarter))`,
    ],
  },
  {
    id: 3,
    title: 'imports',
    statements: [
      // how far an import has come: what was committed is not read again after it was killed
      'alter table import add column fingerprint text',
      'alter table import add column committed_bytes bigint',
      'alter table import add column committed_digest text',
      'alter table import add column rejects_bytes bigint',
      // events of deployments name what was built; which commit that was is told by other events, earlier or later
      'alter table deployment add column artifact text',
      'create table artifact (id text primary key, repository text, sha text)',
      'create table setting (name text primary key, value text not null)',
    ],
  },
  {
    id: 4,
    title: 'metrics',
    statements: [
      // derived, and empty until now; without a key, because DuckDB would spend more on it than on everything else of an assignment
      'drop table first_deployment',
      `create table first_deployment (
        service text not null, environment text not null, repository text not null, sha text not null, source text not null, id text not null,
        deployed_at timestamptz not null, committed_at timestamptz, baseline boolean not null)`,
      // what an assignment has seen, to tell what is new
      `create table first_deployment_state (
        service text not null, environment text not null, repository text not null, newest timestamptz not null, deployments bigint not null,
        deployment_sum bigint not null, changes bigint not null, change_sum bigint not null, baseline_at timestamptz,
        waiting bigint not null, oldest_waiting timestamptz,
        primary key (service, environment, repository))`,
    ],
    postgresql: [
      'create index first_deployment_by_service on first_deployment (service, environment, deployed_at)',
      'create index first_deployment_by_commit on first_deployment (repository, sha)',
      'create index deployment_by_service on deployment (service, succeeded_at)',
      'create index deployment_by_time on deployment (succeeded_at)',
      'create index change_by_commit on change (sha)',
      'create index incident_by_service on incident (service, resolved_at)',
      'create index page_by_service on page (service, paged_at)',
    ],
  },
  {
    id: 7,
    title: 'server',
    statements: [
      // what webhooks were acknowledged for and what is not told as events yet: one row for all that was committed at once
      'create table webhook_batch (id text not null, received_at timestamptz not null, content text not null)',
      // what people state in the browser or by the API; nothing is overwritten, the highest version counts
      `create table statement_version (
        workload text not null, criterion text not null, version integer not null, met boolean not null, claim text not null, evidence text not null,
        author text not null, said_on text not null, until text not null, comment text, recorded_at timestamptz not null,
        primary key (workload, criterion, version))`,
      `create table access_token (
        id text primary key, name text not null, digest text not null, role text not null, team text not null, created_by text not null,
        created_at timestamptz not null, expires_at timestamptz not null, revoked_at timestamptz)`,
      `create table login (
        digest text primary key, person text not null, grants text not null, created_at timestamptz not null, expires_at timestamptz not null)`,
      'create table audit_entry (id text not null, noted_at timestamptz not null, actor text not null, action text not null, subject text not null, details text)',
    ],
    postgresql: [
      'create index assessment_by_time on assessment (workload, assessed_at)',
      'create index audit_entry_by_time on audit_entry (noted_at)',
    ],
  },
  {
    id: 8,
    title: 'runs of pipelines',
    statements: [
      `create table run (
        source text not null, id text not null, service text, repository text, sha text, branch text, main boolean, name text, url text,
        created_at timestamptz, succeeded_at timestamptz, failed_at timestamptz, seconds double precision, pipeline text, primary key (source, id))`,
    ],
    postgresql: ['create index run_by_service on run (service, created_at)'],
  },
];
