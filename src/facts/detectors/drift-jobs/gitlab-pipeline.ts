import type { Tree } from '../../../lib/tree.ts';
import type { SourceFile } from '../../source-file.ts';
import { scriptLine, texts } from './github-workflow.ts';
import { isOfInterest, jobWith, pipelineWith, scriptStep } from './unit-shapes.ts';
import type { Job, Step, Unit } from './units.ts';

/** The jobs of a GitLab pipeline that a schedule starts; when it does is kept in the project's settings or in Terraform. */
export function* gitlabPipeline(file: SourceFile): Generator<Unit> {
  const root = file.yaml()[0];
  const jobs = (root?.pairs() ?? []).flatMap(([name, job]) =>
    root && job.kind === 'map' && isScheduled(job, root) ? [readJob(file, name, job, root)] : [],
  );
  const wanted = jobs.filter(isOfInterest);
  // the runner's shell ends at the first failure, also inside a pipe
  if (wanted.length > 0) yield pipelineWith({ tool: 'gitlab-ci', name: file.name, jobs: wanted, pipefail: true });
}

function isScheduled(job: Tree, root: Tree): boolean {
  if (job.text('when') === 'manual') return false;
  const own = parents(job, root).find(tree => tree.has('rules') || tree.has('only'));
  if (own?.texts('only').includes('schedules')) return true;
  return (own?.list('rules') ?? []).some(
    rule =>
      /\$CI_PIPELINE_SOURCE\s*==\s*["']schedule["']/.test(rule.text('if') ?? '') && !['never', 'manual'].includes(rule.text('when') ?? ''),
  );
}

/** The job and what it extends, nearest first. */
function parents(job: Tree, root: Tree): readonly Tree[] {
  const chain = [job];
  for (let depth = 0; depth < 5; depth++) {
    const name = chain.at(-1)?.texts('extends').at(-1);
    const parent = name === undefined ? undefined : root.key(name);
    if (!parent) break;
    chain.push(parent);
  }
  return chain;
}

function readJob(file: SourceFile, name: string, job: Tree, root: Tree): Job {
  const chain = parents(job, root);
  const first = (key: string) => chain.find(tree => tree.has(key));
  const lines = (...keys: readonly string[]) => keys.flatMap(key => first(key)?.list(key) ?? []);
  const afterwards = lines('after_script');
  const allowed = first('allow_failure')?.get('allow_failure');
  return jobWith({
    id: name,
    line: job.line,
    continues: allowed?.flag() === true || allowed?.texts('exit_codes').includes('2') === true,
    environment: first('environment')?.text('environment.name') ?? first('environment')?.text('environment') ?? '',
    variables: { ...texts(root.get('variables')), ...texts(job.get('variables')) },
    steps: [
      together(file, lines('before_script', 'script'), job.line),
      ...(afterwards.length > 0 ? [together(file, afterwards, job.line)] : []), // runs after a failure as well
    ],
  });
}

/** All lines run in one shell: what a later one does with the status of an earlier one counts. */
function together(file: SourceFile, items: readonly Tree[], jobLine: number): Step {
  const start = items[0] ? scriptLine(file, items[0]) : jobLine;
  let text = '';
  let line = start;
  for (const item of items.flatMap(item => item.list())) {
    const at = scriptLine(file, item);
    if (at > line) text += '\n'.repeat(at - line);
    else if (text !== '') text += '; ';
    const script = item.text() ?? '';
    text += script;
    line = Math.max(line, at) + (script.match(/\n/g)?.length ?? 0);
  }
  return scriptStep(text, start);
}
