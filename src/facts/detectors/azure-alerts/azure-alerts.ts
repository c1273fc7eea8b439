import type { Tree } from '../../../lib/tree.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { classifyMetrics } from '../alert-class/classify-metric.ts';
import { type NamedChannel, type ReferringAlert, referringAlertFacts } from '../alert-class/named-channels.ts';
import { type Channel, channelOf, mostUrgent } from '../alert-class/urgency.ts';
import { resourcesOf, type TerraformResource } from '../terraform-resources.ts';

const alertTypes = [
  'azurerm_monitor_metric_alert',
  'azurerm_monitor_scheduled_query_rules_alert_v2',
  'azurerm_monitor_scheduled_query_rules_alert',
  'azurerm_monitor_smart_detector_alert_rule',
  'azurerm_application_insights_web_test',
]; // prettier-ignore

export const azureAlerts = detector<NamedChannel | ReferringAlert>({
  id: 'azure-alerts',
  title: 'Azure Monitor alerts',
  docs: 'https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-overview',
  reads: [
    { extensions: ['.tf', '.tofu', '.tf.json'], text: [...alertTypes, 'azurerm_monitor_action_group'] },
    {
      extensions: ['.json'],
      text: ['Microsoft.Insights/metricAlerts', 'Microsoft.Insights/scheduledQueryRules', 'microsoft.insights/metricAlerts'],
    },
  ],
  emits: ['alert.rule', 'anomaly.detection'],

  *parse(file) {
    yield* /\.(?:tf|tofu|tf\.json)$/.test(file.path) ? terraformAlerts(file) : armAlerts(file);
  },

  link: referringAlertFacts,
});

function* terraformAlerts(file: SourceFile): Generator<NamedChannel | ReferringAlert> {
  for (const { name, body } of resourcesOf(file.hcl(), 'azurerm_monitor_action_group'))
    yield { channelName: name, channel: groupChannel(body) };
  for (const resource of resourcesOf(file.hcl(), ...alertTypes)) yield alertOf(resource);
}

/** A person is called or texted, or a paging tool is told; else it is mail or chat. */
function groupChannel(body: Tree): Channel {
  if (body.has('sms_receiver') || body.has('voice_receiver') || body.has('itsm_receiver')) return 'page';
  const hooks = body.list('webhook_receiver').map(hook => channelOf(`${hook.text('service_uri') ?? ''} ${hook.text('name') ?? ''}`));
  const mails: readonly Channel[] = body.has('email_receiver') ? ['mail'] : [];
  return mostUrgent([...hooks, ...mails]);
}

function alertOf({ body, line, name, created }: TerraformResource): ReferringAlert {
  const criteria = [
    ...body.list('criteria'),
    ...body.list('dynamic_criteria'),
    ...body.list('application_insights_web_test_location_availability_criteria'),
  ];
  const metrics = criteria.flatMap(each => each.text('metric_name') ?? []);
  const isWebTest = body.has('application_insights_web_test_location_availability_criteria');
  const title = body.text('name') ?? name;
  const actions = [...body.list('action'), ...body.list('action_group')].flatMap(action => [
    ...action.texts('action_group_id'),
    ...action.texts('action_groups'),
    ...action.texts('ids'),
  ]);
  return {
    line,
    notified: actions,
    fields: {
      tool: 'azure',
      name: title,
      ...(isWebTest
        ? { class: 'symptom' as const, signal: 'availability' as const }
        : classifyMetrics(metrics, title, body.text('description') ?? '')),
      severity: body.text('severity') ?? '',
      enabled: body.flag('enabled') === false ? 'no' : created,
    },
    runbook: { within: body.text('description') ?? '' },
    ...(body.has('dynamic_criteria') ? { anomaly: 'dynamic threshold' } : {}),
  };
}

/** Alerts in a template of Azure Resource Manager, Bicep's output included. */
function* armAlerts(file: SourceFile): Generator<NamedChannel | ReferringAlert> {
  for (const resource of file.json()?.list('resources') ?? []) {
    if (!/^microsoft\.insights\/(?:metricalerts|scheduledqueryrules)$/i.test(resource.text('type') ?? '')) continue;
    const properties = resource.get('properties');
    const metrics = (properties?.list('criteria.allOf') ?? []).flatMap(each => each.text('metricName') ?? []);
    const name = resource.text('name') ?? '';
    const description = properties?.text('description') ?? '';
    yield {
      line: resource.line,
      notified: properties?.has('actions') ? ['actions'] : [],
      fields: {
        tool: 'azure',
        name,
        ...classifyMetrics(metrics, name, description),
        severity: properties?.text('severity') ?? '',
        enabled: properties?.flag('enabled') === false ? 'no' : 'yes',
      },
      runbook: { within: description },
    };
  }
}
