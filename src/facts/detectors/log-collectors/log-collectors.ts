import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { objectsOf } from '../kubernetes.ts';
import { resourcesOf, terraform } from '../terraform-resources.ts';
import { collectorCharts, collectorImages, otelReceivers, shippingDrivers, terraformCollectors } from './log-collectors.data.ts';

/** What carries logs to a central store. Compose files are local development and do not count. */
/** A chart that the values of its parent switch off. */
interface SwitchedOff {
  readonly is: 'off';
  readonly chart: string;
}

interface Collector {
  readonly is: 'collector';
  readonly fact: FactDraft;
  /** A dependency, which values of the same folder may switch off. */
  readonly chart?: string;
}

export const logCollectors = detector<Collector | SwitchedOff>({
  id: 'log-collectors',
  title: 'Log collectors',
  docs: 'https://opentelemetry.io/docs/collector/configuration/',
  reads: [
    {
      extensions: ['.yaml', '.yml'],
      text: [
        ...Object.keys(collectorImages),
        ...Object.keys(collectorCharts),
        'filelog',
        'DD_LOGS_ENABLED',
        'scrape_configs',
        'pipelines:',
        'logDriver',
        'LogDriver',
        'OpenTelemetryCollector',
        'datadog:',
        'loki.write',
      ],
    },
    { extensions: ['.alloy'], text: ['loki.write'] },
    { names: ['vector.toml', 'fluent-bit.conf', 'td-agent.conf', 'fluentd.conf', 'fluent.conf'] },
    ...terraform(
      ...Object.keys(terraformCollectors),
      'logConfiguration',
      'helm_release',
      'enabled_cluster_log_types',
      'amazon-cloudwatch-observability',
    ),
  ],
  emits: ['log.collector'],

  *parse(file) {
    if (/\.(?:tf|tofu|tf\.json)$/.test(file.path)) yield* found(fromTerraform(file));
    else if (/\.ya?ml$/.test(file.path)) {
      yield* found(fromYaml(file));
      yield* fromAlloy(file);
      if (/^chart\.ya?ml$/i.test(file.name)) yield* dependencies(file);
      if (/^values\b.*\.ya?ml$/i.test(file.name)) yield* switchedOff(file);
    } else if (file.path.endsWith('.alloy')) yield* fromAlloy(file);
    else yield* found(fromNative(file));
  },

  *link(findings) {
    const off = new Set(findings.flatMap(({ path, finding }) => (finding.is === 'off' ? [`${folderOf(path)}:${finding.chart}`] : [])));
    for (const { path, finding } of findings)
      if (finding.is === 'collector' && !off.has(`${folderOf(path)}:${finding.chart}`)) yield { path, ...finding.fact };
  },
});

function* found(facts: Iterable<FactDraft>): Generator<Collector> {
  for (const fact of facts) yield { is: 'collector', fact };
}

/** https://helm.sh/docs/topics/charts/#chart-dependencies */
function* dependencies(file: SourceFile): Generator<Collector> {
  for (const dependency of file.yaml()[0]?.list('dependencies') ?? []) {
    const name = dependency.get('name');
    const tool = collectorCharts[last(name?.text() ?? '')];
    if (name && tool) yield { is: 'collector', fact: collector(tool, 'chart', name.line), chart: dependency.text('alias') ?? name.text() };
  }
}

function* switchedOff(file: SourceFile): Generator<SwitchedOff> {
  for (const [chart, values] of file.yaml()[0]?.pairs() ?? []) if (values.flag('enabled') === false) yield { is: 'off', chart };
}

/** Alloy carries metrics and traces as well: what writes to Loki carries logs. https://grafana.com/docs/alloy/latest/reference/components/loki/loki.write/ */
function* fromAlloy(file: SourceFile): Generator<Collector> {
  const at = file.text.search(/^[ \t]{0,40}loki\.write\s{1,4}"/m);
  if (at >= 0) yield { is: 'collector', fact: collector('alloy', 'configuration', file.lineAt(at + blanks(file.text, at))) };
}

function blanks(text: string, at: number): number {
  return /^\s*/.exec(text.slice(at, at + 100))?.[0].length ?? 0;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function* fromTerraform(file: SourceFile): Generator<FactDraft> {
  const hcl = file.hcl();
  for (const { type, line } of resourcesOf(hcl, ...Object.keys(terraformCollectors)))
    yield collector(terraformCollectors[type] ?? '', type, line);
  for (const { body } of resourcesOf(hcl, 'aws_ecs_task_definition')) yield* containers(body.list('container_definitions'));
  for (const { body } of resourcesOf(hcl, 'helm_release')) {
    const chart = body.get('chart');
    const tool = collectorCharts[last(chart?.text() ?? '')];
    if (chart && tool) yield collector(tool, 'chart', chart.line);
  }
  for (const { body } of resourcesOf(hcl, 'aws_eks_cluster')) {
    const types = body.get('enabled_cluster_log_types');
    if (types && types.list().length > 0) yield collector('cloudwatch', 'eks', types.line);
  }
  for (const { body } of resourcesOf(hcl, 'aws_eks_addon')) {
    const name = body.get('addon_name');
    if (name?.text() === 'amazon-cloudwatch-observability') yield collector('cloudwatch', 'eks-addon', name.line);
  }
}

function* containers(definitions: readonly Tree[]): Generator<FactDraft> {
  for (const definition of definitions) {
    const driver = definition.get('logConfiguration.logDriver') ?? definition.get('LogConfiguration.LogDriver');
    const tool = shippingDrivers[driver?.text() ?? ''];
    if (driver && tool) yield collector(tool, 'log-driver', driver.line);
  }
}

function* fromYaml(file: SourceFile): Generator<FactDraft> {
  for (const object of objectsOf(file.yaml(), 'apps/DaemonSet', 'apps/Deployment', 'apps/StatefulSet')) yield* fromWorkload(object);
  const charts = chartSources(file.yaml());
  for (const root of file.yaml()) {
    yield* fromCharts(root, charts);
    yield* openTelemetry(root);
    for (const [, resource] of root.pairs('Resources')) {
      if (resource.text('Type') === 'AWS::ECS::TaskDefinition') yield* containers(resource.list('Properties.ContainerDefinitions'));
    }
    // promtail's own configuration: where to push, and what to read
    const url = root.get('clients.url');
    if (url && root.has('scrape_configs') && url.text()?.includes('/loki/api/')) yield collector('promtail', 'configuration', url.line);
  }
}

function* fromWorkload(object: Tree): Generator<FactDraft> {
  for (const container of object.list('spec.template.spec.containers')) {
    const image = container.get('image');
    const tool = collectorImages[last(image?.text() ?? '')];
    if (image && tool) yield collector(tool, 'workload', image.line);
    const enabled = container.list('env').find(variable => variable.text('name') === 'DD_LOGS_ENABLED' && variable.flag('value') === true);
    if (enabled) yield collector('datadog', 'workload', enabled.line);
  }
}

/** A chart that is installed as a release of Helmfile, Flux or Argo CD. */
function* fromCharts(root: Tree, charts: ReadonlyMap<string, string>): Generator<FactDraft> {
  const releases = root
    .list('releases')
    .filter(item => item.flag('installed') !== false)
    .map(item => item.get('chart'));
  const kind = root.text('kind');
  const flux =
    kind === 'HelmRelease' && root.flag('spec.suspend') !== true ? [root.get('spec.chart.spec.chart'), root.get('spec.chartRef.name')] : [];
  const argo = kind === 'Application' ? [...root.list('spec.source'), ...root.list('spec.sources')].map(source => source.get('chart')) : [];
  for (const chart of [...releases, ...flux, ...argo]) {
    const name = chart?.text() ?? '';
    const tool = collectorCharts[last(charts.get(name) ?? name)];
    if (chart && tool) yield collector(tool, 'chart', chart.line);
  }
  const datadog = root.get('datadog.logs.enabled') ?? root.get('datadog.datadog.logs.enabled');
  if (datadog?.flag() === true) yield collector('datadog', 'chart', datadog.line);
}

/** Which chart a source of Flux holds, by the name under which releases of the same file refer to it. */
function chartSources(documents: readonly Tree[]): ReadonlyMap<string, string> {
  const sources = [...objectsOf(documents, 'source.toolkit.fluxcd.io/OCIRepository')];
  return new Map(sources.map(source => [source.text('metadata.name') ?? '', source.text('spec.url') ?? '']));
}

/** Logs are shipped only when a pipeline for logs has a receiver and sends to more than the console. */
function* openTelemetry(root: Tree): Generator<FactDraft> {
  for (const configuration of [root, root.get('config'), root.get('spec.config')]) {
    for (const [name, pipeline] of configuration?.pairs('service.pipelines') ?? []) {
      if (!/^logs(?:\/|$)/.test(name)) continue;
      // several files become one configuration: a pipeline without receivers has them in another file
      const receivers = pipeline.texts('receivers');
      const reads = !pipeline.has('receivers') || receivers.some(receiver => otelReceivers.includes(receiver.split('/')[0] ?? ''));
      const sends = pipeline.texts('exporters').some(exporter => !/^(?:debug|logging|nop)(?:\/|$)/.test(exporter));
      if (reads && sends) yield collector('opentelemetry', 'collector', pipeline.line);
    }
  }
}

/** The shippers' own formats: a file that reads something and sends it elsewhere. */
function* fromNative(file: SourceFile): Generator<FactDraft> {
  const lines = file.text.split('\n');
  const vector = file.name === 'vector.toml';
  const sink = lines.findIndex(line => (vector ? /^\s*\[sinks\.[\w-]+\]/.test(line) : /^\s*(?:\[OUTPUT\]|<match\s)/i.test(line)));
  if (sink === -1) return;
  const target = lines.slice(sink, sink + 20).join('\n');
  if (/^\s*(?:@?type|name)\s*=?\s*["']?(?:console|stdout|null|blackhole)\b/im.test(target)) return;
  yield collector(vector ? 'vector' : file.name === 'fluent-bit.conf' ? 'fluent-bit' : 'fluentd', 'configuration', sink + 1);
}

/** The last part of the name of an image or a chart, without its version. */
function last(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).replace(/[:@].*$/, '');
}

function collector(tool: string, via: string, line: number): FactDraft {
  return fact('log.collector', { tool, via }, { line });
}
