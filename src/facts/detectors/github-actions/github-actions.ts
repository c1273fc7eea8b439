import { type Detector, detector } from '../../detector.ts';
import type { Reading } from '../commands/effects.ts';
import { linkWorkflows } from './link.ts';
import { readSteps } from './steps.ts';
import { readWorkflow, type WorkflowFinding } from './workflow.ts';

/** A composite action of the repository: the steps it stands for. */
interface ActionFinding {
  readonly what: 'action';
  readonly reading: Reading;
}

export type Finding = WorkflowFinding | ActionFinding;

export const githubActions: Detector<Finding> = detector<Finding>({
  id: 'github-actions',
  title: 'GitHub Actions',
  docs: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax',
  reads: [
    { extensions: ['.yml', '.yaml'], path: /^\.github\/workflows\/[^/]+$/ }, // workflows in folders below do not run
    { names: ['action.yml', 'action.yaml'], text: ['runs:'] },
  ],
  emits: ['pipeline.workflow', 'pipeline.job', 'pipeline.secret', 'pipeline.template', 'environment.definition', 'change.announcement'],

  *parse(file) {
    if (file.path.startsWith('.github/workflows/')) {
      const workflow = readWorkflow(file);
      if (workflow) yield workflow;
      return;
    }
    const steps = file.yaml()[0]?.list('runs.steps') ?? [];
    if (steps.length > 0) yield { what: 'action', reading: readSteps(steps, { shell: '', folder: '' }).flatMap(step => step.reading) };
  },

  link: linkWorkflows,
});
