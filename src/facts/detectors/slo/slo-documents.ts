import { parseJson } from '../../../lib/json.ts';
import type { Tree } from '../../../lib/tree.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';

export interface SloFinding {
  readonly is: 'slo';
  readonly line: number;
  readonly fields: Partial<FactFields<'slo'>>;
  /** By what an alert would refer to it, `''` when its own document tells everything. */
  readonly address: string;
}

/** The service level objectives of one document, by the formats of Sloth, Pyrra, OpenSLO, Nobl9, Datadog, Google and CloudWatch Application Signals. */
export function* slosIn(document: Tree): Generator<SloFinding> {
  if (document.kind === 'list') {
    for (const item of document.items) yield* slosIn(item); // OpenSLO allows a list of objects
    return;
  }
  const version = document.text('apiVersion') ?? '';
  const kind = document.text('kind') ?? '';
  if (document.text('version')?.startsWith('prometheus/') && document.has('slos')) yield* slothSlos(document);
  else if (kind === 'PrometheusServiceLevel' && version.startsWith('sloth.slok.dev/')) yield* slothSlos(document.get('spec') ?? document);
  else if (kind === 'ServiceLevelObjective' && document.has('spec.indicator') && document.has('spec.target')) yield pyrraSlo(document);
  else if (kind === 'DatadogSLO' && version.startsWith('datadoghq.com/')) yield datadogSlo(document, document.get('spec'));
  else if (kind === 'DatadogGenericResource' && document.text('spec.type') === 'slo')
    yield datadogSlo(document, parseJson(document.text('spec.jsonSpec') ?? '').tree);
  else if (kind === 'ServiceLevelObjective' && version.startsWith('sre.google.com/')) yield generatedSlo(document);
  else if (document.has('serviceLevelIndicator') && document.has('goal')) yield googleSlo(document);
  else if (kind === 'SLO' && /^(?:openslo(?:\.com)?|n9)\//.test(version))
    yield openSlo(document, version.startsWith('n9') ? 'nobl9' : 'openslo');
  else if (kind === 'List' || kind === 'Template')
    for (const item of [...document.list('items'), ...document.list('objects')]) yield* slosIn(item);
  const resources = document.pairs('Resources');
  const alarms = resources.filter(([, resource]) => resource.text('Type') === 'AWS::CloudWatch::Alarm').map(([, resource]) => resource);
  for (const [name, resource] of resources) {
    if (resource.text('Type') === 'AWS::ApplicationSignals::ServiceLevelObjective') yield applicationSignals(name, resource, alarms);
  }
}

function* slothSlos(document: Tree): Generator<SloFinding> {
  for (const slo of document.list('slos')) {
    const alerts = ['page_alert', 'ticket_alert', 'pageAlert', 'ticketAlert'].filter(
      name => slo.get('alerting')?.get(name)?.flag('disable') === true,
    );
    const silent = alerts.length >= 2 || !slo.has('alerting');
    yield found(slo, 'sloth', slo.text('name'), slo.number('objective'), {
      alerting: silent ? 'none' : 'generated',
      window: '30d',
      multiWindow: silent ? 'no' : 'yes',
      measured: slo.has('sli') ? 'yes' : 'no',
    });
  }
}

/** Pyrra makes the alerts, all of them over two windows, unless they are switched off: https://github.com/pyrra-dev/pyrra */
function pyrraSlo(document: Tree): SloFinding {
  const spec = document.get('spec');
  const silent = spec?.get('alerting')?.flag('disabled') === true || spec?.get('alerting')?.flag('burnrates') === false;
  return found(document, 'pyrra', document.text('metadata.name'), spec?.number('target'), {
    alerting: silent ? 'none' : 'generated',
    window: spec?.text('window') ?? '',
    multiWindow: silent ? 'no' : 'yes',
    measured: 'yes',
  });
}

function openSlo(document: Tree, tool: string): SloFinding {
  const spec = document.get('spec');
  const target = spec
    ?.list('objectives')
    .map(objective => objective.number('target') ?? (objective.number('targetPercent') ?? Number.NaN) / 100)[0];
  const referenced = (spec?.list('alertPolicies').length ?? 0) > 0;
  const window = spec?.list('timeWindow')[0] ?? spec?.list('timeWindows')[0];
  const measured = spec?.has('indicator') || spec?.has('indicatorRef') || spec?.has('objectives') ? 'yes' : 'no';
  return found(document, tool, document.text('metadata.name'), target, {
    alerting: referenced ? 'referenced' : 'none',
    window: window?.text('duration') ?? countedWindow(window),
    measured,
  });
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-ServiceLevelObjectives.html#CloudWatch-ServiceLevelObjectives-burn */
/** Nobl9 counts units: `count: 4`, `unit: Week`. */
function countedWindow(window: Tree | undefined): string {
  const unit = window?.text('unit')?.charAt(0).toLowerCase();
  return unit ? `${window?.text('count') ?? ''}${unit}` : '';
}

/** https://docs.datadoghq.com/containers/datadog_operator/crd_slo/ */
function datadogSlo(document: Tree, spec: Tree | undefined): SloFinding {
  const objective = spec?.number('targetThreshold') ?? spec?.number('target_threshold') ?? spec?.number('thresholds.target');
  return found(document, 'datadog', spec?.text('name') ?? document.text('metadata.name'), objective, {
    alerting: 'none',
    window: spec?.text('timeframe') ?? spec?.text('thresholds.timeframe') ?? '',
    measured: 'yes',
  });
}

/** slo-generator reports burn rates by a policy; who is told of them stands elsewhere. https://github.com/google/slo-generator */
function generatedSlo(document: Tree): SloFinding {
  const measured = document.has('spec.backend') ? 'yes' : 'unknown';
  return found(document, 'slo-generator', document.text('metadata.name'), document.number('spec.goal'), { alerting: 'unknown', measured });
}

/** The objective as the interface of Cloud Monitoring takes it. https://cloud.google.com/monitoring/api/ref_v3/rest/v3/services.serviceLevelObjectives */
function googleSlo(document: Tree): SloFinding {
  const seconds = Number(/^(\d+)s$/.exec(document.text('rollingPeriod') ?? '')?.[1] ?? 0);
  const window = seconds > 0 ? `${Math.round(seconds / 86_400)}d` : (document.text('calendarPeriod') ?? '');
  return found(document, 'gcp', document.text('displayName'), document.number('goal'), { alerting: 'none', window, measured: 'yes' });
}

function applicationSignals(name: string, resource: Tree, alarms: readonly Tree[]): SloFinding {
  const properties = resource.get('Properties');
  const burns = properties?.list('BurnRateConfigurations').length ?? 0;
  const title = properties?.text('Name') ?? name;
  const burning = alarms.some(alarm => {
    const texts = [...alarm.walk()].map(node => node.text() ?? '');
    return texts.includes('BurnRate') && texts.some(text => text === title || text === name);
  });
  const finding = found(resource, 'application-signals', title, properties?.number('Goal.AttainmentGoal'), {
    alerting: burning ? 'referenced' : 'none',
    multiWindow: burns > 1 ? 'unknown' : 'no',
    measured: 'yes',
  });
  return { ...finding, address: name };
}

/** `objective` in percent, or as a share of one. */
export function found(
  at: Tree,
  tool: string,
  name: string | undefined,
  objective: number | undefined,
  fields: Partial<FactFields<'slo'>>,
): SloFinding {
  return { is: 'slo', line: at.line, address: '', fields: { tool, name: name ?? '', objective: percent(objective), ...fields } };
}

export function percent(objective: number | undefined): number {
  if (objective === undefined || !Number.isFinite(objective) || objective <= 0 || objective > 100) return 0;
  return objective <= 1 ? Math.round(objective * 1e6) / 1e4 : objective;
}
