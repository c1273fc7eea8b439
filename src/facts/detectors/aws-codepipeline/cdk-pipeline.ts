import { blankComments } from '../../../lib/comments.ts';
import type { SourceFile } from '../../source-file.ts';
import type { Reading } from '../commands/effects.ts';
import { deliveryJob, stepEffect } from '../delivery-jobs.ts';
import type { PipelineFinding } from '../pipeline-findings.ts';

const tool = 'aws-codepipeline';
const addsStage = /\b(?:addStage|add_stage)\s*\(/g;
const deployAction =
  /\b(?:CloudFormation\w*Action|EcsDeployAction|CodeDeploy\w*DeployAction|ElasticBeanstalkDeployAction|EksDeployAction|StackSet\w*Action|AlexaSkillDeployAction)\s*\(/;
const mostStages = 60;
const longest = 6_000;

/**
 * Pipelines that a CDK program builds (https://docs.aws.amazon.com/cdk/v2/guide/cdk-pipeline.html): the calls that add a stage, in written
 * order. Programs are not run, so loops and conditions stay unseen.
 */
export function* cdkPipeline(file: SourceFile): Generator<PipelineFinding> {
  const code = blankComments(file.text.slice(0, 400_000), file.path.endsWith('.py') ? 'python' : 'slashes');
  const calls = [...code.matchAll(addsStage)].slice(0, mostStages);
  const base = { tool, triggers: ['push_default'], enabled: 'yes' } as const;
  const workflow = file.name.replace(/\.\w+$/, '');
  let before: readonly string[] = [];
  for (const [index, call] of calls.entries()) {
    const start = call.index + call[0].length;
    const argument = insideParentheses(code, start);
    const line = file.lineAt(call.index);
    const name = nameOf(argument) || `part ${index + 1}`;
    const reading = readingOf(argument, line);
    const asks = /\bManualApproval(?:Step|Action)\s*\(/.test(beforeTheStage(argument));
    if (index === 0) yield { is: 'workflow', ...base, name: workflow, line, opaque: false, sharedTemplate: false };
    yield deliveryJob({ ...base, workflow, name, line, gate: asks ? 'human' : 'none', reading, needs: before });
    before = [...before, name];
  }
}

function insideParentheses(code: string, start: number): string {
  let depth = 1;
  for (let at = start; at < Math.min(code.length, start + longest); at++) {
    const letter = code[at];
    if (letter === '(') depth++;
    if (letter === ')' && --depth === 0) return code.slice(start, at);
  }
  return code.slice(start, start + longest);
}

/** The name of the stage: given as `stageName`, or the identifier of the construct. */
function nameOf(argument: string): string {
  const named = /\b(?:stageName|stage_name)\s*[:=]\s*["'`]([\w .-]{1,80})["'`]/.exec(argument);
  return (named ?? /["'`]([\w .-]{1,80})["'`]/.exec(argument))?.[1] ?? '';
}

/** `post` steps run behind the deployment: an approval there comes too late. */
function beforeTheStage(argument: string): string {
  const post = argument.search(/\bpost\s*[:=]\s*\[/);
  return post === -1 ? argument : argument.slice(0, post);
}

/** A stage of CDK Pipelines is made of stacks; one of the plain construct lists its actions. */
function readingOf(argument: string, line: number): Reading {
  const listed = /\b(?:stageName|stage_name)\s*[:=]/.test(argument);
  const action = deployAction.exec(argument)?.[0].replace(/\s*\($/, '');
  if (listed) return action ? [stepEffect('deploy', action, line, 'environment')] : [];
  const checks = /\bpost\s*[:=]\s*\[[^\]]{0,2000}\bcurl\b/.test(argument);
  const deploys = stepEffect('deploy', 'addStage', line, 'environment');
  return checks ? [deploys, stepEffect('smoke', 'post', line)] : [deploys];
}
