import { longestGapHours } from '../../../lib/cron.ts';
import type { HclFile } from '../../../lib/hcl.ts';
import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact, type Known } from '../../../model/fact.ts';
import { resourcesOf } from '../terraform-resources.ts';

const rule = 'CLOUDFORMATION_STACK_DRIFT_DETECTION_CHECK';
const calls = ['cloudformation:detectStackDrift', 'cloudformation:detectStackSetDrift'];

/** What files of CloudFormation's own drift detection hold. */
export const stackDriftTexts: readonly string[] = [rule, ...calls];

/** https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config-rules.html#evaluate-config_use-trigger-type */
const frequencies: Readonly<Record<string, number>> = { One_Hour: 1, Three_Hours: 3, Six_Hours: 6, Twelve_Hours: 12, TwentyFour_Hours: 24 };

/** A managed rule of AWS Config, or a schedule that calls the service itself, in Terraform. */
export function* stackDriftInTerraform(file: HclFile): Generator<FactDraft> {
  for (const { body, line, created } of resourcesOf(file, 'aws_config_config_rule', 'aws_config_organization_managed_rule')) {
    const identifier = body.text('source.source_identifier') ?? body.text('rule_identifier');
    if (identifier === rule) yield check(frequencies[body.text('maximum_execution_frequency') ?? 'TwentyFour_Hours'] ?? 0, created, line);
  }
  for (const { body, line, created } of resourcesOf(file, 'aws_scheduler_schedule')) {
    const schedule = longestGapHours(body.texts('schedule_expression')) ?? 0;
    if (isCall(body.text('target.arn')) && body.text('state') !== 'DISABLED')
      yield check(schedule, created === 'yes' ? 'unknown' : created, line);
  }
}

/** The same in a template. A call only starts the comparison: whether anybody asks for its result is not said. */
export function* stackDriftInTemplate(document: Tree | undefined): Generator<FactDraft> {
  for (const [, resource] of document?.pairs('Resources') ?? []) {
    const properties = resource.get('Properties');
    const type = resource.text('Type');
    if (type === 'AWS::Config::ConfigRule' && properties?.text('Source.SourceIdentifier') === rule)
      yield check(frequencies[properties.text('MaximumExecutionFrequency') ?? 'TwentyFour_Hours'] ?? 0, 'unknown', resource.line);
    if (type === 'AWS::Scheduler::Schedule' && isCall(properties?.text('Target.Arn')) && properties?.text('State') !== 'DISABLED')
      yield check(longestGapHours(properties?.texts('ScheduleExpression') ?? []) ?? 0, 'unknown', resource.line);
  }
}

function isCall(target = ''): boolean {
  return calls.some(call => target.toLowerCase().endsWith(call.toLowerCase()));
}

function check(maxGapHours: number, canFire: Known, line: number): FactDraft {
  return fact('drift.check', { tool: 'cloudformation', via: 'managed', layer: 'cloud', maxGapHours, canFire }, { line });
}
