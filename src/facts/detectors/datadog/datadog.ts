import { parseJson } from '../../../lib/json.ts';
import type { Tree } from '../../../lib/tree.ts';
import type { Known } from '../../../model/fact.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { classifyMetrics } from '../alert-class/classify-metric.ts';
import type { AlertClass } from '../alert-class/classify-promql.ts';
import { alertFacts, type CloudAlert } from '../alert-class/cloud-alert.ts';
import { type Channel, channelOf, meaningOf, mostUrgent } from '../alert-class/urgency.ts';
import { objectsOf } from '../kubernetes.ts';
import { resourcesOf } from '../terraform-resources.ts';

export const datadog = detector<CloudAlert>({
  id: 'datadog',
  title: 'Datadog monitors',
  docs: 'https://docs.datadoghq.com/api/latest/monitors/',
  reads: [
    { extensions: ['.tf', '.tofu', '.tf.json'], text: ['datadog_monitor', 'datadog_synthetics_test'] },
    { extensions: ['.yaml', '.yml'], text: ['datadoghq.com'] },
    { extensions: ['.json'], text: ['" alert"', ' alert"'] },
  ],
  emits: ['alert.rule', 'anomaly.detection'],

  *parse(file) {
    for (const { monitor, line, enabled } of monitorsIn(file)) yield alertOf(monitor, line, enabled);
  },

  link: alertFacts,
});

interface Monitor {
  readonly monitor: Tree;
  readonly line: number;
  readonly enabled: Known;
}

function* monitorsIn(file: SourceFile): Generator<Monitor> {
  if (/\.(?:tf|tofu|tf\.json)$/.test(file.path)) {
    for (const { body, line, created } of resourcesOf(file.hcl(), 'datadog_monitor', 'datadog_synthetics_test'))
      yield { monitor: body, line, enabled: created };
    for (const { body, line, created } of resourcesOf(file.hcl(), 'datadog_monitor_json')) {
      const written = body.get('monitor');
      const monitor = written?.kind === 'scalar' ? parseJson(written.text() ?? '').tree : written;
      if (monitor && isMonitor(monitor)) yield { monitor, line, enabled: created };
    }
  } else if (file.path.endsWith('.json')) {
    for (const monitor of [file.json(), ...(file.json()?.list('monitors') ?? [])]) {
      if (monitor && isMonitor(monitor)) yield { monitor, line: monitor.line, enabled: 'yes' };
    }
  } else {
    for (const object of objectsOf(file.yaml(), 'datadoghq.com/DatadogMonitor')) {
      const spec = object.get('spec');
      if (spec) yield { monitor: spec, line: object.line, enabled: 'yes' };
    }
  }
}

const monitorTypes =
  /^(?:(?:metric|query|log|slo|synthetics|trace-analytics|error-tracking|rum|event-v2|process|ci-pipelines|audit) alert|service check|composite)$/;

function isMonitor(tree: Tree): boolean {
  return tree.has('query') && tree.has('message') && monitorTypes.test(tree.text('type') ?? '');
}

const longest = 4000;

function alertOf(monitor: Tree, line: number, enabled: Known): CloudAlert {
  const type = monitor.text('type') ?? '';
  const query = (monitor.text('query') ?? '').slice(0, longest);
  const message = (monitor.text('message') ?? '').slice(0, longest);
  const channel = channelIn(message);
  const priority = monitor.number('priority');
  const meaning = meaningOf(channel);
  return {
    line,
    fields: {
      tool: 'datadog',
      name: monitor.text('name') ?? '',
      ...classOf(type, query, monitor.text('name') ?? ''),
      ...meaning,
      paging: meaning.paging === 'unknown' && priority !== undefined ? (priority <= 2 ? 'yes' : 'no') : meaning.paging,
      severity: priority === undefined ? '' : `P${priority}`,
      burnRate: burnOf(query),
      enabled,
    },
    runbook: { within: message },
    ...(/\b(?:anomalies|outliers|forecast)\(/.test(query) ? { anomaly: 'anomaly monitor' } : {}),
  };
}

/** Who a message mentions: `@pagerduty-shop`, `@slack-ops`, an address. */
function channelIn(message: string): Channel {
  const handles = [...message.matchAll(/(?:^|[\s,({}])@([\w.@+-]+)/g)].map(match => match[1] ?? '');
  if (handles.length === 0) return message.includes('@$') || message.includes('${') ? 'unknown' : 'silent';
  return mostUrgent(handles.map(channelOf));
}

function burnOf(query: string): FactFields<'alert.rule'>['burnRate'] {
  if (!/^\s*burn_rate\(/.test(query)) return 'none';
  return query.includes('long_window(') && query.includes('short_window(') ? 'multi_window' : 'single_window';
}

const symptomTypes: readonly (readonly [string, AlertClass['signal']])[] = [
  ['slo alert', 'burn_rate'],
  ['synthetics alert', 'availability'],
  ['trace-analytics alert', 'errors'],
  ['error-tracking alert', 'errors'],
  ['rum alert', 'errors'],
  ['api', 'availability'], // a synthetics test
  ['browser', 'availability'],
];

function classOf(type: string, query: string, name: string): AlertClass {
  const symptom = symptomTypes.find(([symptomType]) => symptomType === type);
  if (symptom) return { class: 'symptom', signal: symptom[1] };
  if (type === 'service check') return { class: 'weak_symptom', signal: 'availability' };
  if (/\btrace\.[\w.]*\.errors\b|\.http\.5xx|\b5xx\b|http_5\d\d/.test(query)) return { class: 'symptom', signal: 'errors' };
  if (/\btrace\.[\w.]*(?:duration|apdex)|\blatency\b|\.response_time/.test(query)) return { class: 'symptom', signal: 'latency' };
  if (/\btrace\.[\w.]*\.hits\b/.test(query)) return { class: 'symptom', signal: 'traffic' };
  if (/\b(?:system|kubernetes|kubernetes_state|container|docker|jvm|postgresql|mysql|redis|aws\.(?:ec2|rds|elasticache))\./.test(query))
    return { class: 'cause', signal: 'saturation' };
  const metrics = [...query.matchAll(/\b(?:aws|gcp|azure)\.[\w.]+\.(\w+)/g)].map(match => match[1] ?? '');
  return classifyMetrics(metrics, name);
}
