import type { Tree } from '../../../lib/tree.ts';
import type { Known } from '../../../model/fact.ts';
import type { SourceFile } from '../../source-file.ts';
import { type PolicyAction, type PolicyTool, policyActions, policyTools } from './policy-tools.data.ts';

export interface PolicyFinding {
  readonly tool: string;
  readonly blocking: Known;
  readonly line: number;
}

/** Policy checks in a GitHub workflow: actions and commands, with whether they can stop a change. */
export function* workflowPolicies(file: SourceFile): Generator<PolicyFinding> {
  const workflow = file.yaml()[0];
  if (!workflow) return;
  const early = runsOnChange(workflow);
  for (const [, job] of workflow.pairs('jobs')) {
    for (const step of job.list('steps')) {
      const soft = !early || isSoft(job) || isSoft(step);
      yield* actionPolicies(step, soft);
      const run = step.get('run');
      if (run) yield* commandPolicies(run.text() ?? '', run.line + (run.endLine > run.line ? 1 : 0), soft);
    }
  }
}

/** What runs by schedule or after the fact stops nothing; called workflows and pushes before a deployment do. */
function runsOnChange(workflow: Tree): boolean {
  const on = workflow.get('on') ?? workflow.get('true');
  const triggers = on?.kind === 'map' ? on.pairs().map(([name]) => name) : (on?.texts() ?? []);
  return triggers.some(name => /^(?:pull_request|pull_request_target|merge_group|push|workflow_call)$/.test(name));
}

function isSoft(node: Tree): boolean {
  return node.flag('continue-on-error') === true || node.flag('if') === false;
}

function* actionPolicies(step: Tree, soft: boolean): Generator<PolicyFinding> {
  const uses = step.get('uses');
  const action = policyActions.find(each => each.action.test(uses?.text() ?? ''));
  if (!uses || !action || !looksAtInfrastructure(action, step)) return;
  const given = ([input, value]: readonly [string, RegExp]) => value.test(step.text(`with.${input}`) ?? '');
  const softened = soft || action.soft.some(given) || (action.hard !== undefined && !action.hard.some(given));
  yield { tool: action.tool, blocking: softened ? 'no' : 'yes', line: uses.line };
}

function looksAtInfrastructure({ only }: PolicyAction, step: Tree): boolean {
  return only === undefined || only[1].test(step.text(`with.${only[0]}`) ?? '');
}

/** Policy checks among the commands of a script; `first` is the line of its first line. */
export function* commandPolicies(script: string, first: number, soft: boolean): Generator<PolicyFinding> {
  for (const [index, line] of script.split('\n').entries()) {
    if (line.length > 1_000 || /^\s*#/.test(line)) continue;
    for (const command of line.split(/&&|;|(?<!\|)\|(?!\|)/)) {
      const [plain = '', ...otherwise] = command.split('||');
      const words = plain
        .trim()
        .replace(/^(?:-\s+|run:\s*|sudo\s+|script:\s*)+/, '')
        .split(/\s+/);
      const tool = policyTools.find(each => each.command.every((word, at) => words[at]?.replace(/^.*\//, '') === word));
      if (!tool || words.some(word => /^(?:--version|--help|-h|-v|version)$/.test(word))) continue;
      const ignored = otherwise.some(each => /^\s*(?:true|:|echo\b)/.test(each));
      yield { tool: tool.tool, blocking: soft || ignored || isSoftCommand(tool, words) ? 'no' : 'yes', line: first + index };
    }
  }
}

function isSoftCommand({ soft, hard }: PolicyTool, words: readonly string[]): boolean {
  const has = (option: string) => words.some(word => word === option || word.startsWith(`${option}=`));
  return soft.some(has) || (hard !== undefined && !hard.some(has));
}
