import type { Tree } from '../../../lib/tree.ts';
import { classifyMetrics } from '../alert-class/classify-metric.ts';
import type { CloudAlert } from '../alert-class/cloud-alert.ts';
import { channelOf, meaningOf, mostUrgent } from '../alert-class/urgency.ts';

/** The document of a watch: when, what, whether, and who is told. https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-watcher-put-watch */
export function* watchIn(document: Tree, fileName: string): Generator<CloudAlert> {
  const watch = document.get('watch') ?? document;
  if (!watch.has('trigger.schedule') || !watch.has('condition') || watch.get('actions')?.kind !== 'map') return;
  const kinds = watch.pairs('actions').flatMap(([, action]) => action.pairs().map(([kind]) => kind));
  const channels = kinds.filter(kind => /^(?:email|slack|pagerduty|jira|webhook)$/.test(kind)).map(channelOf);
  const name = watch.text('metadata.name') ?? fileName.replace(/\.json$/, '');
  yield {
    line: watch.get('trigger')?.line ?? watch.line,
    fields: {
      tool: 'elastic',
      name,
      ...classifyMetrics([], name),
      ...(channels.length > 0 ? meaningOf(mostUrgent(channels)) : { notifies: 'no' as const }),
      enabled: watch.flag('status.state.active') === false ? 'no' : 'yes',
    },
    runbook: { within: watch.text('metadata.runbook') ?? '' },
  };
}

const ruleTypes =
  /^(?:any|blacklist|whitelist|change|frequency|spike|flatline|new_term|cardinality|metric_aggregation|spike_aggregation|percentage_match)$/;

/** A rule of ElastAlert. https://elastalert2.readthedocs.io/en/latest/ruletypes.html */
export function* elastAlertIn(document: Tree): Generator<CloudAlert> {
  const name = document.text('name');
  if (name === undefined || !ruleTypes.test(document.text('type') ?? '') || !document.has('index') || !document.has('alert')) return;
  const tools = document.texts('alert');
  const type = document.text('type') ?? '';
  yield {
    line: document.get('name')?.line ?? document.line,
    fields: {
      tool: 'elastalert',
      name,
      ...classifyMetrics([], name),
      ...meaningOf(mostUrgent(tools.map(tool => (tool === 'debug' ? 'silent' : channelOf(tool))))),
      severity: document.text('priority') ?? '',
      enabled: document.flag('is_enabled') === false ? 'no' : 'yes',
    },
    runbook: { within: document.text('alert_text') ?? '' },
    ...(/^spike/.test(type) ? { anomaly: 'change of a rate' } : {}),
  };
}
