import type { EventKindName } from '../../../model/events.ts';

/** A field of a table: columns that are taken for it without being told, in lower case with `_` for blanks, the best first. */
export type TableFields = Readonly<Record<string, readonly string[]>>;

/**
 * The fields that a table may have, kind by kind. Besides those of the event there are `finished_at` and `status` of deployments, which
 * together say when it succeeded or failed. `jira` and `snow` mark the names in the exports of Jira and ServiceNow.
 */
// biome-ignore format: one line a field
export const tableFields: Readonly<Record<EventKindName, TableFields>> = {
  deployment: {
    source: ['source'],
    id: ['id', 'deployment_id', 'deploy_id', 'number', 'build', 'build_number', 'run_id'],
    service: ['service', 'service_name', 'application', 'application_name', 'app', 'app_name', 'component', 'product', 'project', 'system'],
    environment: ['environment', 'environment_name', 'env', 'stage', 'target', 'deployment_environment'],
    production: ['production', 'is_production', 'prod'],
    repository: ['repository', 'repo', 'repository_url', 'repo_url'],
    sha: ['sha', 'commit', 'commit_sha', 'commit_id', 'git_sha', 'git_commit', 'revision', 'commit_hash'],
    ref: ['ref', 'branch', 'tag', 'version', 'release'],
    kind: ['kind', 'type', 'deployment_type', 'change_type'],
    remedies: ['remedies', 'rollback_of', 'fixes_deployment', 'reverts'],
    url: ['url', 'link', 'web_url', 'html_url'],
    pipeline: ['pipeline', 'pipeline_id', 'workflow_run_id'],
    artifact: ['artifact', 'artifact_id', 'image'],
    status: ['status', 'state', 'result', 'outcome', 'conclusion'],
    finished_at: ['finished_at', 'finished', 'deployed_at', 'deployment_date', 'deploy_time', 'finish_time', 'end_time', 'ended_at', 'completed_at', 'released_at', 'timestamp', 'date', 'time'],
    created_at: ['created_at', 'created', 'requested_at', 'queued_at'],
    started_at: ['started_at', 'started', 'start_time', 'begin', 'began_at'],
    succeeded_at: ['succeeded_at'],
    failed_at: ['failed_at'],
  },
  change: {
    repository: ['repository', 'repo', 'project', 'repository_url', 'repo_url'],
    sha: ['sha', 'commit', 'commit_sha', 'commit_id', 'commit_hash', 'merge_commit_sha', 'revision'],
    parents: ['parents', 'parent', 'parent_shas'],
    authored_at: ['authored_at', 'author_date', 'authored_date'],
    committed_at: ['committed_at', 'commit_date', 'committed_date', 'committer_date', 'timestamp', 'date'],
    author: ['author', 'author_email', 'author_name', 'committer'],
    pull_request: ['pull_request', 'pull_request_number', 'pr', 'pr_number', 'merge_request', 'mr', 'mr_iid'],
    opened_at: ['opened_at', 'opened', 'pr_created_at', 'created_at'],
    merged_at: ['merged_at', 'merged'],
    first_review_at: ['first_review_at', 'reviewed_at'],
    reviews: ['reviews', 'review_count'],
    labels: ['labels', 'tags'],
  },
  incident: {
    source: ['source'],
    id: ['id', 'incident_id', 'issue_key', 'number', 'incident_number', 'key', 'ticket', 'ticket_id', 'sys_id', 'tinyid'], // jira: issue_key, snow: number
    service: ['service', 'service_name', 'affected_service', 'business_service', 'cmdb_ci', 'configuration_item', 'impacted_service', 'component', 'component_s', 'components', 'application', 'product', 'system'], // snow: business_service, cmdb_ci; jira: component/s
    severity: ['severity', 'sev', 'priority', 'urgency', 'impact'],
    title: ['title', 'summary', 'short_description', 'name', 'subject', 'message', 'description'], // jira: summary, snow: short_description
    started_at: ['started_at', 'started', 'start_time', 'impact_start', 'impact_started_at', 'impact_start_date', 'impactstartdate', 'outage_start', 'begin'],
    detected_at: ['detected_at', 'detected', 'detection_time', 'alerted_at', 'reported_at'],
    created_at: ['created_at', 'created', 'opened_at', 'opened', 'sys_created_on', 'createdat', 'created_on'], // jira: created, snow: opened_at
    acknowledged_at: ['acknowledged_at', 'acknowledged', 'acked_at', 'work_start', 'responded_at'],
    resolved_at: ['resolved_at', 'resolved', 'resolution_date', 'resolutiondate', 'mitigated_at', 'end_time', 'ended_at', 'impact_end', 'impact_ended_at', 'impactenddate', 'restored_at', 'fixed_at'], // jira: resolved
    reopened_at: ['reopened_at', 'reopened', 'reopened_time'], // snow: reopened_time
    caused_by: ['caused_by', 'caused_by_deployment', 'deployment_id', 'deployment', 'caused_by_commit', 'caused_by_change'],
    postmortem: ['postmortem', 'postmortem_url', 'post_mortem', 'retrospective', 'rca'],
    url: ['url', 'link', 'web_url', 'html_url'],
  },
  page: {
    source: ['source'],
    id: ['id', 'page_id', 'alert_id', 'notification_id'],
    service: ['service', 'service_name', 'application', 'component'],
    alert: ['alert', 'alert_name', 'alertname', 'title', 'message', 'summary'],
    engineer: ['engineer', 'user', 'paged', 'on_call', 'oncall', 'responder', 'assignee'],
    paged_at: ['paged_at', 'notified_at', 'triggered_at', 'fired_at', 'sent_at', 'created_at', 'at', 'timestamp', 'time', 'date'],
    actionable: ['actionable', 'was_actionable', 'needed_action', 'action_needed'],
    runbook: ['runbook', 'runbook_url'],
  },
  toil: {
    source: ['source'],
    id: ['id'],
    team: ['team', 'group', 'squad', 'department'],
    week: ['week', 'week_of', 'week_start', 'date', 'period'],
    toil_hours: ['toil_hours', 'toil', 'hours_toil', 'hours_of_toil', 'manual_hours'],
    total_hours: ['total_hours', 'hours', 'total', 'working_hours', 'hours_total', 'capacity_hours'],
  },
  drift: {
    source: ['source'],
    id: ['id', 'drift_id'],
    root: ['root', 'workspace', 'stack', 'module', 'path', 'state'],
    severity: ['severity', 'level'],
    resources: ['resources', 'resource_count', 'drifted_resources', 'changed_resources'],
    detected_at: ['detected_at', 'detected', 'drift_detected_at', 'found_at', 'timestamp', 'date'],
    resolved_at: ['resolved_at', 'resolved', 'fixed_at', 'reconciled_at'],
  },
  run: {
    source: ['source'],
    id: ['id', 'run_id', 'pipeline_id', 'build_id', 'workflow_run_id', 'number'],
    service: ['service', 'service_name', 'application', 'app', 'component', 'project', 'product'],
    repository: ['repository', 'repo', 'repository_url', 'repo_url'],
    sha: ['sha', 'commit', 'commit_sha', 'commit_id', 'git_sha', 'revision', 'head_sha'],
    branch: ['branch', 'ref', 'head_branch'],
    main: ['main', 'is_main', 'default_branch'],
    name: ['name', 'pipeline', 'workflow', 'workflow_name', 'job'],
    url: ['url', 'link', 'web_url', 'html_url'],
    status: ['status', 'state', 'result', 'outcome', 'conclusion'],
    finished_at: ['finished_at', 'finished', 'completed_at', 'end_time', 'ended_at', 'updated_at'],
    created_at: ['created_at', 'created', 'queued_at', 'requested_at', 'started_at', 'start_time'],
    succeeded_at: ['succeeded_at'],
    failed_at: ['failed_at'],
    seconds: ['seconds', 'duration_seconds', 'duration_s'],
    pipeline: [],
  },
};

/** Without these a row is nothing: at least one field of each group, from a column or from an option. */
export const neededFields: Readonly<Record<EventKindName, readonly (readonly string[])[]>> = {
  deployment: [['service'], ['finished_at', 'succeeded_at', 'failed_at', 'started_at', 'created_at']],
  change: [['sha'], ['repository'], ['committed_at', 'merged_at', 'authored_at']],
  incident: [['started_at', 'detected_at', 'created_at']],
  page: [['paged_at']],
  toil: [['week'], ['toil_hours']],
  drift: [['detected_at'], ['root']],
  run: [['sha'], ['created_at'], ['finished_at', 'succeeded_at', 'failed_at']],
};

/** Columns that tell the kind of a table, because tables of other kinds do not have them. */
// biome-ignore format: one line a field
export const tellingColumns: Readonly<Record<EventKindName, readonly string[]>> = {
  deployment: ['environment', 'environment_name', 'env', 'deployment_environment', 'production', 'deployment_id', 'deploy_id', 'deployed_at', 'deployment_date', 'deploy_time', 'finished_at', 'finished', 'succeeded_at', 'released_at', 'rollback_of', 'remedies', 'deployment_type', 'build_number'],
  change: ['parents', 'parent_shas', 'authored_at', 'author_date', 'committed_at', 'commit_date', 'committer_date', 'merged_at', 'merge_commit_sha', 'first_review_at', 'pull_request', 'pr_number', 'mr_iid'],
  incident: ['incident_id', 'incident_number', 'issue_key', 'severity', 'sev', 'priority', 'acknowledged_at', 'resolved_at', 'resolved', 'mitigated_at', 'restored_at', 'reopened_at', 'reopened_time', 'postmortem', 'caused_by', 'short_description', 'impact_start', 'impact_start_date', 'sys_id', 'cmdb_ci'],
  page: ['paged_at', 'page_id', 'notified_at', 'actionable', 'was_actionable', 'alert', 'alert_name', 'alertname', 'alert_id', 'engineer', 'on_call', 'oncall', 'runbook', 'runbook_url'],
  toil: ['toil_hours', 'toil', 'hours_toil', 'hours_of_toil', 'total_hours'],
  drift: ['root', 'resources', 'drift_id', 'drift_detected_at', 'drifted_resources', 'resource_count', 'workspace', 'stack', 'reconciled_at'],
  run: ['workflow', 'workflow_name', 'head_branch', 'head_sha'],
};

/** What tells two events apart when the table has no ids: these texts, and the first of these times that a row has. */
// biome-ignore format: one line a field
export const naturalKeys: Readonly<Record<Exclude<EventKindName, 'change'>, { readonly texts: readonly string[]; readonly times: readonly string[] }>> = {
  deployment: { texts: ['service', 'environment', 'sha', 'artifact', 'ref'], times: ['started_at', 'created_at', 'succeeded_at', 'failed_at'] },
  incident: { texts: ['service', 'title'], times: ['started_at', 'detected_at', 'created_at'] },
  page: { texts: ['service', 'alert', 'engineer'], times: ['paged_at'] },
  toil: { texts: ['team'], times: ['week'] },
  drift: { texts: ['root'], times: ['detected_at'] },
  run: { texts: ['service', 'repository', 'name', 'sha'], times: ['created_at'] },
};
