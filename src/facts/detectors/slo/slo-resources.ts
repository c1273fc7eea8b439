import type { HclFile } from '../../../lib/hcl.ts';
import type { Tree } from '../../../lib/tree.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { resourcesOf, type TerraformResource } from '../terraform-resources.ts';
import { percent, type SloFinding } from './slo-documents.ts';

export interface SloReference {
  readonly is: 'reference';
  /** Resource addresses that an alert names. */
  readonly addresses: readonly string[];
  readonly multiWindow: boolean;
}

type Reader = (body: Tree) => Partial<FactFields<'slo'>>;

/** The SLO resources of the providers: where objective and window stand, and whether they bring their alerts. */
const readers: Readonly<Record<string, readonly [tool: string, read: Reader]>> = {
  google_monitoring_slo: [
    'gcp',
    body => ({
      objective: percent(body.number('goal')),
      window: body.has('rolling_period_days') ? `${body.text('rolling_period_days')}d` : (body.text('calendar_period') ?? ''),
    }),
  ],
  datadog_service_level_objective: [
    'datadog',
    body => ({ objective: percent(body.number('thresholds.target')), window: body.text('thresholds.timeframe') ?? '' }),
  ],
  grafana_slo: ['grafana', grafanaSlo],
  honeycombio_slo: [
    'honeycomb',
    body => ({
      objective: percent(body.number('target_percentage')),
      window: body.has('time_period') ? `${body.text('time_period')}d` : '',
    }),
  ],
  newrelic_service_level: [
    'newrelic',
    body => ({
      objective: percent(body.number('objective.target')),
      window: body.has('objective.time_window.rolling') ? `${body.text('objective.time_window.rolling.count')}d` : '',
    }),
  ],
  dynatrace_slo_v2: [
    'dynatrace',
    body => ({
      objective: percent(body.number('target_success')),
      window: body.text('evaluation_window') ?? '',
    }),
  ],
  signalfx_slo: [
    'splunk',
    body => ({
      objective: percent(body.number('target.slo')),
      window: body.text('target.compliance_period') ?? '',
      ...(body.has('target.alert_rule') ? { alerting: 'generated' as const } : {}),
    }),
  ],
  elasticstack_kibana_slo: [
    'elastic',
    body => ({ objective: percent(body.number('objective.target')), window: body.text('time_window.duration') ?? '' }),
  ],
  nobl9_slo: [
    'nobl9',
    body => ({
      objective: percent(body.number('objective.target')),
      ...(body.list('alert_policies').length > 0 ? { alerting: 'referenced' as const } : {}),
    }),
  ],
  awscc_applicationsignals_service_level_objective: [
    'application-signals',
    body => ({ objective: percent(body.number('goal.attainment_goal')) }),
  ],
  sumologic_slo: [
    'sumologic',
    body => ({ objective: percent(body.number('compliance.target')), window: body.text('compliance.size') ?? '' }),
  ],
  chronosphere_slo: [
    'chronosphere',
    body => ({
      objective: percent(body.number('definition.objective')),
      window: body.text('definition.time_window.duration') ?? '',
      ...(body.has('notification_policy_id') ? { alerting: 'referenced' as const } : {}),
    }),
  ],
  coralogix_slo: ['coralogix', body => ({ objective: percent(body.number('target_percentage')), window: body.text('period') ?? '' })],
};

export const sloResourceTypes = Object.keys(readers);

const alertTypes = [
  'google_monitoring_alert_policy',
  'datadog_monitor',
  'honeycombio_burn_alert',
  'elasticstack_kibana_alerting_rule',
  'newrelic_nrql_alert_condition',
]; // prettier-ignore

/** No `alerting` block, no alerts; with one, Grafana makes a fast and a slow burn-rate alert. */
function grafanaSlo(body: Tree): Partial<FactFields<'slo'>> {
  const alerting = body.has('alerting');
  return {
    objective: percent(body.number('objectives.value')),
    window: body.text('objectives.window') ?? '',
    alerting: alerting ? 'generated' : 'none',
    multiWindow: alerting ? 'yes' : 'no',
  };
}

export function* sloResources(hcl: HclFile): Generator<SloFinding | SloReference> {
  for (const resource of resourcesOf(hcl, ...sloResourceTypes)) yield sloOf(resource);
  for (const { body, type } of resourcesOf(hcl, ...alertTypes)) {
    const texts = [...body.walk()].flatMap(node => node.text()?.slice(0, 4000) ?? []);
    const addresses = texts.flatMap(text =>
      [...text.matchAll(/\b(\w+_(?:slo|service_level_objective|service_level)\.[\w-]+)/g)].map(match => match[1] ?? ''),
    );
    const burning = texts.filter(text => /select_slo_burn_rate|burn_rate\(/.test(text));
    const multiWindow = burning.some(text => text.includes('long_window')) || (burning.length >= 2 && body.text('combiner') === 'AND');
    // an alert on the rest of the budget tells too late how fast it goes
    const onlyBudget = type === 'datadog_monitor' && burning.length === 0;
    if (addresses.length > 0 && !onlyBudget) yield { is: 'reference', addresses: [...new Set(addresses)], multiWindow };
  }
}

function sloOf({ type, name, body, line }: TerraformResource): SloFinding {
  const [tool, read] = readers[type] ?? ['', () => ({})];
  const title = body.text('display_name') ?? body.text('name') ?? name;
  return {
    is: 'slo',
    line,
    address: `${type}.${name}`,
    fields: { tool, name: title, alerting: 'none', multiWindow: 'no', measured: 'yes', ...read(body) },
  };
}
