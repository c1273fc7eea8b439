import type { Tree } from '../../../lib/tree.ts';
import type { Known } from '../../../model/fact.ts';
import { isProduction } from '../../production.ts';
import { deployName, freezeActions, freezeVariable } from './change-freeze.data.ts';
import { lastDayIn, type Setting, type WindowCheck, windowChecks } from './window-checks.ts';

export interface PipelineCheck extends WindowCheck {
  readonly onDeployPath: Known;
  readonly environment: string;
}

interface Job {
  readonly name: string;
  readonly body: Tree;
  readonly needs: readonly string[];
  /** `no`: it deploys, but not to production. */
  readonly deploys: Known;
  readonly environment: string;
}

/** The checks for a freeze in the jobs of one pipeline file, whatever the tool. */
export function* pipelineChecks(documents: readonly Tree[]): Generator<PipelineCheck> {
  for (const document of documents) {
    const jobs = jobsOf(document);
    const gatingOutputs = outputsAskedFor(document);
    for (const job of jobs) {
      const onDeployPath = deployPathOf(job, jobs);
      for (const check of [
        ...scriptChecks(job.body, gatingOutputs),
        ...actionChecks(job.body),
        ...gitlabRules(job.body),
        ...switches(job.body),
      ]) {
        yield { ...check, onDeployPath, environment: job.environment };
      }
    }
  }
}

function jobsOf(document: Tree): readonly Job[] {
  const bodies = document.has('jobs') && document.get('jobs')?.kind === 'map' ? document.pairs('jobs') : document.pairs();
  return bodies
    .filter(([, body]) => body.kind !== 'scalar')
    .map(([name, body]) => {
      const environment = environmentOf(body);
      const title = `${name} ${body.text('name') ?? ''} ${body.text('stage') ?? ''}`;
      const deploys: Known =
        environment !== '' || deployName.test(title) ? (isProduction(environment || name) === 'no' ? 'no' : 'yes') : 'unknown';
      const needs = ['needs', 'extends', 'dependsOn', 'requires'].flatMap(key =>
        body.list(key).map(item => item.text() ?? item.text('job') ?? ''),
      );
      return { name, body, needs, deploys, environment };
    });
}

function environmentOf(body: Tree): string {
  return body.text('environment') ?? body.text('environment.name') ?? body.text('deployment') ?? '';
}

/** A check stands on the way when its own job deploys to production, or one that waits for it, over any number of steps. */
function deployPathOf(job: Job, jobs: readonly Job[]): Known {
  if (job.name === 'workflow') return 'yes';
  const reached = new Set([job.name]);
  for (let before = 0; before < reached.size; ) {
    before = reached.size;
    for (const other of jobs) if (other.needs.some(name => reached.has(name))) reached.add(other.name);
  }
  const deploys = jobs.filter(({ name }) => reached.has(name)).map(reachedJob => reachedJob.deploys);
  return deploys.includes('yes') ? 'yes' : deploys.includes('no') ? 'no' : 'unknown';
}

const scriptKeys = new Set(['run', 'script', 'before_script', 'command', 'commands', 'bash', 'powershell', 'pwsh', 'inlineScript']);

function* scriptChecks(body: Tree, gatingOutputs: ReadonlySet<string>): Generator<WindowCheck> {
  const setting: Setting = { values: environmentValues(body), gatingOutputs };
  for (const node of body.walk()) {
    for (const [key, value] of node.pairs()) {
      if (!scriptKeys.has(key)) continue;
      for (const script of value.list()) yield* checksIn(script, setting);
    }
  }
}

function* checksIn(script: Tree, setting: Setting): Generator<WindowCheck> {
  const text = script.text() ?? script.text('command');
  if (text === undefined) return;
  for (const check of windowChecks(text, setting)) yield { ...check, line: firstLineOf(script, text) + check.line - 1 };
}

/** A block scalar (`run: |`) begins on the line after its indicator. */
function firstLineOf(script: Tree, text: string): number {
  return text.includes('\n') && script.endLine > script.line ? script.line + 1 : script.line;
}

function environmentValues(body: Tree): string {
  const values = [...body.walk()].flatMap(node => [...node.pairs('env'), ...node.pairs('variables')]);
  return values.map(([, value]) => value.text() ?? '').join('\n');
}

function* actionChecks(body: Tree): Generator<WindowCheck> {
  for (const node of body.walk()) {
    const uses = node.get('uses') ?? node.get('task');
    const action = uses?.text();
    if (!uses || action === undefined || !freezeActions.test(action)) continue;
    const inputs = node.pairs('with').map(([, value]) => value.text() ?? '');
    yield { tool: action.split('@')[0] ?? action, line: uses.line, recurring: false, lastDay: lastDayIn(inputs.join('\n')) };
  }
}

/** GitLab sets `$CI_DEPLOY_FREEZE` during a freeze period; only a rule that asks for it stops a job. */
function* gitlabRules(body: Tree): Generator<WindowCheck> {
  const conditions = [
    ...body.list('rules').flatMap(rule => rule.get('if') ?? []),
    ...body.list('except.variables'),
    ...body.list('only.variables'),
  ];
  const condition = conditions.find(node => node.text()?.includes('$CI_DEPLOY_FREEZE'));
  if (condition) yield { tool: 'gitlab-freeze-period', line: condition.line, recurring: true, lastDay: '' };
}

/** A condition of a job that asks a variable of the forge, set there while a freeze is on. */
function* switches(body: Tree): Generator<WindowCheck> {
  const conditions = [body.get('if') ?? [], body.get('condition') ?? [], ...body.list('rules').map(rule => rule.get('if') ?? [])].flat();
  const asked = conditions.find(node => freezeVariable.test(node.text() ?? ''));
  if (asked) yield { tool: 'pipeline-variable', line: asked.line, recurring: false, lastDay: '' };
}

function outputsAskedFor(document: Tree): ReadonlySet<string> {
  const conditions = [...document.walk()].flatMap(node => node.text('if') ?? []);
  return new Set(conditions.flatMap(condition => [...condition.matchAll(/\boutputs\.([\w-]{1,60})/g)].map(match => match[1] ?? '')));
}
