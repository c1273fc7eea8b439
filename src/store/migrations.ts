/** Steps of the schema, in order; a step that was published is never changed. Both engines run the same statements. */
export interface Migration {
  readonly id: number;
  readonly title: string;
  readonly statements: readonly string[];
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
];
