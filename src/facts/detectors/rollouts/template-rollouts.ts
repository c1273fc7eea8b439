import type { Tree } from '../../../lib/tree.ts';
import type { FactDraft } from '../../../model/fact.ts';
import type { SourceFile } from '../../source-file.ts';
import { objectsOf } from '../kubernetes.ts';
import { appConfigTemplate } from './appconfig.ts';
import { type RolloutFields, rollout } from './rollout-fact.ts';
import type { Alarmed } from './watched.ts';

/** CloudFormation and SAM templates, serverless.yml, Cloud Deploy and Azure Pipelines. */
export function* templateRollouts(file: SourceFile): Generator<FactDraft | Alarmed> {
  for (const root of file.yaml()) {
    yield* cloudFormation(root);
    yield* appConfigTemplate(root);
    yield* serverless(root);
    yield* azurePipeline(root);
  }
  for (const object of objectsOf(file.yaml(), 'deploy.cloud.google.com/DeliveryPipeline')) {
    const canary = object
      .list('serialPipeline.stages')
      .map(stage => stage.get('strategy.canary'))
      .find(Boolean);
    if (canary)
      yield rollout({ tool: 'cloud-deploy', name: object.text('metadata.name') ?? '', strategy: 'canary' }, { line: canary.line });
  }
}

function* cloudFormation(root: Tree): Generator<FactDraft | Alarmed> {
  const globally = root.get('Globals.Function.DeploymentPreference');
  if (globally) yield* samPreference('', globally);
  for (const [name, resource] of root.pairs('Resources')) {
    const properties = resource.get('Properties');
    const type = resource.text('Type');
    const preference = properties?.get('DeploymentPreference');
    if (type === 'AWS::Serverless::Function' && preference) yield* samPreference(name, preference);
    if (type === 'AWS::ECS::Service' && properties)
      yield watched(ecsService(name, properties, resource), properties.texts('DeploymentConfiguration.Alarms.AlarmNames'));
    if (type === 'AWS::CodeDeploy::DeploymentGroup' && properties)
      yield watched(
        codeDeploy(name, properties, resource, root),
        properties.list('AlarmConfiguration.Alarms').flatMap(alarm => alarm.text('Name') ?? []),
      );
  }
}

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html */
function* samPreference(name: string, preference: Tree): Generator<FactDraft | Alarmed> {
  const type = preference.get('Type');
  const enabled = preference.get('Enabled');
  if (!type || enabled?.flag() === false) return;
  const list = preference.get('Alarms');
  const alarms = list?.kind === 'list' && list.tag === undefined ? list.items.flatMap(alarm => alarm.text() ?? []) : [];
  const given = alarms.filter(alarm => alarm !== 'AWS::NoValue');
  const text = enabled && enabled.flag() === undefined ? '' : (type.text() ?? ''); // a condition decides
  const strategy = /^(?:Canary|Linear)/.test(text) ? 'canary' : text === 'AllAtOnce' ? 'big_bang' : 'unknown';
  const decides = given.length > 0;
  yield watched(
    rollout(
      { tool: 'sam', name, strategy, healthGate: preference.has('Hooks'), analysis: decides, autoRollback: decides ? 'metric' : 'none' },
      { line: type.line },
    ),
    given,
  );
}

function watched(draft: FactDraft, alarms: readonly string[]): FactDraft | Alarmed {
  return (draft as FactDraft<'rollout'>).fields.autoRollback === 'metric' && alarms.length > 0 ? { draft, alarms } : draft;
}

function ecsService(name: string, properties: Tree, resource: Tree): FactDraft {
  const configuration = properties.get('DeploymentConfiguration');
  const strategy = configuration?.text('Strategy');
  const breaker = configuration?.get('DeploymentCircuitBreaker');
  const alarms = configuration?.get('Alarms');
  const byAlarm = alarms?.flag('Enable') === true && alarms.flag('Rollback') === true && alarms.list('AlarmNames').length > 0;
  const blueGreen = strategy === 'BLUE_GREEN' || properties.text('DeploymentController.Type') === 'CODE_DEPLOY';
  const canary = strategy === 'CANARY' || strategy === 'LINEAR';
  return rollout(
    {
      tool: 'ecs',
      name,
      strategy: canary
        ? 'canary'
        : blueGreen
          ? 'blue_green'
          : configuration?.number('MinimumHealthyPercent') === 0
            ? 'big_bang'
            : 'rolling',
      healthGate: breaker?.flag('Enable') === true || properties.has('LoadBalancers'),
      analysis: byAlarm,
      autoRollback: byAlarm ? 'metric' : breaker?.flag('Rollback') === true ? 'health' : 'none',
      defaulted: !configuration,
    },
    { line: configuration?.line ?? resource.line },
  );
}

function codeDeploy(name: string, properties: Tree, resource: Tree, root: Tree): FactDraft {
  const configuration = properties.get('DeploymentConfigName');
  const blueGreen = properties.text('DeploymentStyle.DeploymentType') === 'BLUE_GREEN';
  const rollback = properties.get('AutoRollbackConfiguration');
  const events = rollback?.flag('Enabled') === true ? rollback.texts('Events') : [];
  const alarms = properties.list('AlarmConfiguration.Alarms');
  const byAlarm =
    alarms.length > 0 && properties.flag('AlarmConfiguration.Enabled') !== false && events.includes('DEPLOYMENT_STOP_ON_ALARM');
  const written = configuration?.text() ?? '';
  const own = root.get('Resources')?.key(written);
  const text = own?.text('Properties.TrafficRoutingConfig.Type') ?? written;
  const strategy: RolloutFields['strategy'] = /Canary|Linear/.test(text)
    ? 'canary'
    : blueGreen
      ? 'blue_green'
      : /AllAtOnce/.test(text)
        ? 'big_bang'
        : 'rolling';
  const onFailure = events.includes('DEPLOYMENT_FAILURE');
  return rollout(
    {
      tool: 'codedeploy',
      name,
      strategy,
      healthGate: onFailure || blueGreen,
      analysis: byAlarm,
      autoRollback: byAlarm ? 'metric' : onFailure ? 'health' : 'none',
      defaulted: !configuration && !blueGreen,
    },
    { line: configuration?.line ?? resource.line },
  );
}

/** The plugin of the Serverless Framework that shifts traffic with CodeDeploy; without the plugin its settings do nothing. */
function* serverless(root: Tree): Generator<FactDraft> {
  const plugins = [...root.texts('plugins'), ...root.texts('plugins.modules')];
  if (!plugins.includes('serverless-plugin-canary-deployments')) return;
  const shared = root.get('custom.deploymentSettings');
  for (const [name, definition] of root.pairs('functions')) {
    const settings = definition.get('deploymentSettings') ?? shared;
    const type = settings?.get('type') ?? shared?.get('type');
    if (!settings || !type) continue;
    const alarmed = [...settings.list('alarms'), ...(shared?.list('alarms') ?? [])].length > 0;
    const strategy = /^(?:Canary|Linear)/.test(type.text() ?? '') ? 'canary' : 'big_bang';
    yield rollout(
      { tool: 'serverless', name, strategy, analysis: alarmed, autoRollback: alarmed ? 'metric' : 'none' },
      { line: type.line },
    );
  }
}

function* azurePipeline(root: Tree): Generator<FactDraft> {
  const jobs = [...root.list('jobs'), ...root.list('stages').flatMap(stage => stage.list('jobs'))];
  for (const job of jobs) {
    const strategy = job.get('strategy');
    if (!job.has('deployment') || !strategy) continue;
    const [kind, shown] = strategy.pairs().find(([key]) => key === 'canary' || key === 'rolling') ?? [];
    if (!shown || (kind !== 'canary' && kind !== 'rolling')) continue;
    const fields = {
      tool: 'azure-pipelines',
      name: job.text('deployment') ?? '',
      strategy: kind,
      healthGate: shown.has('postRouteTraffic'),
    } as const;
    yield rollout(fields, { line: shown.line, environment: job.text('environment.name') ?? job.text('environment') ?? '' });
  }
}
