import type { HclFile } from '../../../lib/hcl.ts';
import type { Tree } from '../../../lib/tree.ts';
import { fact, type Known } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { resourcesOf, terraform } from '../terraform-resources.ts';

type Finding =
  | { readonly is: 'score'; readonly tool: string; readonly line: number; readonly routes: boolean; readonly invoked: Known }
  /** Labels that name a risk, given by paths; a workflow must run the labeler. */
  | { readonly is: 'labels'; readonly line: number }
  | { readonly is: 'labeler' }
  | { readonly is: 'script'; readonly name: string; readonly line: number };

const workflow = /^\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)\.gitlab-ci\.ya?ml$|^\.circleci\/config\.yml$/;

export const changeRisk = detector<Finding>({
  id: 'change-risk',
  title: 'Risk scoring and routing of changes',
  docs: 'https://docs.gitstream.cm/cm-file/',
  reads: [
    { extensions: ['.cm'], path: /(?:^|\/)\.cm\/[^/]+\.cm$|^[^/]+\.cm$/ },
    { names: ['.policy.yml', '.mergify.yml', 'mergify.yml'] },
    { names: ['labeler.yml', 'labeler.yaml'], path: /^\.github\//, text: ['risk'] },
    { names: ['policy.yml'], path: /^\.gitlab\/security-policies\// },
    { extensions: ['.yml', '.yaml'], path: workflow, text: ['actions/labeler', 'risk', 'overmind'] },
    ...terraform('spacelift_policy', 'tfe_workspace_run_task', 'env0_approval_policy_assignment'),
  ],
  emits: ['change.risk-score'],

  *parse(file) {
    if (/\.(?:tf|tofu|tf\.json)$/.test(file.path)) yield* fromTerraform(file.hcl());
    else if (workflow.test(file.path)) yield* fromWorkflow(file.yaml());
    else for (const document of file.yaml().slice(0, 1)) yield* fromPolicy(document, file.name);
  },

  *link(findings) {
    const labels = findings.some(({ finding }) => finding.is === 'labeler');
    for (const { path, finding } of findings) {
      const place = { path, line: 'line' in finding ? finding.line : 1 };
      if (finding.is === 'score')
        yield fact('change.risk-score', { tool: finding.tool, routes: finding.routes, invoked: finding.invoked }, place);
      if (finding.is === 'labels')
        yield fact('change.risk-score', { tool: 'labeler', routes: false, invoked: labels ? 'yes' : 'no' }, place);
      if (finding.is === 'script') yield fact('change.risk-score', { tool: 'script', routes: false, invoked: 'yes' }, place);
    }
  },
});

function* fromPolicy(document: Tree, name: string): Generator<Finding> {
  if (name.endsWith('.cm')) yield* gitStream(document);
  else if (name === '.policy.yml') yield* policyBot(document);
  else if (name.startsWith('labeler')) yield* labelsIn(document);
  else if (name === 'policy.yml') yield* gitlabPolicy(document);
  else yield* mergify(document);
}

/** gitStream: what a rule does depends on the change; approving or asking for reviewers routes it. */
function* gitStream(document: Tree): Generator<Finding> {
  for (const [, automation] of document.pairs('automations')) {
    const actions = automation.list('run').map(run => run.text('action')?.split('@')[0] ?? '');
    const routes = actions.some(action => ['approve', 'require-reviewers', 'set-required-approvals', 'merge'].includes(action));
    const labels = automation.list('run').some(run => /risk|safe|complex|critical/i.test(run.text('args.label') ?? ''));
    if (automation.list('if').length > 0 && (routes || labels))
      yield { is: 'score', tool: 'gitstream', line: automation.line, routes, invoked: 'unknown' };
  }
}

/** policy-bot: how many must approve depends on the files that changed. */
function* policyBot(document: Tree): Generator<Finding> {
  const rule = document
    .list('approval_rules')
    .find(each => each.has('if.changed_files') || each.has('if.modified_lines') || each.has('if.only_changed_files'));
  if (rule && document.has('policy.approval')) yield { is: 'score', tool: 'policy-bot', line: rule.line, routes: true, invoked: 'unknown' };
}

function* labelsIn(document: Tree): Generator<Finding> {
  const risk = document.pairs().find(([label]) => /\brisk\b/i.test(label.replace(/[_/:-]/g, ' ')));
  if (risk) yield { is: 'labels', line: Math.max(1, risk[1].line - 1) };
}

function* gitlabPolicy(document: Tree): Generator<Finding> {
  for (const policy of [...document.list('approval_policy'), ...document.list('scan_result_policy')]) {
    const routes = policy.list('actions').some(action => action.text('type') === 'require_approval');
    yield {
      is: 'score',
      tool: 'gitlab-approval-policy',
      line: policy.line,
      routes,
      invoked: policy.flag('enabled') === false ? 'no' : 'yes',
    };
  }
}

/** Mergify: rules that look at a label or at files which name a risk. */
function* mergify(document: Tree): Generator<Finding> {
  for (const rule of [...document.list('pull_request_rules'), ...document.list('queue_rules')]) {
    const conditions = ['conditions', 'queue_conditions', 'merge_conditions'].flatMap(key => rule.texts(key));
    if (conditions.some(condition => /^-?label\s*(?:~?=)\s*\S*risk/i.test(condition)))
      yield { is: 'score', tool: 'mergify', line: rule.line, routes: true, invoked: 'unknown' };
  }
}

function* fromTerraform(file: HclFile): Generator<Finding> {
  for (const { type, body, line, created } of resourcesOf(
    file,
    'spacelift_policy',
    'tfe_workspace_run_task',
    'env0_approval_policy_assignment',
  )) {
    if (type === 'env0_approval_policy_assignment') yield { is: 'score', tool: 'env0', line, routes: true, invoked: created };
    const kind = body.text('type') ?? '';
    if (type === 'spacelift_policy' && (kind === 'APPROVAL' || kind === 'PLAN')) {
      yield { is: 'score', tool: 'spacelift', line, routes: kind === 'APPROVAL', invoked: created };
    }
    if (type === 'tfe_workspace_run_task' && body.text('enforcement_level') === 'mandatory') {
      yield { is: 'score', tool: 'terraform-cloud', line, routes: false, invoked: created };
    }
  }
}

/** A script or action that computes a risk: its name says so, in the command position, not in a text that is printed. */
const riskCommand =
  /(?:^|[\s/])(?:[\w-]*[_-])?(?:change|deploy(?:ment)?|pr|release)?[_-]?risk[_-](?:score|scoring|assessment|check|classifier)[\w.-]*(?:\.(?:py|sh|js|ts|rb)|@[\w.-]+)/i;

/** Reports the risks of a Terraform plan: https://docs.overmind.tech/cli/getting_started */
const overmind = /^\s*(?:overmindtech\/(?:actions\/submit-plan|action)@|overmind\s+(?:changes\s+submit-plan|terraform\s+(?:plan|apply))\b)/;

/** The score of opsex itself, as a command of its own. */
const ofOpsex = /^\s*(?:(?:npx|npm exec|pnpm exec|yarn)\s+(?:-\S+\s+){0,3})?opsex\s+change-risk\s+[^\s-]/;

/** A block scalar begins on the line after its indicator. */
function lineIn(node: Tree, text: string, index: number): number {
  return node.line + index + (text.includes('\n') && node.endLine > node.line ? 1 : 0);
}

function* fromWorkflow(documents: readonly Tree[]): Generator<Finding> {
  for (const document of documents) {
    for (const node of document.walk()) {
      const text = node.text() ?? '';
      if (/^actions\/labeler@/.test(text)) yield { is: 'labeler' };
      const scored = text.split('\n').findIndex(line => line.length <= 500 && overmind.test(line));
      if (scored !== -1) yield { is: 'score', tool: 'overmind', line: lineIn(node, text, scored), routes: false, invoked: 'yes' };
      const lines = text.split('\n');
      const own = lines.findIndex(line => line.length <= 500 && ofOpsex.test(line));
      if (own !== -1) yield { is: 'score', tool: 'opsex', line: lineIn(node, text, own), routes: false, invoked: 'yes' };
      const at = lines.findIndex(line => line.length <= 500 && !/^\s*(?:#|echo\b|printf\b)/.test(line) && riskCommand.test(line));
      if (at === -1) continue;
      const name = riskCommand.exec(lines[at] ?? '')?.[0].trim() ?? '';
      yield { is: 'script', name, line: lineIn(node, text, at) };
    }
  }
}
