import type { Tree } from '../../../lib/tree.ts';
import { detector } from '../../detector.ts';
import { wordsOf } from '../../production.ts';
import { classifyMetrics } from '../alert-class/classify-metric.ts';
import type { AlertClass } from '../alert-class/classify-promql.ts';
import { alertFacts, type CloudAlert } from '../alert-class/cloud-alert.ts';
import { resourcesOf, type TerraformResource } from '../terraform-resources.ts';

/** Alert resources of other monitoring services: the type, its tool, and where its query stands. */
const types: Readonly<Record<string, readonly [tool: string, query: string]>> = {
  newrelic_nrql_alert_condition: ['newrelic', 'nrql.query'],
  newrelic_alert_condition: ['newrelic', 'metric'],
  newrelic_infra_alert_condition: ['newrelic', 'type'],
  newrelic_synthetics_alert_condition: ['newrelic', 'monitor_id'],
  sentry_issue_alert: ['sentry', 'filters'],
  sentry_metric_alert: ['sentry', 'query'],
  signalfx_detector: ['splunk', 'program_text'],
  dynatrace_metric_events: ['dynatrace', 'query_definition.metric_selector'],
  elasticstack_kibana_alerting_rule: ['elastic', 'rule_type_id'],
  honeycombio_trigger: ['honeycomb', 'query_json'],
  honeycombio_burn_alert: ['honeycomb', 'alert_type'],
};

export const otherAlerts = detector<CloudAlert>({
  id: 'other-alerts',
  version: 1,
  title: 'Alerts of other monitoring services, in Terraform',
  docs: 'https://registry.terraform.io/browse/providers?category=logging-monitoring',
  reads: [{ extensions: ['.tf', '.tofu', '.tf.json'], text: Object.keys(types) }],
  emits: ['alert.rule', 'anomaly.detection'],

  *parse(file) {
    for (const resource of resourcesOf(file.hcl(), ...Object.keys(types))) yield alertOf(resource);
  },

  link: alertFacts,
});

function alertOf({ type, name, body, line, created }: TerraformResource): CloudAlert {
  const [tool = '', path = ''] = types[type] ?? [];
  const query = body.text(path) ?? '';
  const title = body.text('name') ?? name;
  const link = body.text('runbook_url');
  return {
    line,
    fields: {
      tool,
      name: title,
      ...classOf(type, query, title),
      burnRate:
        type === 'honeycombio_burn_alert' || query === 'slo.rules.burnRate'
          ? query === 'slo.rules.burnRate'
            ? 'multi_window'
            : 'single_window'
          : 'none',
      severity: severityOf(body),
      enabled: body.flag('enabled') === false ? 'no' : created,
    },
    runbook: link === undefined ? { within: body.text('description') ?? '' } : { link },
    ...(type === 'newrelic_nrql_alert_condition' && body.text('type') === 'baseline' ? { anomaly: 'baseline condition' } : {}),
  };
}

function severityOf(body: Tree): string {
  return body.text('severity') ?? (body.has('critical') ? 'critical' : body.has('warning') ? 'warning' : '');
}

function classOf(type: string, query: string, title: string): AlertClass {
  if (type === 'honeycombio_burn_alert' || query === 'slo.rules.burnRate') return { class: 'symptom', signal: 'burn_rate' };
  if (type === 'newrelic_synthetics_alert_condition') return { class: 'symptom', signal: 'availability' };
  if (type === 'sentry_issue_alert') return { class: 'symptom', signal: 'errors' };
  const words = wordsOf(query.slice(0, 1000));
  if (words.includes('transaction') && words.includes('error')) return { class: 'symptom', signal: 'errors' };
  if (words.includes('transaction') && words.includes('duration')) return { class: 'symptom', signal: 'latency' };
  return classifyMetrics([], title);
}
