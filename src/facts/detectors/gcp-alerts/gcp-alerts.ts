import type { Tree } from '../../../lib/tree.ts';
import { detector } from '../../detector.ts';
import { wordsOf } from '../../production.ts';
import { classifyMetrics } from '../alert-class/classify-metric.ts';
import { type AlertClass, classifyPromQl } from '../alert-class/classify-promql.ts';
import { alertFacts, type CloudAlert } from '../alert-class/cloud-alert.ts';
import { readPromQl } from '../alert-class/promql-reading.ts';
import { type Channel, channelOf, meaningOf, mostUrgent } from '../alert-class/urgency.ts';
import { resourcesOf, type TerraformResource, terraform } from '../terraform-resources.ts';

export const gcpAlerts = detector<CloudAlert>({
  id: 'gcp-alerts',
  version: 1,
  title: 'Google Cloud alert policies',
  docs: 'https://cloud.google.com/monitoring/alerts/policies-in-json',
  reads: terraform('google_monitoring_alert_policy'),
  emits: ['alert.rule'],

  *parse(file) {
    const hcl = file.hcl();
    const channels = new Map<string, Channel>();
    for (const { name, body } of resourcesOf(hcl, 'google_monitoring_notification_channel'))
      channels.set(name, typeChannel(body.text('type') ?? ''));
    for (const policy of resourcesOf(hcl, 'google_monitoring_alert_policy')) yield alertOf(policy, channels);
  },

  link: alertFacts,
});

function alertOf({ body, line, name, created }: TerraformResource, channels: ReadonlyMap<string, Channel>): CloudAlert {
  const conditions = body.list('conditions');
  const filters = conditions.flatMap(conditionFilters);
  const windows = filters.filter(filter => filter.includes('select_slo_burn_rate')).length;
  const promQl = conditions.flatMap(condition => condition.text('condition_prometheus_query_language.query') ?? []).map(readPromQl);
  const title = body.text('display_name') ?? name;
  const documentation = body.get('documentation');
  return {
    line,
    fields: {
      tool: 'gcp',
      name: title,
      ...classOf(
        filters,
        promQl.map(reading => classifyPromQl(reading, new Map())),
        title,
      ),
      ...notice(body, channels),
      severity: (body.text('severity') ?? '').toLowerCase(),
      burnRate:
        windows >= 2 && body.text('combiner') === 'AND'
          ? 'multi_window'
          : windows > 0
            ? 'single_window'
            : (promQl.find(({ burn }) => burn !== 'none')?.burn ?? 'none'),
      enabled: body.flag('enabled') === false ? 'no' : created,
    },
    runbook: {
      within: [
        documentation?.text('content') ?? '',
        ...(documentation?.list('links') ?? []).map(link => `${link.text('display_name') ?? ''} ${link.text('url') ?? ''}`),
      ].join('\n'),
    },
  };
}

function conditionFilters(condition: Tree): readonly string[] {
  const paths = [
    'condition_threshold.filter',
    'condition_absent.filter',
    'condition_monitoring_query_language.query',
    'condition_matched_log.filter',
  ];
  return paths.flatMap(path => condition.text(path)?.slice(0, 4000) ?? []);
}

function classOf(filters: readonly string[], fromPromQl: readonly AlertClass[], title: string): AlertClass {
  if (filters.some(filter => filter.includes('select_slo_burn_rate'))) return { class: 'symptom', signal: 'burn_rate' };
  const best = fromPromQl.find(found => found.class === 'symptom') ?? fromPromQl[0];
  return best ?? classifyMetrics(filters, wordsOf(title).join(' '));
}

function notice(body: Tree, channels: ReadonlyMap<string, Channel>): ReturnType<typeof meaningOf> {
  const references = body.list('notification_channels').flatMap(item => item.text() ?? []);
  if (references.length === 0) return meaningOf('silent');
  const found = references.map(
    reference => channels.get(/notification_channel\.([\w-]+)/.exec(reference)?.[1] ?? '') ?? channelOf(reference),
  );
  return { ...meaningOf(mostUrgent(found)), notifies: 'yes' };
}

function typeChannel(type: string): Channel {
  return type === 'webhook_tokenauth' || type === 'webhook_basicauth' ? 'webhook' : channelOf(type);
}
