import type { Tree } from '../../../lib/tree.ts';
import type { Reading } from '../commands/effects.ts';
import { containerReading } from '../container-reading.ts';
import { deliveryJob } from '../delivery-jobs.ts';
import type { JobFinding } from '../pipeline-findings.ts';

type Base = Pick<JobFinding, 'tool' | 'workflow' | 'triggers' | 'enabled'>;

interface Walk {
  readonly base: Base;
  readonly templates: ReadonlyMap<string, Tree>;
  readonly jobs: JobFinding[];
  /** Part of it stands in a template of another file. */
  opaque: boolean;
}

const mostJobs = 300;
const deepest = 8;

/** The leaves that a workflow runs from its entry point, each with the names of those that must have ended before. */
export function workflowJobs(spec: Tree | undefined, base: Base): { readonly jobs: readonly JobFinding[]; readonly opaque: boolean } {
  const templates = new Map((spec?.list('templates') ?? []).map(template => [template.text('name') ?? '', template] as const));
  const walk: Walk = { base, templates, jobs: [], opaque: spec?.has('workflowTemplateRef') === true };
  const entry = templates.get(spec?.text('entrypoint') ?? '');
  if (entry) visit(entry, { name: entry.text('name') ?? '', line: entry.line, needs: [], advisory: false }, walk, 0);
  else for (const [name, template] of templates) visit(template, { name, line: template.line, needs: [], advisory: false }, walk, deepest);
  return { jobs: walk.jobs, opaque: walk.opaque };
}

interface Step {
  readonly name: string;
  readonly line: number;
  readonly needs: readonly string[];
  readonly advisory: boolean;
}

/** Yields the names of the leaves below. */
function visit(template: Tree, step: Step, walk: Walk, depth: number): readonly string[] {
  if (walk.jobs.length >= mostJobs) return [];
  const inner = template.has('steps') || template.has('dag');
  if (inner && depth < deepest)
    return template.has('steps') ? visitSteps(template, step, walk, depth) : visitTasks(template, step, walk, depth);
  if (inner) return [];
  const name = walk.jobs.some(job => job.name === step.name) ? `${step.name} ${walk.jobs.length + 1}` : step.name;
  const suspended = template.get('suspend');
  const gate = suspended && !suspended.has('duration') ? 'human' : 'none';
  walk.jobs.push(deliveryJob({ ...walk.base, ...step, name, gate, reading: readingOf(template) }));
  return [name];
}

function visitSteps(template: Tree, step: Step, walk: Walk, depth: number): readonly string[] {
  let before = step.needs;
  const all: string[] = [];
  for (const group of template.list('steps').slice(0, 100)) {
    const names = group.list().flatMap(each => visitReference(each, before, walk, depth));
    all.push(...names);
    before = [...before, ...names];
  }
  return all;
}

function visitTasks(template: Tree, step: Step, walk: Walk, depth: number): readonly string[] {
  const tasks = template.list('dag.tasks').slice(0, 200);
  const done = new Map<string, readonly string[]>();
  for (let pass = 0; done.size < tasks.length && pass < tasks.length; pass++) {
    for (const task of tasks) {
      const name = task.text('name') ?? '';
      const after = dependenciesOf(task).filter(other => tasks.some(each => each.text('name') === other));
      if (done.has(name) || after.some(other => !done.has(other))) continue;
      const needs = [...step.needs, ...after.flatMap(other => done.get(other) ?? [])];
      done.set(name, visitReference(task, needs, walk, depth));
    }
  }
  return [...done.values()].flat();
}

/** `depends: a && b.Succeeded`; what runs after a failure waits for nothing that could stop it. */
function dependenciesOf(task: Tree): readonly string[] {
  const written = task.text('depends') ?? '';
  if (/\.(?:Failed|Errored|AnyFailed)\b/.test(written)) return [];
  return [...task.texts('dependencies'), ...(written.match(/[\w-]+(?=[.\s&|)]|$)/g) ?? [])];
}

function visitReference(reference: Tree, needs: readonly string[], walk: Walk, depth: number): readonly string[] {
  const step = {
    name: reference.text('name') ?? '',
    line: reference.line,
    needs,
    advisory: reference.flag('continueOn.failed') === true,
  };
  const template = reference.get('inline') ?? walk.templates.get(reference.text('template') ?? '');
  if (template) return visit(template, step, walk, depth + 1);
  walk.opaque = true;
  walk.jobs.push(deliveryJob({ ...walk.base, ...step }));
  return [step.name];
}

function readingOf(template: Tree): Reading {
  const containers = [...template.list('container'), ...template.list('script'), ...template.list('containerSet.containers')];
  return containers.flatMap(containerReading);
}
