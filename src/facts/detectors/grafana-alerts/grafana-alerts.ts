import { labelsKey } from '../../../lib/hcl/labels.ts';
import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact, type Known } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { classifyPromQl } from '../alert-class/classify-promql.ts';
import { alertFacts, type CloudAlert } from '../alert-class/cloud-alert.ts';
import { type PromReading, readPromQl } from '../alert-class/promql-reading.ts';
import { runbookText } from '../alert-class/runbook-link.ts';
import { type Channel, channelOf, mailChannel, meaningOf, mostUrgent, pagesBySeverity } from '../alert-class/urgency.ts';
import { channelFor, hasPager, type Route, type Routing, readRoute } from '../alertmanager/route-tree.ts';
import { objectsOf } from '../kubernetes.ts';
import { resourcesOf } from '../terraform-resources.ts';

interface GrafanaAlert {
  readonly alert: CloudAlert;
  readonly labels: Readonly<Record<string, string>>;
}

interface ContactPoint {
  readonly contact: string;
  readonly line: number;
  readonly channel: Channel;
}

type Finding = GrafanaAlert | ContactPoint | { readonly policy: Route; readonly line: number };

export const grafanaAlerts = detector<Finding>({
  id: 'grafana-alerts',
  title: 'Grafana-managed alert rules',
  docs: 'https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/',
  reads: [
    {
      extensions: ['.yaml', '.yml', '.json'],
      text: ['noDataState', 'execErrState', 'rules.alerting.grafana.app', 'contactPoints', 'GrafanaContactPoint', 'object_matchers'],
    },
    { extensions: ['.tf', '.tofu', '.tf.json'], text: ['grafana_rule_group', 'grafana_contact_point'] },
  ],
  emits: ['alert.rule', 'alert.route'],

  *parse(file) {
    yield* /\.(?:tf|tofu|tf\.json)$/.test(file.path) ? terraformFindings(file) : provisioned(file);
  },

  *link(findings, scene) {
    const routing = routingOf(findings.map(({ finding }) => finding));
    yield* alertFacts(
      findings.flatMap(({ path, finding }) => ('alert' in finding ? [{ path, finding: routed(finding, routing) }] : [])),
      scene,
    );
    for (const { path, finding } of findings) {
      if ('contact' in finding) yield route(path, finding.contact, finding.line, finding.channel);
    }
  },
});

/** The one tree of notification policies; of several nobody knows which Grafana has. */
function routingOf(findings: readonly Finding[]): Routing | undefined {
  const [policy, ...others] = findings.flatMap(finding => ('policy' in finding ? [finding] : []));
  if (!policy || others.length > 0) return undefined;
  const receivers = findings.flatMap(finding =>
    'contact' in finding ? [{ name: finding.contact, line: finding.line, channel: finding.channel }] : [],
  );
  return { line: policy.line, grouped: true, root: policy.policy, receivers };
}

function routed({ alert, labels }: GrafanaAlert, routing: Routing | undefined): CloudAlert {
  const channel = routing && channelFor({ alertname: alert.fields.name ?? '', ...labels }, routing);
  if (!routing || !channel) return alert;
  const { paging, notifies } = meaningOf(channel);
  return { ...alert, fields: { ...alert.fields, notifies, ...(hasPager(routing) ? { paging } : {}) } };
}

function route(path: string, name: string, line: number, channel: Channel): FactDraft {
  return fact('alert.route', { tool: 'grafana', name, channel }, { path, line });
}

function* provisioned(file: SourceFile): Generator<Finding> {
  const documents = file.yaml();
  for (const document of documents) {
    for (const rule of document.list('groups').flatMap(group => group.list('rules'))) if (isRule(rule)) yield alertOf(rule, 'yes');
    for (const point of document.list('contactPoints')) yield* contactsIn(point.text('name') ?? '', point.list('receivers'));
    for (const policy of document.list('policies')) if (policy.has('receiver')) yield { policy: readRoute(policy), line: policy.line };
  }
  for (const object of objectsOf(documents, 'grafana.integreatly.org/GrafanaAlertRuleGroup', 'grizzly.grafana.com/AlertRuleGroup')) {
    for (const rule of object.list('spec.rules')) if (isRule(rule)) yield alertOf(rule, 'yes');
  }
  for (const object of objectsOf(documents, 'rules.alerting.grafana.app/AlertRule')) {
    const rule = resourceRule(object);
    if (rule) yield rule;
  }
  for (const object of objectsOf(documents, 'grafana.integreatly.org/GrafanaContactPoint')) {
    yield* contactsIn(object.text('metadata.name') ?? '', object.list('spec'));
  }
}

/** Queries by name, each with its model. https://grafana.com/docs/grafana/latest/as-code/observability-as-code/ */
function resourceRule(object: Tree): Finding | undefined {
  const spec = object.get('spec');
  if (!spec?.has('expressions') || !spec.has('title')) return undefined;
  const queries = spec.pairs('expressions').flatMap(([, expression]) => expression.text('model.expr') ?? []);
  const rule = alertOf(spec, spec.flag('paused') === true ? 'no' : 'yes');
  const readings = queries.map(readPromQl);
  const classes = readings.length === 0 ? {} : classifyPromQl(merged(readings), new Map());
  return {
    ...rule,
    alert: {
      ...rule.alert,
      line: object.line,
      fields: { ...rule.alert.fields, ...classes, burnRate: readings.find(({ burn }) => burn !== 'none')?.burn ?? 'none' },
    },
  }; // prettier-ignore
}

function isRule(rule: Tree): boolean {
  return rule.has('condition') && rule.has('data') && (rule.has('title') || rule.has('name')) && !rule.has('record');
}

function* contactsIn(name: string, receivers: readonly Tree[]): Generator<Finding> {
  const [first] = receivers;
  if (first) yield { contact: name, line: first.line, channel: mostUrgent(receivers.map(channelOfReceiver)) };
}

function channelOfReceiver(receiver: Tree): Channel {
  const type = receiver.text('type') ?? '';
  return type === 'email' ? mailChannel(receiver.text('settings.addresses') ?? '') : channelOf(type);
}

function* terraformFindings(file: SourceFile): Generator<Finding> {
  for (const { body, created } of resourcesOf(file.hcl(), 'grafana_rule_group')) {
    for (const rule of body.list('rule')) yield alertOf(rule, created);
  }
  for (const { body, line, name } of resourcesOf(file.hcl(), 'grafana_contact_point')) {
    const types = body.pairs().filter(([key, value]) => value.kind === 'list' && key !== labelsKey);
    if (types.length > 0) yield { contact: body.text('name') ?? name, line, channel: mostUrgent(types.map(([type]) => channelOf(type))) };
  }
}

function alertOf(rule: Tree, created: Known): GrafanaAlert {
  const annotations = textsOf(rule, 'annotations');
  const labels = textsOf(rule, 'labels');
  const readings = queriesOf(rule).map(readPromQl);
  const severity = labels.severity ?? labels.priority ?? '';
  const link = runbookText(annotations);
  const alert = {
    line: rule.line,
    fields: {
      tool: 'grafana',
      name: rule.text('title') ?? rule.text('name') ?? '',
      ...classifyPromQl(merged(readings), new Map()),
      ...(readings.length === 0 ? { class: 'unknown' as const } : {}),
      paging: pagesBySeverity(severity),
      severity,
      burnRate: readings.find(({ burn }) => burn !== 'none')?.burn ?? 'none',
      enabled: (rule.flag('isPaused') ?? rule.flag('is_paused')) === true ? 'no' : created,
    },
    ...(link === undefined ? {} : { runbook: { link } }),
  } as const;
  return { alert, labels };
}

/** The queries of a rule; its `data` is a list of models, in Terraform encoded as JSON. */
function queriesOf(rule: Tree): readonly string[] {
  return rule.list('data').flatMap(data => {
    const direct = data.text('model.expr');
    if (direct !== undefined) return [direct];
    const encoded = data.text('model');
    const match = encoded && encoded.length < 100_000 ? /"expr"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(encoded) : null;
    return match ? [(match[1] ?? '').replace(/\\(["\\])/g, '$1')] : [];
  });
}

function merged(readings: readonly PromReading[]): PromReading {
  return {
    selectors: readings.flatMap(({ selectors }) => selectors),
    functions: readings.flatMap(({ functions }) => functions),
    absence: readings.length > 0 && readings.every(({ absence }) => absence),
    low: readings.some(({ low }) => low),
    ratio: readings.some(({ ratio }) => ratio),
    burn: readings.find(({ burn }) => burn !== 'none')?.burn ?? 'none',
  };
}

function textsOf(rule: Tree, path: string): Readonly<Record<string, string>> {
  return Object.fromEntries(rule.pairs(path).map(([key, value]) => [key, value.text() ?? '']));
}
