/** Where an alert resource of a monitoring service keeps what matters; paths into its body, the first that is there counts. */
export interface AlertResource {
  readonly tool: string;
  readonly query: readonly string[];
  readonly name?: readonly string[];
  /** Blocks that are the alerts, when one resource holds several: `rule`. */
  readonly each?: string;
  /** Texts that name who is told: types of recipients, or JSON with them. */
  readonly tells?: readonly string[];
  readonly off?: string;
  readonly on?: string;
  readonly runbook?: string;
}

/** Sources: the pages of the providers in the Terraform registry. */
export const alertResources: Readonly<Record<string, AlertResource>> = {
  newrelic_nrql_alert_condition: { tool: 'newrelic', query: ['nrql.query'], on: 'enabled', runbook: 'runbook_url' },
  newrelic_alert_condition: { tool: 'newrelic', query: ['metric'], on: 'enabled', runbook: 'runbook_url' },
  newrelic_infra_alert_condition: { tool: 'newrelic', query: ['select', 'type'], on: 'enabled', runbook: 'runbook_url' },
  newrelic_synthetics_alert_condition: { tool: 'newrelic', query: ['monitor_id'], on: 'enabled', runbook: 'runbook_url' },
  newrelic_synthetics_multilocation_alert_condition: { tool: 'newrelic', query: ['entities'], on: 'enabled', runbook: 'runbook_url' },
  sentry_issue_alert: { tool: 'sentry', query: ['filters'], tells: ['actions', 'actions_v2'] },
  sentry_metric_alert: { tool: 'sentry', query: ['query', 'aggregate'], tells: ['trigger.action.type'] },
  signalfx_detector: {
    tool: 'splunk',
    query: ['program_text'],
    each: 'rule',
    tells: ['notifications'],
    off: 'disabled',
    runbook: 'runbook_url',
  },
  splunk_saved_searches: { tool: 'splunk', query: ['search'], tells: ['actions'], off: 'disabled' },
  dynatrace_metric_events: {
    tool: 'dynatrace',
    query: ['query_definition.metric_selector', 'query_definition.metric_key'],
    name: ['summary', 'event_template.title'],
    on: 'enabled',
  },
  dynatrace_davis_anomaly_detectors: { tool: 'dynatrace', query: ['analyzer.input'], name: ['title'], on: 'enabled' },
  dynatrace_service_anomalies_v2: { tool: 'dynatrace', query: ['failure_rate.enabled'] },
  dynatrace_web_app_anomalies: { tool: 'dynatrace', query: ['error_rate.enabled'] },
  elasticstack_kibana_alerting_rule: { tool: 'elastic', query: ['rule_type_id'], tells: ['actions.id'], on: 'enabled' },
  elasticstack_elasticsearch_watch: {
    tool: 'elastic',
    query: ['input', 'condition'],
    name: ['watch_id'],
    tells: ['actions'],
    on: 'active',
  },
  honeycombio_trigger: { tool: 'honeycomb', query: ['query_json'], tells: ['recipient.type', 'recipient.id'], off: 'disabled' },
  honeycombio_burn_alert: { tool: 'honeycomb', query: ['alert_type'], tells: ['recipient.type', 'recipient.id'] },
  sumologic_monitor: {
    tool: 'sumologic',
    query: ['queries.query'],
    tells: ['notifications.notification.connection_type', 'notifications.notification.action_type'],
    off: 'is_disabled',
    runbook: 'playbook',
  },
  coralogix_alert: { tool: 'coralogix', query: ['type_definition'], on: 'enabled' },
  chronosphere_monitor: { tool: 'chronosphere', query: ['query.prometheus_expr'], runbook: 'annotations.runbook_url' },
  logzio_alert_v2: { tool: 'logzio', query: ['query_string', 'sub_components.query_string'], name: ['title'], on: 'is_enabled' },
  lightstep_alert: { tool: 'lightstep', query: ['query.query_string', 'expression'] },
  axiom_monitor: { tool: 'axiom', query: ['apl_query'] },
};

/** Resources that say where notifications go: where the kind of place stands, or the kind itself. */
export const routeResources: Readonly<Record<string, readonly [tool: string, kind: { readonly at: string } | { readonly is: string }]>> = {
  newrelic_notification_channel: ['newrelic', { at: 'type' }],
  newrelic_alert_channel: ['newrelic', { at: 'type' }],
  dynatrace_pager_duty_notification: ['dynatrace', { is: 'pagerduty' }],
  dynatrace_ops_genie_notification: ['dynatrace', { is: 'opsgenie' }],
  dynatrace_victor_ops_notification: ['dynatrace', { is: 'victorops' }],
  dynatrace_xmatters_notification: ['dynatrace', { is: 'xmatters' }],
  dynatrace_slack_notification: ['dynatrace', { is: 'slack' }],
  dynatrace_email_notification: ['dynatrace', { is: 'email' }],
  dynatrace_webhook_notification: ['dynatrace', { is: 'webhook' }],
  honeycombio_pagerduty_recipient: ['honeycomb', { is: 'pagerduty' }],
  honeycombio_slack_recipient: ['honeycomb', { is: 'slack' }],
  honeycombio_email_recipient: ['honeycomb', { is: 'email' }],
  honeycombio_webhook_recipient: ['honeycomb', { is: 'webhook' }],
  signalfx_pagerduty_integration: ['splunk', { is: 'pagerduty' }],
  signalfx_opsgenie_integration: ['splunk', { is: 'opsgenie' }],
  signalfx_victor_ops_integration: ['splunk', { is: 'victorops' }],
  signalfx_slack_integration: ['splunk', { is: 'slack' }],
  sumologic_connection: ['sumologic', { at: 'type' }],
};
