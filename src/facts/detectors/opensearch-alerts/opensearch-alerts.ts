import type { Tree } from '../../../lib/tree.ts';
import { parseYaml } from '../../../lib/yaml.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { detector } from '../../detector.ts';
import { classifyMetrics } from '../alert-class/classify-metric.ts';
import { alertFacts, type CloudAlert } from '../alert-class/cloud-alert.ts';
import { resourcesOf, type TerraformResource, terraform } from '../terraform-resources.ts';

type Channel = FactFields<'alert.route'>['channel'];
type Finding = { readonly monitor: CloudAlert } | { readonly route: { name: string; channel: Channel; line: number } };

const monitors = ['opensearch_monitor', 'elasticsearch_opensearch_monitor', 'elasticsearch_opendistro_monitor'];
const destinations = ['opensearch_channel_configuration', 'elasticsearch_opensearch_destination', 'elasticsearch_opendistro_destination'];
const channels: Readonly<Record<string, Channel>> = {
  slack: 'chat',
  chime: 'chat',
  microsoft_teams: 'chat',
  email: 'mail',
  custom_webhook: 'webhook',
  webhook: 'webhook',
};

/** Monitors of OpenSearch and Open Distro: the resource holds the document of the alerting interface as JSON. */
export const opensearchAlerts = detector<Finding>({
  id: 'opensearch-alerts',
  title: 'OpenSearch monitors in Terraform',
  docs: 'https://docs.opensearch.org/latest/observing-your-data/alerting/api/',
  reads: terraform(...monitors, ...destinations),
  emits: ['alert.rule', 'alert.route', 'anomaly.detection'],

  *parse(file) {
    const hcl = file.hcl();
    const locals = hcl.blocks.filter(block => block.type === 'locals').flatMap(block => block.body.pairs());
    const named = new Map(locals.map(([name, value]) => [`local.${name}`, value]));
    for (const resource of resourcesOf(hcl, ...monitors)) yield { monitor: monitorOf(resource, documentOf(resource.body, named)) };
    for (const { name, line, body } of resourcesOf(hcl, ...destinations)) {
      const document = documentOf(body, named);
      const type = document?.text('type') ?? document?.text('config.config_type') ?? typeIn(body);
      yield { route: { name: document?.text('name') ?? name, channel: channels[type] ?? 'unknown', line } };
    }
  },

  *link(found, scene) {
    yield* alertFacts(
      found.flatMap(({ path, finding }) => ('monitor' in finding ? [{ path, finding: finding.monitor }] : [])),
      scene,
    );
    for (const { path, finding } of found) if ('route' in finding) yield routeOf(path, finding.route);
  },
});

function monitorOf({ name, line, created }: TerraformResource, document: Tree | undefined): CloudAlert {
  const triggers = (document?.list('triggers') ?? []).flatMap(triggerOf);
  const actions = triggers.flatMap(trigger => trigger.list('actions'));
  const title = document?.text('name') ?? name;
  return {
    line,
    fields: {
      tool: 'opensearch',
      name: title,
      ...classifyMetrics([], title),
      severity: triggers[0]?.text('severity') ?? '',
      notifies: document === undefined ? 'unknown' : actions.some(action => action.has('destination_id')) ? 'yes' : 'no',
      enabled: document?.flag('enabled') === false ? 'no' : created,
    },
    runbook: { within: actions.map(action => action.text('message_template.source') ?? '').join('\n') },
  };
}

/** Newer monitors name the kind of trigger around it. */
function triggerOf(item: Tree): readonly Tree[] {
  const inner = item.get('query_level_trigger') ?? item.get('bucket_level_trigger') ?? item.get('document_level_trigger');
  return [inner ?? item];
}

/** The body is built by `jsonencode`, in a local or in place, or written out as a text of JSON, which YAML reads even with references in it. */
function documentOf(body: Tree, locals: ReadonlyMap<string, Tree>): Tree | undefined {
  const written = body.get('body');
  const value = locals.get(written?.text() ?? '') ?? written;
  const document = value?.kind === 'scalar' ? parseYaml(value.text() ?? '').documents[0] : value;
  return document?.kind === 'map' ? document : undefined;
}

/** References with quotes of their own break the JSON around them. */
function typeIn(body: Tree): string {
  return /"type"\s*:\s*"(\w+)"/.exec(body.text('body') ?? '')?.[1] ?? '';
}

function routeOf(path: string, { name, channel, line }: { name: string; channel: Channel; line: number }): FactDraft {
  return fact('alert.route', { tool: 'opensearch', name, channel, grouped: false }, { path, line });
}
