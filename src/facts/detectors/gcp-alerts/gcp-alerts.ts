import type { Tree } from '../../../lib/tree.ts';
import { detector } from '../../detector.ts';
import { wordsOf } from '../../production.ts';
import type { BurnShape } from '../alert-class/burn-shape.ts';
import { classifyMetrics } from '../alert-class/classify-metric.ts';
import { type AlertClass, classifyPromQl } from '../alert-class/classify-promql.ts';
import { type NamedChannel, type ReferringAlert, referringAlertFacts } from '../alert-class/named-channels.ts';
import { type PromReading, readPromQl } from '../alert-class/promql-reading.ts';
import { type Channel, channelOf } from '../alert-class/urgency.ts';
import { resourcesOf, type TerraformResource, terraform } from '../terraform-resources.ts';

export const gcpAlerts = detector<NamedChannel | ReferringAlert>({
  id: 'gcp-alerts',
  title: 'Google Cloud alert policies',
  docs: 'https://cloud.google.com/monitoring/alerts/policies-in-json',
  reads: terraform('google_monitoring_alert_policy', 'google_monitoring_notification_channel'),
  emits: ['alert.rule'],

  *parse(file) {
    const hcl = file.hcl();
    for (const { name, body } of resourcesOf(hcl, 'google_monitoring_notification_channel')) {
      yield { channelName: name, channel: typeChannel(body.text('type') ?? '') };
    }
    for (const policy of resourcesOf(hcl, 'google_monitoring_alert_policy')) yield alertOf(policy);
  },

  link: referringAlertFacts,
});

function alertOf({ body, line, name, created }: TerraformResource): ReferringAlert {
  const conditions = body.list('conditions');
  const filters = conditions.flatMap(conditionFilters);
  const promQl = conditions.flatMap(condition => condition.text('condition_prometheus_query_language.query') ?? []).map(readPromQl);
  const title = body.text('display_name') ?? name;
  const documentation = body.get('documentation');
  return {
    line,
    notified: body.texts('notification_channels'),
    fields: {
      tool: 'gcp',
      name: title,
      ...classOf(
        filters,
        promQl.map(reading => classifyPromQl(reading, new Map())),
        title,
      ),
      severity: (body.text('severity') ?? '').toLowerCase(),
      burnRate: burnOf(filters, promQl, body.text('combiner') === 'AND'),
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

/** Two windows of one policy that must both be exceeded make a pair. */
function burnOf(filters: readonly string[], promQl: readonly PromReading[], both: boolean): BurnShape {
  const windows = filters.filter(filter => filter.includes('select_slo_burn_rate')).length;
  if (windows > 0) return windows >= 2 && both ? 'multi_window' : 'single_window';
  return promQl.find(({ burn }) => burn !== 'none')?.burn ?? 'none';
}

function typeChannel(type: string): Channel {
  return type === 'webhook_tokenauth' || type === 'webhook_basicauth' ? 'webhook' : channelOf(type);
}
