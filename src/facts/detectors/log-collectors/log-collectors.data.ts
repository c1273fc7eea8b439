/** Images of log shippers by the last part of their name. */
export const collectorImages: Readonly<Record<string, string>> = {
  'fluent-bit': 'fluent-bit',
  'aws-for-fluent-bit': 'fluent-bit',
  fluentd: 'fluentd',
  'fluentd-kubernetes-daemonset': 'fluentd',
  vector: 'vector',
  promtail: 'promtail',
  filebeat: 'filebeat',
  logstash: 'logstash',
  'splunk-connect-for-kubernetes': 'splunk',
  'newrelic-fluentbit-output': 'newrelic',
};

/** Charts that ship the logs of every pod when they are installed. */
export const collectorCharts: Readonly<Record<string, string>> = {
  'fluent-bit': 'fluent-bit',
  'aws-for-fluent-bit': 'fluent-bit',
  fluentd: 'fluentd',
  'fluent-operator': 'fluent-bit',
  'logging-operator': 'fluentd',
  promtail: 'promtail',
  filebeat: 'filebeat',
  'newrelic-logging': 'newrelic',
  'splunk-otel-collector': 'splunk',
  'victoria-logs-collector': 'victoria-logs',
  'k8s-monitoring': 'alloy',
};

/** Log drivers of containers that leave the machine. */
export const shippingDrivers: Readonly<Record<string, string>> = {
  awslogs: 'cloudwatch',
  awsfirelens: 'firelens',
  splunk: 'splunk',
  gelf: 'gelf',
  fluentd: 'fluentd',
  loki: 'loki',
  gcplogs: 'cloud-logging',
};

/** Receivers of an OpenTelemetry collector that read logs. */
export const otelReceivers: readonly string[] = ['filelog', 'journald', 'otlp', 'syslog', 'k8sobjects', 'fluentforward', 'loki'];

/** Terraform resources that send logs somewhere, or give them a central store that a platform writes to. */
export const terraformCollectors: Readonly<Record<string, string>> = {
  google_logging_project_sink: 'cloud-logging',
  google_logging_organization_sink: 'cloud-logging',
  google_logging_folder_sink: 'cloud-logging',
  azurerm_monitor_diagnostic_setting: 'log-analytics',
  aws_cloudwatch_log_subscription_filter: 'cloudwatch',
  heroku_drain: 'heroku',
};
