import type { HclFile } from '../../../lib/hcl.ts';
import type { Tree } from '../../../lib/tree.ts';
import { resourcesOf } from '../terraform-resources.ts';
import { rollout } from './rollout-fact.ts';
import type { Alarmed } from './watched.ts';

export const appConfigTypes = ['aws_appconfig_environment'];
const predefined = /^AppConfig\.(?:Linear|Canary)/;

/**
 * AppConfig brings out configuration and flags: step by step when its strategy grows, and back when an alarm of the environment fires.
 * https://docs.aws.amazon.com/appconfig/latest/userguide/monitoring-deployments.html
 */
export function* appConfigRollouts(file: HclFile): Generator<Alarmed> {
  const strategies = [...resourcesOf(file, 'aws_appconfig_deployment_strategy')].map(({ body }) => body.number('growth_factor') ?? 100);
  const used = [...resourcesOf(file, 'aws_appconfig_deployment')].map(({ body }) => body.text('deployment_strategy_id') ?? '');
  const grows = strategies.some(factor => factor < 100) || used.some(name => predefined.test(name));
  for (const { name, body, created } of resourcesOf(file, ...appConfigTypes)) {
    const monitors = body.list('monitor').filter(each => each.has('alarm_arn'));
    if (grows && created === 'yes') yield* alarmed(body.text('name') ?? name, monitors, 'alarm_arn');
  }
}

/** The same in a template. */
export function* appConfigTemplate(root: Tree): Generator<Alarmed> {
  const resources = root.pairs('Resources');
  const of = (type: string) => resources.filter(([, resource]) => resource.text('Type') === type);
  const growing = of('AWS::AppConfig::DeploymentStrategy').some(([, each]) => (each.number('Properties.GrowthFactor') ?? 100) < 100);
  const used = of('AWS::AppConfig::Deployment').some(([, each]) => predefined.test(each.text('Properties.DeploymentStrategyId') ?? ''));
  for (const [name, resource] of of('AWS::AppConfig::Environment')) {
    const monitors = resource.list('Properties.Monitors').filter(each => each.has('AlarmArn'));
    if (growing || used) yield* alarmed(resource.text('Properties.Name') ?? name, monitors, 'AlarmArn');
  }
}

function* alarmed(name: string, monitors: readonly Tree[], key: string): Generator<Alarmed> {
  const [first] = monitors;
  if (!first) return;
  const fields = { tool: 'appconfig', name, strategy: 'canary', healthGate: true, analysis: true, autoRollback: 'metric' } as const;
  const alarms = monitors.map(monitor => (monitor.text(key) ?? '').replace(/\.(?:arn|Arn)$/, ''));
  yield { draft: rollout(fields, { line: first.line, environment: name }), alarms };
}
