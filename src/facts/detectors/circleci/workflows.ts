import type { Tree } from '../../../lib/tree.ts';
import type { Known } from '../../../model/fact.ts';
import { tierOf } from '../../production.ts';
import type { SourceFile } from '../../source-file.ts';
import { areReleaseBranches, branchTrigger, type JobFinding, lineOfKey, type PipelineFinding } from '../pipeline-findings.ts';
import { isPrivate, orbEffects, stepsReading } from './steps.ts';

interface Setting {
  readonly name: string;
  readonly triggers: readonly string[];
  readonly enabled: Known;
  readonly config: Tree;
  readonly lines: readonly string[];
}

/** The jobs of one workflow: each a use of a job of the file or of an orb. */
export function* workflowJobs(name: string, workflow: Tree, config: Tree, file: SourceFile): Generator<PipelineFinding> {
  const lines = file.text.split('\n');
  const triggers = scheduleOf(workflow);
  const setting = { name, triggers, enabled: enabledOf(workflow, config), config, lines };
  const jobs = workflow.list('jobs').flatMap(use => jobOf(use, setting) ?? []);
  const all = [...new Set(jobs.flatMap(job => job.triggers))];
  const opaque = config.flag('setup') === true;
  const line = lineOfKey(lines, name, workflow.line);
  yield { is: 'workflow', tool: 'circleci', name, line, triggers: all, enabled: setting.enabled, opaque, sharedTemplate: false };
  yield* jobs;
}

/** `when: false` switches a workflow off. A push leaves a parameter at its default, a schedule may set it: https://circleci.com/docs/guides/orchestrate/pipeline-variables/ */
function enabledOf(workflow: Tree, config: Tree): Known {
  const condition = workflow.get('when') ?? workflow.get('unless');
  if (!condition) return 'yes';
  const parameter = /^<<\s{0,4}pipeline\.parameters\.([\w-]{1,80})\s{0,4}>>$/.exec(condition.text() ?? '')?.[1];
  const flag = parameter ? config.get('parameters')?.key(parameter)?.flag('default') : condition.flag();
  if (flag === undefined) return 'unknown';
  if (flag === workflow.has('when')) return 'yes';
  return parameter ? 'unknown' : 'no';
}

function scheduleOf(workflow: Tree): readonly string[] {
  return workflow.list('triggers').some(trigger => trigger.has('schedule')) ? ['schedule'] : [];
}

function jobOf(use: Tree, { name: workflow, triggers, enabled, config, lines }: Setting): JobFinding | undefined {
  const [key, options] = use.kind === 'scalar' ? [use.text() ?? '', undefined] : (use.pairs()[0] ?? ['', undefined]);
  if (key === '') return undefined;
  const approval = options?.text('type') === 'approval';
  const definition = config.get('jobs')?.key(key);
  const line = definition && !approval ? lineOfKey(lines, key, definition.line) : use.line;
  return {
    is: 'job',
    tool: 'circleci',
    workflow,
    name: options?.text('name') ?? key,
    line,
    triggers: triggers.length > 0 ? triggers : filtersOf(options?.get('filters')),
    enabled,
    gate: approval ? 'human' : 'none',
    reading: approval ? [] : definition ? stepsReading(definition, config) : orbEffects(key, use.line, config),
    elsewhere: !definition && !approval && isPrivate(key, config),
    needs: (options?.list('requires') ?? []).flatMap(need => need.text() ?? need.pairs()[0]?.[0] ?? []),
    environment: environmentOf(options),
    advisory: false,
    ofReleases: areReleaseBranches(options?.texts('filters.branches.only') ?? []),
  };
}

/** What a job is told about where it goes, unless a matrix or a parameter says so. */
function environmentOf(options: Tree | undefined): string {
  const told = options?.text('environment') ?? options?.text('env') ?? '';
  return tierOf(told) === 'unknown' ? '' : told;
}

/** Without filters a job runs on pushes of every branch, so also on those of a pull request, but on no tag. */
function filtersOf(filters: Tree | undefined): readonly string[] {
  const triggers: string[] = [];
  const ignored = filters?.texts('branches.ignore') ?? [];
  if (filters?.has('branches.only')) triggers.push(branchTrigger(filters.texts('branches.only')));
  else if (!ignored.some(name => /^\/?\^?\.[*+]\$?\/?$/.test(name))) triggers.push('push');
  if (filters?.has('tags')) triggers.push('tag');
  return triggers;
}
