import type { Tree } from '../../../lib/tree.ts';
import type { SourceFile } from '../../source-file.ts';
import { looksForChanges, mentionsNotifier, readScript } from './script.ts';
import type { Job, Step, Unit } from './units.ts';

const live = /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+$/;

/** A workflow with a schedule, or one that such a workflow may call. */
export function* githubWorkflow(file: SourceFile): Generator<Unit> {
  if (!live.test(file.path)) return;
  const root = file.yaml()[0];
  const triggers = root?.get('on');
  if (!root || !triggers) return;
  const names = triggers.kind === 'map' ? triggers.pairs().map(([name]) => name) : triggers.texts();
  const unit = pipeline(file, root, triggers, names);
  if ((unit.scheduled || unit.callable || unit.manual) && unit.jobs.some(isOfInterest)) yield unit;
}

/** The steps of a composite action. */
export function* compositeAction(file: SourceFile): Generator<Unit> {
  const runs = file.yaml()[0]?.get('runs');
  if (runs?.text('using') !== 'composite') return;
  yield { unit: 'action', steps: runs.list('steps').map(step => readStep(file, step, undefined, undefined)), reads: readsOf(file.text) };
}

function pipeline(file: SourceFile, root: Tree, triggers: Tree, names: readonly string[]): Extract<Unit, { unit: 'pipeline' }> {
  return {
    unit: 'pipeline',
    tool: 'github-actions',
    name: root.text('name') ?? file.name,
    schedules: triggers.list('schedule').flatMap(item => item.text('cron') ?? []),
    scheduled: names.includes('schedule'),
    manual: names.every(name => name === 'workflow_dispatch'),
    callable: names.includes('workflow_call'),
    onlyOnChange: false,
    errexit: true,
    pipefail: false,
    jobs: root.pairs('jobs').map(([name, job]) => readJob(file, root, name, job)),
    reads: readsOf(file.text),
    readsText: looksForChanges(withoutComments(file.text)),
  };
}

function readJob(file: SourceFile, root: Tree, name: string, job: Tree): Job {
  const shell = job.text('defaults.run.shell') ?? root.text('defaults.run.shell');
  const folder = job.text('defaults.run.working-directory') ?? root.text('defaults.run.working-directory');
  return {
    id: name,
    name: job.text('name') ?? name,
    line: job.line,
    condition: job.text('if') ?? '',
    continues: job.flag('continue-on-error') === true,
    environment: job.text('environment.name') ?? job.text('environment') ?? '',
    uses: job.text('uses') ?? '',
    inputs: texts(job.get('with')),
    needs: job.texts('needs'),
    matrix: matrixOf(job.get('strategy.matrix')),
    steps: job.list('steps').map(step => readStep(file, step, shell, folder)),
    variables: { ...texts(root.get('env')), ...texts(job.get('env')) },
  };
}

function readStep(file: SourceFile, step: Tree, shell: string | undefined, folder: string | undefined): Step {
  const run = step.get('run') ?? step.get('with.script') ?? step.get('with.command') ?? step.get('with.run');
  const text = run?.text() ?? '';
  const uses = step.text('uses') ?? '';
  const isBash = (step.text('shell') ?? shell) === 'bash';
  return {
    id: step.text('id') ?? '',
    name: step.text('name') ?? '',
    line: step.get('uses')?.line ?? step.line,
    condition: step.text('if') ?? '',
    continues: step.flag('continue-on-error') === true,
    uses,
    inputs: texts(step.get('with')),
    root: step.text('working-directory') ?? folder ?? '',
    script: uses.startsWith('actions/github-script') ? undefined : run && readScript(text, scriptLine(file, run)),
    ...(isBash ? { pipefail: true } : {}),
    notifies:
      mentionsNotifier(
        `${uses} ${text} ${step
          .pairs('with')
          .map(([key]) => key)
          .join(' ')}`,
      ) || /issues\.create/.test(text),
    variables: texts(step.get('env')),
  };
}

/** The line of the first line inside a block scalar, whose node begins at its `|`. */
export function scriptLine(file: SourceFile, node: Tree): number {
  const line = file.parsed('lines', text => text.split('\n'))[node.line - 1] ?? '';
  return /[|>][+-]?\d?\s*(?:#.*)?$/.test(line) && node.endLine > node.line ? node.line + 1 : node.line;
}

export function texts(map: Tree | undefined): Record<string, string> {
  return Object.fromEntries(
    (map?.pairs() ?? []).flatMap(([key, value]) => [[key, (value.text() ?? '').slice(0, 200)]]).filter(([, value]) => value !== ''),
  );
}

function matrixOf(matrix: Tree | undefined): Record<string, readonly string[]> {
  const values = new Map<string, string[]>();
  const add = (key: string, texts: readonly string[]) => values.set(key, [...(values.get(key) ?? []), ...texts]);
  for (const [key, value] of matrix?.pairs() ?? [])
    if (key !== 'include' && key !== 'exclude' && value.kind === 'list') add(key, value.texts());
  for (const item of matrix?.list('include') ?? []) for (const [key, value] of item.pairs()) add(key, value.texts());
  return Object.fromEntries(values);
}

/** Outputs and outcomes of steps that some expression in the file reads. */
function readsOf(text: string): readonly string[] {
  const found = withoutComments(text).matchAll(/\bsteps\.([\w-]+)\.(?:outputs\.([\w-]+)|(outcome|conclusion))/g);
  return [...new Set([...found].map(([, id, output, outcome]) => `${id}.${output ?? outcome}`))];
}

function withoutComments(text: string): string {
  return text.replace(/^[ \t]*#.*$/gm, '');
}

function isOfInterest(job: Job): boolean {
  if (job.uses !== '') return true;
  return job.steps.some(
    step => step.script || /^\.{0,2}\//.test(step.uses) || /drift|plan|infra|terraform|tofu|tf-|digger|driftctl/i.test(step.uses),
  );
}
