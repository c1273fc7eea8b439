import { durationHours } from '../../../lib/cron.ts';
import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { resourcesOf, terraform } from '../terraform-resources.ts';

/** Which attribute of a log store states its retention in days. */
const stores: Readonly<Record<string, readonly [tool: string, attribute: string, name: string]>> = {
  aws_cloudwatch_log_group: ['cloudwatch', 'retention_in_days', 'name'], // 0 or nothing keeps records for ever
  azurerm_log_analytics_workspace: ['log-analytics', 'retention_in_days', 'name'],
  google_logging_project_bucket_config: ['cloud-logging', 'retention_days', 'bucket_id'],
  google_logging_organization_bucket_config: ['cloud-logging', 'retention_days', 'bucket_id'],
  google_logging_folder_bucket_config: ['cloud-logging', 'retention_days', 'bucket_id'],
  datadog_logs_index: ['datadog', 'retention_days', 'name'],
};

/** How long each log store keeps its records. A computed value that cannot be read yields nothing. */
export const logRetention = detector<FactDraft>({
  id: 'log-retention',
  title: 'Log retention',
  docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
  reads: [
    ...terraform(...Object.keys(stores), 'elasticstack_elasticsearch_index_lifecycle'),
    { extensions: ['.yaml', '.yml', '.json'], text: ['AWS::Logs::LogGroup', 'retention_period', 'min_age'] },
  ],
  emits: ['log.retention'],

  *parse(file) {
    if (/\.(?:tf|tofu|tf\.json)$/.test(file.path)) yield* fromTerraform(file);
    else yield* fromDocuments(file);
  },
});

function* fromTerraform(file: SourceFile): Generator<FactDraft> {
  const defaults = new Map(
    file
      .hcl()
      .blocks.filter(block => block.type === 'variable')
      .map(block => [block.labels[0], block.body.number('default')]),
  );
  for (const { type, name, line, body } of resourcesOf(file.hcl(), ...Object.keys(stores))) {
    const [tool, attribute, nameAttribute] = stores[type] ?? ['', '', ''];
    const value = body.get(attribute);
    const variable = value?.tag === 'expression' ? /^var\.(\w+)$/.exec(value.text() ?? '')?.[1] : undefined;
    const days = value === undefined || value.value === null ? 0 : (value.number() ?? (variable ? defaults.get(variable) : undefined));
    const store = body.get(nameAttribute);
    if (days !== undefined) yield retention(tool, store?.tag === undefined ? (store?.text() ?? name) : name, days, value?.line ?? line);
  }
  for (const { name, line, body } of resourcesOf(file.hcl(), 'elasticstack_elasticsearch_index_lifecycle')) {
    const age = body.get('delete.min_age');
    if (age) yield retention('elasticsearch', name, daysOf(age), age.line);
    else yield retention('elasticsearch', name, 0, line);
  }
}

function* fromDocuments(file: SourceFile): Generator<FactDraft> {
  for (const root of file.yaml()) {
    for (const [name, resource] of root.pairs('Resources')) {
      if (resource.text('Type') !== 'AWS::Logs::LogGroup') continue;
      const days = resource.get('Properties.RetentionInDays');
      const parameter =
        days?.tag === '!Ref' || days?.has('Ref')
          ? root
              .get('Parameters')
              ?.key(days.text('Ref') ?? days.text() ?? '')
              ?.number('Default')
          : undefined;
      const number = days === undefined ? 0 : (days.number() ?? parameter);
      if (number !== undefined) yield retention('cloudwatch', name, number, days?.line ?? resource.line);
    }
    for (const holder of [root, root.get('loki'), root.get('config'), root.get('loki.structuredConfig')]) if (holder) yield* loki(holder);
    const age = root.get('policy.phases.delete.min_age') ?? root.get('phases.delete.min_age');
    if (age) yield retention('elasticsearch', file.name.replace(/\.\w+$/, ''), daysOf(age), age.line);
  }
}

/** Loki deletes nothing unless the compactor is told to. https://grafana.com/docs/loki/latest/operations/storage/retention/ */
function* loki(holder: Tree): Generator<FactDraft> {
  const period = holder.get('limits_config.retention_period');
  if (period) yield retention('loki', 'loki', holder.flag('compactor.retention_enabled') === true ? daysOf(period) : 0, period.line);
}

function daysOf(duration: Tree): number {
  return Math.floor((durationHours(duration.text() ?? '') ?? 0) / 24);
}

function retention(tool: string, store: string, days: number, line: number): FactDraft {
  return fact('log.retention', { tool, store, days }, { line });
}
