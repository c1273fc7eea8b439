import type { Tree } from '../../../lib/tree.ts';

export interface Step {
  readonly step: Tree;
  /** Its failure fails the job: not inside `try`. */
  readonly blocking: boolean;
}

const mostSteps = 500;

/** The steps of a plan in written order, those that run in parallel, in groups or after success as well. */
export function stepsOf(job: Tree): readonly Step[] {
  const found: Step[] = [];
  for (const step of job.list('plan')) collect(step, true, found);
  for (const step of job.list('on_success')) collect(step, true, found);
  return found;
}

function collect(step: Tree, blocking: boolean, found: Step[]): void {
  if (found.length >= mostSteps) return;
  const parallel = step.get('in_parallel') ?? step.get('aggregate');
  for (const inner of parallel?.kind === 'map' ? parallel.list('steps') : (parallel?.items ?? [])) collect(inner, blocking, found);
  for (const inner of step.list('do')) collect(inner, blocking, found);
  for (const inner of step.list('try')) collect(inner, false, found);
  if (step.has('get') || step.has('put') || step.has('task')) found.push({ step, blocking });
  for (const inner of step.list('on_success')) collect(inner, blocking, found);
}
