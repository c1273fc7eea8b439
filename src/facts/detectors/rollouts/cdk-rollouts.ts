import { blankComments } from '../../../lib/comments.ts';
import type { FactDraft } from '../../../model/fact.ts';
import type { SourceFile } from '../../source-file.ts';
import { rollout } from './rollout-fact.ts';

const constructs = /\b(?:(?:Lambda|Ecs)DeploymentGroup|(?:Fargate|Ec2)Service)\s*\(/g;
const mostConstructs = 100;
const longest = 4_000;

/** How CDK programs release: groups of CodeDeploy and services of ECS. What a program computes is not seen. */
export function* cdkRollouts(file: SourceFile): Generator<FactDraft> {
  const code = blankComments(file.text.slice(0, 400_000), file.path.endsWith('.py') ? 'python' : 'slashes');
  if (!/aws-cdk|aws_cdk/.test(code)) return;
  for (const call of [...code.matchAll(constructs)].slice(0, mostConstructs)) {
    const argument = insideParentheses(code, call.index + call[0].length);
    const fields = call[0].includes('DeploymentGroup') ? deploymentGroup(argument) : ecsService(argument);
    const name = /["'`]([\w-]{1,60})["'`]/.exec(argument)?.[1] ?? '';
    if (fields) yield rollout({ ...fields, name }, { line: file.lineAt(call.index) });
  }
}

function insideParentheses(code: string, start: number): string {
  let depth = 1;
  for (let at = start; at < Math.min(code.length, start + longest); at++) {
    if (code[at] === '(') depth++;
    if (code[at] === ')' && --depth === 0) return code.slice(start, at);
  }
  return code.slice(start, start + longest);
}

/** With alarms a group stops and goes back when one fires, unless told not to; a failed deployment goes back by default. */
function deploymentGroup(argument: string) {
  const configuration = /\b(?:Lambda|Ecs)DeploymentConfig\.(\w{1,60})/.exec(argument)?.[1] ?? '';
  if (configuration === '') return undefined;
  const alarmed =
    /\balarms\s*[:=]\s*\[\s*[^\]\s]/.test(argument) && !/\b(?:deploymentInAlarm|deployment_in_alarm)\s*[:=]\s*[Ff]alse/.test(argument);
  const strategy = /^(?:CANARY|LINEAR)/.test(configuration) ? 'canary' : configuration === 'ALL_AT_ONCE' ? 'big_bang' : 'unknown';
  return { tool: 'codedeploy', strategy, healthGate: true, analysis: alarmed, autoRollback: alarmed ? 'metric' : 'health' } as const;
}

function ecsService(argument: string) {
  const breaker = /\b(?:circuitBreaker|circuit_breaker)\s*[:=]\s*(?:\{|[\w.]{1,60}\()([^})]{0,200})/.exec(argument)?.[1];
  const alarms = /\b(?:deploymentAlarms|deployment_alarms)\s*[:=]\s*(?:\{|[\w.]{1,60}\()([\s\S]{0,400})/.exec(argument)?.[1];
  if (breaker === undefined && alarms === undefined) return undefined;
  const byAlarm = alarms !== undefined && !/FAIL_ON_ALARM/.test(alarms);
  const byHealth = breaker !== undefined && /\brollback\s*[:=]\s*[Tt]rue/.test(breaker);
  return {
    tool: 'ecs',
    strategy: 'rolling',
    healthGate: true,
    analysis: byAlarm,
    autoRollback: byAlarm ? 'metric' : byHealth ? 'health' : 'none',
  } as const;
}
