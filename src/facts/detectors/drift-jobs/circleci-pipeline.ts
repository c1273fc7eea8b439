import type { Tree } from '../../../lib/tree.ts';
import type { SourceFile } from '../../source-file.ts';
import { scriptLine, texts } from './github-workflow.ts';
import { isOfInterest, jobWith, pipelineWith, scriptStep, stepWith } from './unit-shapes.ts';
import type { Step, Unit } from './units.ts';

/** Workflows with a schedule of their own, or that a scheduled pipeline starts. */
export function* circleciPipeline(file: SourceFile): Generator<Unit> {
  const root = file.yaml()[0];
  for (const [name, workflow] of root?.pairs('workflows') ?? []) {
    const crons = workflow.list('triggers').flatMap(trigger => trigger.text('schedule.cron') ?? []);
    const byTrigger = (workflow.get('when') ? [...(workflow.get('when')?.walk() ?? [])] : []).some(
      node => node.text() === 'scheduled_pipeline',
    );
    if (!root || (crons.length === 0 && !byTrigger)) continue;
    const jobs = workflow.list('jobs').map(item => {
      const [id = '', settings] = item.kind === 'map' ? (item.pairs()[0] ?? []) : [item.text() ?? ''];
      const job = root.get('jobs')?.key(id);
      const inputs = Object.values(texts(settings)).join(' ');
      return jobWith({
        id,
        name: `${id} ${inputs}`,
        line: job?.line ?? item.line,
        needs: settings?.texts('requires') ?? [],
        variables: texts(job?.get('environment')),
        steps: job?.list('steps').flatMap(step => stepsOf(file, step, root)) ?? [],
      });
    });
    const wanted = jobs.filter(isOfInterest);
    if (wanted.length > 0) yield pipelineWith({ tool: 'circleci', name, schedules: crons, jobs: wanted, pipefail: true });
  }
}

function stepsOf(file: SourceFile, step: Tree, root: Tree, depth = 0): readonly Step[] {
  const run = step.get('run.command') ?? step.get('run');
  if (run?.kind === 'scalar')
    return [
      scriptStep(run.text() ?? '', scriptLine(file, run), {
        root: step.text('run.working_directory') ?? '',
        condition: step.text('run.when') === 'on_fail' ? 'failure()' : '',
      }),
    ];
  const [name = step.text() ?? ''] = step.pairs()[0] ?? [];
  const command = depth < 2 ? root.get('commands')?.key(name) : undefined;
  if (command) return command.list('steps').flatMap(inner => stepsOf(file, inner, root, depth + 1));
  return [stepWith({ line: step.line, notifies: /slack|pagerduty/.test(name), condition: 'failure()' })];
}
