import type { Tree } from '../../../lib/tree.ts';
import type { SourceFile } from '../../source-file.ts';
import { objectsOf } from '../kubernetes.ts';
import { scriptLine } from './github-workflow.ts';
import { isOfInterest, jobWith, pipelineWith, scriptStep } from './unit-shapes.ts';
import type { Step, Unit } from './units.ts';

/** Cron jobs of Kubernetes and cron workflows of Argo whose containers run a script. */
export function* kubernetesCron(file: SourceFile): Generator<Unit> {
  for (const object of objectsOf(file.yaml(), 'batch/CronJob', 'argoproj.io/CronWorkflow')) {
    if (object.flag('spec.suspend') === true) continue;
    const id = object.text('metadata.name') ?? '';
    const containers = [
      ...object.list('spec.jobTemplate.spec.template.spec.containers'),
      ...object.list('spec.workflowSpec.templates').flatMap(template => [...template.list('container'), ...template.list('script')]),
    ];
    const job = jobWith({
      id,
      line: object.line,
      environment: object.text('metadata.namespace') ?? '',
      steps: containers.map(container => readStep(file, container)),
    });
    const schedules = [...object.texts('spec.schedule'), ...object.texts('spec.schedules')];
    if (isOfInterest(job)) yield pipelineWith({ tool: 'kubernetes-cronjob', name: id, schedules, jobs: [job], errexit: false });
  }
}

/** `sh -c` runs its argument; anything else is a command in words. */
function readStep(file: SourceFile, container: Tree): Step {
  const source = container.get('source');
  if (source) return scriptStep(source.text() ?? '', scriptLine(file, source));
  const words = [...container.list('command'), ...container.list('args')];
  const option = words.findIndex(word => /^-[a-z]*c$/.test(word.text() ?? ''));
  const script = option === -1 ? undefined : words[option + 1];
  if (!script) return scriptStep(words.map(word => word.text() ?? '').join(' '), words[0]?.line ?? container.line);
  const flags = words[option]?.text() ?? '';
  return scriptStep(script.text() ?? '', scriptLine(file, script), flags.includes('e') ? { errexit: true } : {});
}
