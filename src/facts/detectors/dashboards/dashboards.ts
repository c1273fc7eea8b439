import { parseJson } from '../../../lib/json.ts';
import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { scopeInName } from '../alert-class/scope-in-name.ts';
import { objectsOf } from '../kubernetes.ts';
import { resourcesOf } from '../terraform-resources.ts';
import { signalsOf, textsOf } from './dashboard-signals.ts';

/** Terraform resources that are dashboards: their tool and the attribute with the content. */
const types: Readonly<Record<string, readonly [tool: string, content: string]>> = {
  aws_cloudwatch_dashboard: ['cloudwatch', 'dashboard_body'],
  datadog_dashboard: ['datadog', ''],
  datadog_dashboard_json: ['datadog', 'dashboard'],
  datadog_timeboard: ['datadog', ''],
  google_monitoring_dashboard: ['gcp', 'dashboard_json'],
  azurerm_portal_dashboard: ['azure', 'dashboard_properties'],
  azurerm_application_insights_workbook: ['azure', 'data_json'],
  newrelic_one_dashboard: ['newrelic', ''],
  newrelic_one_dashboard_json: ['newrelic', 'json'],
  grafana_dashboard: ['grafana', 'config_json'],
  signalfx_dashboard: ['splunk', ''],
  elasticstack_kibana_dashboard: ['elastic', ''],
  awscc_cloudwatch_dashboard: ['cloudwatch', 'dashboard_body'],
  grafana_apps_dashboard_dashboard_v1beta1: ['grafana', 'spec.json'],
  grafana_apps_dashboard_dashboard_v1: ['grafana', 'spec.json'],
  grafana_apps_dashboard_dashboard_v2: ['grafana', 'spec.json'],
  honeycombio_board: ['honeycomb', ''],
  honeycombio_flexible_board: ['honeycomb', ''],
  dynatrace_dashboard: ['dynatrace', ''],
  dynatrace_json_dashboard: ['dynatrace', 'contents'],
  dynatrace_document: ['dynatrace', 'content'],
  splunk_dashboard: ['splunk', ''],
  sumologic_dashboard: ['sumologic', ''],
  coralogix_dashboard: ['coralogix', 'content_json'],
  chronosphere_dashboard: ['chronosphere', 'dashboard_json'],
  lightstep_dashboard: ['lightstep', ''],
};

/** A dashboard, with the ConfigMap that holds it or to which it refers. */
type Finding = FactDraft & { readonly holder?: string; readonly refersTo?: string };

export const dashboards = detector<Finding>({
  id: 'dashboards',
  title: 'Dashboards as code',
  docs: 'https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/',
  reads: [
    { extensions: ['.json'], text: ['"panels"', '"rows"', '"layout_type"', 'dashboard.grafana.app'] },
    {
      extensions: ['.yaml', '.yml'],
      text: [
        '"panels"',
        'kind: GrafanaDashboard',
        'gnetId',
        'perses.dev',
        'AWS::CloudWatch::Dashboard',
        '"rows"',
        'kind: Dashboard',
        'DatadogDashboard',
      ],
    },
    { extensions: ['.tf', '.tofu', '.tf.json'], text: Object.keys(types) },
  ],
  emits: ['dashboard'],

  *parse(file) {
    const scope = scopeInName(file.path);
    for (const dashboard of dashboardsIn(file)) yield { ...dashboard, scope };
  },

  *link(found) {
    const holders = new Set(found.flatMap(({ finding }) => finding.holder ?? []));
    for (const { path, finding } of found) {
      const { holder, refersTo, ...dashboard } = finding;
      // what it refers to is a dashboard already
      if (refersTo === undefined || !holders.has(refersTo)) yield { path, ...dashboard };
    }
  },
});

function dashboardsIn(file: SourceFile): Iterable<Finding> {
  if (/\.(?:tf|tofu|tf\.json)$/.test(file.path)) return terraformDashboards(file);
  return file.path.endsWith('.json') ? jsonDashboards(file) : yamlDashboards(file);
}

function* jsonDashboards(file: SourceFile): Generator<FactDraft> {
  if (!/"(?:schemaVersion|targets|gridPos|datasource|timepicker|templating|layout_type|kind)"/.test(file.text)) return;
  const tree = file.json();
  const content = tree && (isGrafana(tree) ? tree : tree.get('dashboard'));
  if (content && isGrafana(content)) yield grafanaFact(content, 1);
  else if (tree) yield* writtenDashboard(tree);
}

/** Dashboards of other formats that are one document: Perses, the interface of Grafana for resources, Grizzly, Datadog. */
function* writtenDashboard(document: Tree): Generator<FactDraft> {
  const group = document.text('apiVersion')?.split('/')[0] ?? '';
  const spec = document.get('spec');
  if (document.text('kind') === 'Dashboard' && spec) {
    if (group === 'dashboard.grafana.app' || group === 'grizzly.grafana.com') yield grafanaFact(spec, document.line);
    else if (group === '' && isPerses(spec)) yield persesFact(document, spec);
  } else if (document.has('layout_type') && document.get('widgets')?.kind === 'list') {
    yield simpleFact('datadog', document.text('title') ?? '', document, document.line);
  }
}

/** Panels by name, with layouts or a duration beside them. https://perses.dev/perses/docs/api/dashboard/ */
function isPerses(spec: Tree): boolean {
  return spec.get('panels')?.kind === 'map' && (spec.has('layouts') || spec.has('duration') || spec.has('datasources'));
}

function persesFact(document: Tree, spec: Tree): FactDraft {
  const { queries, titles } = textsOf(spec);
  const title = spec.text('display.name') ?? document.text('metadata.name') ?? '';
  return fact(
    'dashboard',
    { tool: 'perses', title, panels: spec.pairs('panels').length, ...signalsOf(queries, [title, ...titles]) },
    { line: document.line },
  );
}

/** Panels, or rows of panels in old models, beside something that only a dashboard has. */
function isGrafana(tree: Tree): boolean {
  const hasPanels = tree.get('panels')?.kind === 'list' || tree.list('rows').some(row => row.get('panels')?.kind === 'list');
  return (
    hasPanels && (tree.has('schemaVersion') || tree.has('templating') || tree.has('timepicker') || (tree.has('title') && tree.has('time')))
  );
}

function grafanaFact(content: Tree, line: number): FactDraft {
  const { queries, titles } = textsOf(content);
  const title = content.text('title') ?? '';
  return fact('dashboard', { tool: 'grafana', title, panels: panelCount(content), ...signalsOf(queries, [title, ...titles]) }, { line });
}

function panelCount(content: Tree): number {
  if (content.get('elements')?.kind === 'map') return content.pairs('elements').length; // the second version of the model
  const lists = [content, ...content.list('rows')].flatMap(each => each.list('panels'));
  return lists.reduce((sum, panel) => sum + (panel.text('type') === 'row' ? panel.list('panels').length : 1), 0);
}

function* yamlDashboards(file: SourceFile): Generator<Finding> {
  const documents = file.yaml();
  for (const object of objectsOf(documents, '/ConfigMap')) yield* configMapDashboards(object);
  for (const object of objectsOf(documents, 'grafana.integreatly.org/GrafanaDashboard', 'integreatly.org/GrafanaDashboard'))
    yield customResource(object);
  for (const object of objectsOf(documents, 'perses.dev/PersesDashboard'))
    yield persesFact(object, object.get('spec.config') ?? object.get('spec') ?? object);
  for (const object of objectsOf(documents, 'datadoghq.com/DatadogDashboard'))
    yield simpleFact(
      'datadog',
      object.text('spec.title') ?? object.text('metadata.name') ?? '',
      contentOf(object.get('spec')),
      object.line,
    );
  for (const document of documents) {
    yield* writtenDashboard(document);
    yield* communityDashboards(document);
    for (const [name, resource] of document.pairs('Resources')) {
      if (resource.text('Type') === 'AWS::CloudWatch::Dashboard')
        yield simpleFact('cloudwatch', name, contentOf(resource.get('Properties.DashboardBody')), resource.line);
    }
  }
}

function* configMapDashboards(object: Tree): Generator<Finding> {
  const holder = object.text('metadata.name') ?? '';
  for (const [, value] of object.pairs('data')) {
    const content = contentOf(value);
    if (content && isGrafana(content)) yield { ...grafanaFact(content, value.line), holder };
  }
}

/** What another place defines is a dashboard too, of unknown content. */
function customResource(object: Tree): Finding {
  const content = contentOf(object.get('spec.json'));
  if (content && isGrafana(content)) return grafanaFact(content, object.line);
  const map = object.text('spec.configMapRef.name');
  const draft = fact('dashboard', { tool: 'grafana', title: object.text('metadata.name') ?? '', byReference: true }, { line: object.line });
  return map === undefined ? draft : { ...draft, refersTo: map };
}

/** `dashboards: {folder: {name: {gnetId: 1860}}}` in the values of Grafana's chart. */
function* communityDashboards(document: Tree): Generator<FactDraft> {
  for (const node of document.walk()) {
    const folders = node.kind === 'map' ? node.key('dashboards') : undefined;
    for (const [name, dashboard] of folders?.pairs().flatMap(([, folder]) => folder.pairs()) ?? []) {
      if (dashboard.has('gnetId')) yield fact('dashboard', { tool: 'grafana', title: name, byReference: true }, { line: dashboard.line });
    }
  }
}

function* terraformDashboards(file: SourceFile): Generator<FactDraft> {
  for (const { type, name, body, line } of resourcesOf(file.hcl(), ...Object.keys(types))) {
    const [tool = '', path = ''] = types[type] ?? [];
    const title = body.text('title') ?? body.text('spec.title') ?? body.text('dashboard_name') ?? body.text('name') ?? name;
    if (path === '') yield simpleFact(tool, title, body, line);
    else yield simpleFact(tool, title, contentOf(body.get(path)), line, body.get(path)?.text());
  }
}

/** Content that is written as an object, or as a JSON text in which expressions of Terraform may stand. */
function contentOf(value: Tree | undefined): Tree | undefined {
  if (value?.kind !== 'scalar') return value;
  const text = value.text() ?? '';
  if (!/^\s*\{/.test(text)) return undefined;
  return parseJson(text.includes('${') ? text.replace(/\$\{[^{}\n]*\}/g, '0') : text).tree;
}

function simpleFact(tool: string, title: string, content: Tree | undefined, line: number, raw = ''): FactDraft {
  if (!content) {
    const isFile = /\b(?:file|templatefile)\(/.test(raw);
    return fact(
      'dashboard',
      { tool, title, byReference: isFile, ...signalsOf(raw === '' ? [] : raw.split('\n').slice(0, 2000), [title]) },
      { line },
    );
  }
  const { queries, titles } = textsOf(content);
  const panels =
    ['widgets', 'widget', 'panels', 'page.widget', 'dashboardLayout.widgets']
      .map(path => content.list(path).length)
      .find(count => count > 0) ?? 0;
  return fact(
    'dashboard',
    { tool, title, panels, ...signalsOf(queries, [title, ...titles]), errorBudget: hasBudget(content, title, queries, titles) },
    { line },
  );
}

function hasBudget(content: Tree, title: string, queries: readonly string[], titles: readonly string[]): boolean {
  return content.has('widget.service_level_objective_definition') || signalsOf(queries, [title, ...titles]).errorBudget;
}
