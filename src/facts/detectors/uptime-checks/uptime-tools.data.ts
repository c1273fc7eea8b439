/** Terraform resources that check a service from outside: their tool, where the name stands, and whether the tool alerts by itself. */
export const uptimeTypes: Readonly<Record<string, readonly [tool: string, name: string, alerts: boolean]>> = {
  statuscake_uptime_check: ['statuscake', 'name', true],
  statuscake_test: ['statuscake', 'website_name', true],
  statuscake_heartbeat_check: ['statuscake', 'name', true],
  pingdom_check: ['pingdom', 'name', true],
  solarwinds_uri: ['pingdom', 'name', true],
  checkly_check: ['checkly', 'name', true],
  betteruptime_monitor: ['betterstack', 'pronounceable_name', true],
  betteruptime_heartbeat: ['betterstack', 'name', true],
  uptimerobot_monitor: ['uptimerobot', 'friendly_name', true],
  site24x7_website_monitor: ['site24x7', 'display_name', true],
  datadog_synthetics_test: ['datadog', 'name', false], // it makes a monitor, which is read with the other monitors
  newrelic_synthetics_monitor: ['newrelic', 'name', false],
  newrelic_synthetics_script_monitor: ['newrelic', 'name', false],
  aws_route53_health_check: ['route53', 'fqdn', false],
  aws_synthetics_canary: ['synthetics', 'name', false],
  google_monitoring_uptime_check_config: ['gcp', 'display_name', false],
  azurerm_application_insights_web_test: ['azure', 'name', false],
  azurerm_application_insights_standard_web_test: ['azure', 'name', false],
  grafana_synthetic_monitoring_check: ['grafana', 'job', false],
};
