import type { Tree } from '../../../lib/tree.ts';
import { fact, type Known } from '../../../model/fact.ts';
import { type Detector, detector } from '../../detector.ts';
import { wordsOf } from '../../production.ts';
import { classifyMetrics } from '../alert-class/classify-metric.ts';
import { type AlertClass, classifyPromQl } from '../alert-class/classify-promql.ts';
import { alertFacts, type CloudAlert } from '../alert-class/cloud-alert.ts';
import { readPromQl } from '../alert-class/promql-reading.ts';
import { type Channel, channelOf, meaningOf, mostUrgent } from '../alert-class/urgency.ts';
import { resourcesOf, type TerraformResource } from '../terraform-resources.ts';
import { type AlertResource, alertResources, routeResources } from './services.data.ts';

type Finding =
  | { readonly alert: CloudAlert }
  | { readonly route: { readonly tool: string; readonly name: string; readonly channel: Channel }; readonly line: number }; // prettier-ignore

const types = [...Object.keys(alertResources), ...Object.keys(routeResources)];

export const otherAlerts: Detector<Finding> = detector<Finding>({
  id: 'other-alerts',
  title: 'Alerts of other monitoring services, in Terraform',
  docs: 'https://registry.terraform.io/browse/providers?category=logging-monitoring',
  reads: [{ extensions: ['.tf', '.tofu', '.tf.json'], text: types }],
  emits: ['alert.rule', 'alert.route', 'anomaly.detection'],

  *parse(file) {
    for (const resource of resourcesOf(file.hcl(), ...types)) {
      const kind = alertResources[resource.type];
      if (kind) yield* alertsOf(resource, kind);
      else yield routeOf(resource);
    }
  },

  *link(found, scene) {
    yield* alertFacts(
      found.flatMap(({ path, finding }) => ('alert' in finding ? [{ path, finding: finding.alert }] : [])),
      scene,
    );
    for (const { path, finding } of found) {
      if ('route' in finding) yield fact('alert.route', { ...finding.route }, { path, line: finding.line });
    }
  },
});

function routeOf({ type, name, body, line }: TerraformResource): Finding {
  const [tool, kind] = routeResources[type] ?? ['', { is: '' }];
  const place = 'at' in kind ? (body.text(kind.at) ?? '') : kind.is;
  return { route: { tool, name: body.text('name') ?? name, channel: channelOf(place) }, line };
}

function* alertsOf(resource: TerraformResource, kind: AlertResource): Generator<Finding> {
  const { body } = resource;
  const parts = kind.each ? body.list(kind.each) : [];
  if (parts.length === 0) yield { alert: alertOf(resource, kind, body, resource.line) };
  for (const part of parts) yield { alert: alertOf(resource, kind, part, parts.length > 1 ? part.line : resource.line) };
}

function alertOf({ type, name, body, created }: TerraformResource, kind: AlertResource, part: Tree, line: number): CloudAlert {
  const query = kind.query
    .map(path => body.text(path) ?? '')
    .join(' ')
    .slice(0, 4_000);
  const own = (kind.name ?? ['name']).map(path => body.text(path)).find(text => text !== undefined) ?? name;
  const title = part === body ? own : (part.text('detect_label') ?? own);
  const link = kind.runbook === undefined ? undefined : part.text(kind.runbook);
  const burn = burnOf(type, query);
  return {
    line,
    fields: {
      tool: kind.tool,
      name: title,
      ...classOf(type, query, title),
      ...toldBy(kind, part),
      burnRate: burn,
      severity: severityOf(part) || severityOf(body),
      enabled: isOff(kind, part) || isOff(kind, body) ? 'no' : created,
    },
    runbook: link === undefined ? { within: part.text('description') ?? body.text('description') ?? '' } : runbookOf(link),
    ...(type === 'newrelic_nrql_alert_condition' && body.text('type') === 'baseline' ? { anomaly: 'baseline condition' } : {}),
    ...(type === 'dynatrace_davis_anomaly_detectors' ? { anomaly: 'anomaly detector' } : {}),
  };
}

/** A playbook may be a text with a link in it. */
function runbookOf(text: string): CloudAlert['runbook'] {
  return /\s/.test(text.trim()) ? { within: text } : { link: text };
}

function isOff({ on, off }: AlertResource, body: Tree): boolean {
  return (on !== undefined && body.flag(on) === false) || (off !== undefined && body.flag(off) === true);
}

const recipient = /\b(?:pager[-_ ]?duty|ops[-_ ]?genie|victor[-_ ]?ops|xmatters|slack|ms[-_]?teams|teams|discord|e?mail|webhook)\b/gi;

/** Who is told, as far as it is written down; recipients that only an id names may be anybody. */
function toldBy({ tells }: AlertResource, part: Tree): { readonly paging?: Known; readonly notifies?: Known } {
  if (!tells) return {};
  const written = tells.flatMap(path => [...part.texts(path), ...all(part, path)]).map(text => text.slice(0, 2_000));
  const named = written.flatMap(text => text.match(recipient) ?? []);
  return named.length > 0 ? meaningOf(mostUrgent(named.map(channelOf))) : {};
}

/** The values at a path below blocks that repeat, and the keys of what is written there as an object. */
function all(body: Tree, path: string): readonly string[] {
  const dot = path.indexOf('.');
  if (dot === -1)
    return body
      .list(path)
      .flatMap(item => [...item.walk()].flatMap(node => [...node.entries.keys(), node.text() ?? '']))
      .slice(0, 60);
  return body.list(path.slice(0, dot)).flatMap(item => all(item, path.slice(dot + 1)));
}

function burnOf(type: string, query: string): 'none' | 'single_window' | 'multi_window' {
  if (query.trim() === 'slo.rules.burnRate') return 'multi_window';
  return type === 'honeycombio_burn_alert' ? 'single_window' : 'none';
}

function severityOf(body: Tree): string {
  const written =
    body.text('severity') ?? body.text('priority') ?? body.text('alert_severity') ?? body.text('severity_threshold_tiers.severity');
  return written ?? (body.has('critical') ? 'critical' : body.has('warning') ? 'warning' : '');
}

function classOf(type: string, query: string, title: string): AlertClass {
  if (burnOf(type, query) !== 'none') return { class: 'symptom', signal: 'burn_rate' };
  if (/synthetics/.test(type)) return { class: 'symptom', signal: 'availability' };
  if (type === 'sentry_issue_alert') return { class: 'symptom', signal: 'errors' };
  if (type === 'dynatrace_service_anomalies_v2' || type === 'dynatrace_web_app_anomalies') return { class: 'symptom', signal: 'errors' };
  if (type === 'chronosphere_monitor') return classifyPromQl(readPromQl(query), new Map());
  return ofQuery(query) ?? classifyMetrics([], title);
}

/** Queries of the services, by the names of what they measure. */
function ofQuery(query: string): AlertClass | undefined {
  const words = wordsOf(query.slice(0, 1_000));
  const has = (...wanted: readonly string[]) => wanted.some(word => words.includes(word));
  if (has('transaction') && has('error', 'errors')) return { class: 'symptom', signal: 'errors' };
  if (has('transaction') && has('duration')) return { class: 'symptom', signal: 'latency' };
  if (/builtin:service\.errors|\bhttp[._]\w{0,20}\.?(?:errors?|5xx)\b/.test(query)) return { class: 'symptom', signal: 'errors' };
  if (/builtin:service\.response\.time|\bhttp[._]\w{0,30}(?:latency|duration)\b/.test(query))
    return { class: 'symptom', signal: 'latency' };
  if (/builtin:host\.(?:cpu|mem|disk)|builtin:tech\.|builtin:containers?\./.test(query)) return { class: 'cause', signal: 'saturation' };
  return undefined;
}
