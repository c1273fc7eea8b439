import { longestGapHours } from '../../../lib/cron.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector, type Scene } from '../../detector.ts';
import { isProduction, wordsOf } from '../../production.ts';
import { Callables, normalized, type Pipeline } from './flatten.ts';
import { checkOf, type JobCheck, type Setting } from './job-checks.ts';
import { reads, unitsOf } from './read-unit.ts';
import { runsOnSchedule } from './schedule-condition.ts';
import type { Job, Unit } from './units.ts';

/** Jobs that compare infrastructure code with reality on a schedule, and whether they can report anything at all. */
export const driftJobs = detector<Unit>({
  id: 'drift-jobs',
  title: 'Scheduled drift detection',
  docs: 'https://developer.hashicorp.com/terraform/cli/commands/plan#detailed-exitcode',
  reads,
  emits: ['drift.check'],

  parse: unitsOf,

  *link(findings, scene) {
    const gitlab = findings.flatMap(({ finding }) => (finding.unit === 'schedule' ? finding.schedules : []));
    const callables = new Callables(findings);
    const checks = findings.flatMap(({ path, finding }) =>
      finding.unit === 'pipeline' ? [...checksOf(path, timed(finding, gitlab), callables)] : [],
    );
    const covered = coverage(checks, scene);
    for (const { path, pipeline, check } of merged(checks)) yield draft(path, pipeline, check, covered);
  },
});

function timed(pipeline: Pipeline, gitlab: readonly string[]): Pipeline {
  return pipeline.tool === 'gitlab-ci' && gitlab.length > 0 ? { ...pipeline, schedules: gitlab } : pipeline;
}

interface Checked {
  readonly path: string;
  readonly pipeline: Pipeline;
  readonly check: JobCheck;
}

/** Jobs of one pipeline that do the same for the same environment are one check. */
function merged(checks: readonly Checked[]): readonly Checked[] {
  const groups = new Map<string, Checked>();
  for (const checked of checks) {
    const { reports, applies, environment, production, judgement, tool } = checked.check;
    const key = JSON.stringify([checked.path, reports, applies, environment, production, judgement, tool]);
    const first = groups.get(key);
    groups.set(key, first ? { ...first, check: joined(first.check, checked.check) } : checked);
  }
  return [...groups.values()];
}

function joined(one: JobCheck, other: JobCheck): JobCheck {
  return { ...one, roots: [...new Set([...one.roots, ...other.roots])], notifies: one.notifies === other.notifies ? one.notifies : 'no' };
}

function* checksOf(path: string, pipeline: Pipeline, callables: Callables): Generator<Checked> {
  if (!pipeline.scheduled && !pipeline.manual) return;
  for (const setting of settings(path, pipeline, callables)) {
    const check = checkOf(setting, callables);
    if (!check) continue;
    if (pipeline.scheduled || (check.reports && !check.applies && namesDrift(setting))) yield { path, pipeline, check };
  }
}

/** Each job as it runs when the schedule fires; the jobs of a reusable workflow stand in place of the one that calls it. */
function* settings(path: string, pipeline: Pipeline, callables: Callables): Generator<Setting> {
  for (const job of pipeline.jobs) {
    const guard = pipeline.manual ? 'yes' : runsOnSchedule(job.condition);
    if (guard === 'no') continue;
    const followers = followersOf(job, pipeline);
    const own: Setting = { pipeline, path, job, inputs: job.inputs, matrix: job.matrix, guard, followers };
    const called = job.uses.startsWith('./') ? callables.pipelines.get(normalized(job.uses)) : undefined;
    if (!called) yield own;
    for (const inner of called?.jobs ?? []) {
      yield {
        ...own,
        pipeline: { ...called, ...scheduleOf(pipeline), name: pipeline.name } as Pipeline,
        job: inner,
        line: job.line,
        followers: [...followers, ...followersOf(inner, called)],
      };
    }
  }
}

function scheduleOf({
  schedules,
  scheduled,
  manual,
  onlyOnChange,
}: Pipeline): Pick<Pipeline, 'schedules' | 'scheduled' | 'manual' | 'onlyOnChange'> {
  return { schedules, scheduled, manual, onlyOnChange };
}

function followersOf(job: Job, pipeline: Pipeline | undefined): readonly Job[] {
  return (pipeline?.jobs ?? []).filter(other => other.needs.includes(job.id));
}

function namesDrift({ path, pipeline, job }: Setting): boolean {
  return wordsOf(`${path} ${pipeline.name} ${job.name}`).includes('drift');
}

function draft(path: string, pipeline: Pipeline, check: JobCheck, covered: ReturnType<typeof coverage>): FactDraft {
  const via = !pipeline.scheduled ? 'manual' : check.reports ? 'job' : 'apply';
  return fact(
    'drift.check',
    {
      tool: check.tool,
      via,
      layer: check.layer,
      maxGapHours: pipeline.scheduled ? (longestGapHours(pipeline.schedules) ?? 0) : 0,
      canFire: check.judgement.canFire,
      cannotFireBecause: check.judgement.because,
      notifies: check.notifies,
      remediates: check.applies,
      roots: check.roots,
      everyProductionRoot: via === 'job' ? covered : 'unknown',
    },
    { path, line: check.line, scope: { environment: check.environment, production: check.production } },
  );
}

/** Whether the jobs together look at every production root that can be told by its folder. */
function coverage(checks: readonly Checked[], scene: Scene): 'yes' | 'no' | 'unknown' {
  const roots = checks.filter(({ check }) => check.reports).flatMap(({ check }) => check.roots);
  const production = productionRoots(scene);
  if (roots.length === 0 || production.length === 0) return 'unknown';
  return production.every(root => roots.some(covered => root === covered || root.startsWith(`${covered}/`))) ? 'yes' : 'no';
}

function productionRoots(scene: Scene): readonly string[] {
  const found = new Set<string>();
  for (const path of scene.paths) {
    const [, folder, name] = /^(.+)\/([^/]+)$/.exec(path) ?? [];
    if (!folder || !name || !/^(?:main\.tf|backend\.tf|providers?\.tf|\.terraform\.lock\.hcl|terragrunt\.hcl)$/.test(name)) continue;
    if (/(?:^|\/)modules?\//.test(path) || scene.classOf(path) !== 'own' || isProduction(folder) !== 'yes') continue;
    found.add(folder);
  }
  return [...found];
}
