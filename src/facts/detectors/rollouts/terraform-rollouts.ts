import type { HclFile } from '../../../lib/hcl.ts';
import type { Tree } from '../../../lib/tree.ts';
import type { FactDraft } from '../../../model/fact.ts';
import type { SourceFile } from '../../source-file.ts';
import { resourcesOf, type TerraformResource } from '../terraform-resources.ts';
import { appConfigRollouts } from './appconfig.ts';
import { areVersions, type RolloutFields, rollout } from './rollout-fact.ts';
import type { Alarmed } from './watched.ts';

type Fields = RolloutFields & { readonly shown?: Tree; readonly alarms?: readonly string[] };

/** Resources that release new versions of an application. Node pools, databases and machine groups replace infrastructure and are none. */
const readers: Readonly<Record<string, (body: Tree, routings: ReadonlyMap<string, string>) => Fields | undefined>> = {
  aws_ecs_service: ecsService,
  aws_codedeploy_deployment_group: codeDeploy,
  aws_lambda_alias: lambdaAlias,
  aws_lb_listener: weightedListener,
  aws_lb_listener_rule: weightedListener,
  aws_alb_listener: weightedListener,
  google_cloud_run_service: cloudRun,
  google_cloud_run_v2_service: cloudRun,
  google_clouddeploy_delivery_pipeline: cloudDeploy,
  azurerm_container_app: containerApp,
  aws_elastic_beanstalk_environment: beanstalk,
  helm_release: helmRelease,
  kubernetes_deployment: deployment,
  kubernetes_deployment_v1: deployment,
};

export const terraformTypes = Object.keys(readers);

export function* terraformRollouts(file: SourceFile): Generator<FactDraft | Alarmed> {
  const hcl = file.hcl();
  const routings = routingsOf(hcl);
  for (const resource of resourcesOf(hcl, ...terraformTypes)) {
    const fields = readers[resource.type]?.(resource.body, routings);
    if (!fields) continue;
    const { alarms = [], ...rest } = fields;
    yield alarms.length > 0 ? { draft: draft(resource, rest), alarms } : draft(resource, rest);
  }
  yield* appConfigRollouts(hcl);
}

/** How configurations of CodeDeploy that the file itself defines move the traffic, by the name of their resource. */
function routingsOf(hcl: HclFile): ReadonlyMap<string, string> {
  const own = resourcesOf(hcl, 'aws_codedeploy_deployment_config');
  return new Map([...own].map(({ name, body }) => [name, body.text('traffic_routing_config.type') ?? 'hosts']));
}

function draft({ name, line, body, created }: TerraformResource, { shown, ...fields }: Omit<Fields, 'alarms'>): FactDraft {
  const written = body.get('name');
  const strategy = created === 'unknown' ? 'unknown' : fields.strategy;
  return rollout(
    { name: written?.tag === undefined ? (written?.text() ?? name) : name, ...fields, strategy },
    { line: shown?.line ?? line },
  );
}

function ecsService(body: Tree): Fields {
  const configuration = body.get('deployment_configuration');
  const strategy = configuration?.get('strategy');
  const breaker = body.get('deployment_circuit_breaker');
  const alarms = body.get('alarms');
  const byAlarm = alarms?.flag('rollback') === true && alarms.flag('enable') !== false && alarms.list('alarm_names').length > 0;
  const progressive =
    ecsStrategies[strategy?.text()?.toUpperCase() ?? ''] ??
    (strategy?.tag === 'expression' ? 'unknown' : undefined) ??
    (body.text('deployment_controller.type') === 'CODE_DEPLOY' ? 'blue_green' : undefined);
  return {
    tool: 'ecs',
    strategy: progressive ?? (body.number('deployment_minimum_healthy_percent') === 0 ? 'big_bang' : 'rolling'),
    healthGate: breaker?.flag('enable') === true || body.has('load_balancer'),
    analysis: byAlarm,
    autoRollback: byAlarm ? 'metric' : breaker?.flag('rollback') === true && breaker.flag('enable') !== false ? 'health' : 'none',
    defaulted: !strategy && !breaker && !body.has('deployment_minimum_healthy_percent'),
    ...(byAlarm ? { alarms: alarms.texts('alarm_names') } : {}),
    ...shownAt(strategy ?? breaker),
  };
}

const ecsStrategies: Readonly<Record<string, 'blue_green' | 'canary'>> = { BLUE_GREEN: 'blue_green', CANARY: 'canary', LINEAR: 'canary' };

function codeDeploy(body: Tree, routings: ReadonlyMap<string, string>): Fields {
  const configuration = body.get('deployment_config_name');
  const written = configuration?.text() ?? '';
  const own = /^aws_codedeploy_deployment_config\.([\w-]+)\./.exec(written)?.[1];
  const name = own === undefined ? written : (routings.get(own) ?? own);
  const blueGreen = body.text('deployment_style.deployment_type') === 'BLUE_GREEN';
  const rollback = body.get('auto_rollback_configuration');
  const events = rollback?.flag('enabled') === true ? rollback.texts('events') : [];
  const alarms = body.get('alarm_configuration');
  const watches = alarms?.list('alarms').length !== 0 && alarms !== undefined && alarms.flag('enabled') !== false;
  const byAlarm = watches && events.includes('DEPLOYMENT_STOP_ON_ALARM');
  return {
    tool: 'codedeploy',
    strategy: /canary|linear/i.test(name) ? 'canary' : blueGreen ? 'blue_green' : /AllAtOnce/.test(name) ? 'big_bang' : 'rolling',
    healthGate: events.includes('DEPLOYMENT_FAILURE') || blueGreen,
    analysis: byAlarm,
    autoRollback: byAlarm ? 'metric' : events.includes('DEPLOYMENT_FAILURE') ? 'health' : 'none',
    defaulted: !configuration && !blueGreen,
    ...(byAlarm ? { alarms: alarms.texts('alarms') } : {}),
    ...shownAt(configuration ?? body.get('deployment_style') ?? rollback),
  };
}

function lambdaAlias(body: Tree): Fields | undefined {
  const weights = body.get('routing_config.additional_version_weights');
  return weights && { tool: 'lambda', strategy: 'canary', manualStep: true, shown: weights };
}

/** Weights between target groups are versions only when their names say so. */
function weightedListener(body: Tree): Fields | undefined {
  for (const action of [...body.list('default_action'), ...body.list('action')]) {
    const groups = action.list('forward').flatMap(forward => forward.list('target_group'));
    const weighted = groups.filter(group => group.has('weight'));
    const names = weighted.map(group => (group.text('arn') ?? '').replace(/\.arn$/, '').replace(/^.*\./, ''));
    if (weighted.length > 1 && areVersions(names))
      return { tool: 'alb', strategy: 'blue_green', manualStep: true, ...shownAt(action.get('forward')) };
  }
  return undefined;
}

function cloudRun(body: Tree): Fields | undefined {
  const shares = body.list('traffic').filter(target => isShare(target.number('percent')));
  return shares.length > 1 ? { tool: 'cloud-run', strategy: 'canary', manualStep: true, ...shownAt(shares[0]) } : undefined;
}

function cloudDeploy(body: Tree): Fields | undefined {
  const canary = body
    .list('serial_pipeline')
    .flatMap(pipeline => pipeline.list('stages'))
    .map(stage => stage.get('strategy.canary'))
    .find(Boolean);
  return canary && { tool: 'cloud-deploy', strategy: 'canary', shown: canary };
}

function containerApp(body: Tree): Fields | undefined {
  const weights = body.list('ingress.traffic_weight').filter(target => isShare(target.number('percentage')));
  const multiple = body.text('revision_mode')?.toLowerCase() === 'multiple';
  return multiple && weights.length > 1
    ? { tool: 'container-apps', strategy: 'canary', manualStep: true, ...shownAt(weights[0]) }
    : undefined;
}

const beanstalkPolicies: Readonly<Record<string, RolloutFields['strategy']>> = {
  AllAtOnce: 'big_bang',
  Rolling: 'rolling',
  RollingWithAdditionalBatch: 'rolling',
  Immutable: 'rolling',
  TrafficSplitting: 'canary',
};

function beanstalk(body: Tree): Fields | undefined {
  const setting = body.list('setting').find(item => item.text('name') === 'DeploymentPolicy');
  const strategy = beanstalkPolicies[setting?.text('value') ?? ''];
  return strategy && { tool: 'elastic-beanstalk', strategy, healthGate: strategy !== 'big_bang', ...shownAt(setting) };
}

function helmRelease(body: Tree): Fields | undefined {
  const atomic = body.get('atomic');
  return atomic?.flag() === true
    ? { tool: 'helm', strategy: 'rolling', healthGate: true, autoRollback: 'health', shown: atomic }
    : undefined;
}

function deployment(body: Tree): Fields {
  const type = body.get('spec.strategy.type');
  const probed = body.list('spec.template.spec.container').some(container => container.has('readiness_probe'));
  const name = body.get('metadata.name');
  const named = name?.tag === undefined && name?.text() ? { name: name.text() ?? '' } : {};
  return {
    tool: 'kubernetes',
    ...named,
    strategy: type?.text() === 'Recreate' ? 'big_bang' : 'rolling',
    healthGate: probed,
    defaulted: !type,
    ...shownAt(type),
  };
}

function isShare(value: number | undefined): boolean {
  return value !== undefined && value > 0 && value < 100;
}

function shownAt(tree: Tree | undefined): { readonly shown?: Tree } {
  return tree ? { shown: tree } : {};
}
