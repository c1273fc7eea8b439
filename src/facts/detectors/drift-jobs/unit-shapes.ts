import { mentionsNotifier, readScript } from './script.ts';
import type { Job, Step, Unit } from './units.ts';

/** A step with everything that is not given at its default. */
export function stepWith(given: Partial<Step> & Pick<Step, 'line'>): Step {
  return { id: '', name: '', condition: '', continues: false, uses: '', inputs: {}, root: '', notifies: false, variables: {}, ...given };
}

/** A step that runs a shell script. */
export function scriptStep(text: string, line: number, given: Partial<Step> = {}): Step {
  const script = readScript(text, line);
  return stepWith({ line, notifies: mentionsNotifier(text), ...(script ? { script } : {}), ...given });
}

export function jobWith(given: Partial<Job> & Pick<Job, 'id' | 'line'>): Job {
  return {
    name: given.id,
    condition: '',
    continues: false,
    environment: '',
    uses: '',
    inputs: {},
    needs: [],
    matrix: {},
    steps: [],
    variables: {},
    ...given,
  };
}

type Pipeline = Extract<Unit, { unit: 'pipeline' }>;

/** A pipeline that runs on a schedule. */
export function pipelineWith(given: Partial<Pipeline> & Pick<Pipeline, 'tool' | 'name' | 'jobs'>): Pipeline {
  return {
    unit: 'pipeline',
    schedules: [],
    scheduled: true,
    manual: false,
    callable: false,
    onlyOnChange: false,
    errexit: true,
    pipefail: false,
    reads: [],
    readsText: false,
    ...given,
  };
}

/** Whether a job has anything to say about drift. */
export function isOfInterest(job: Job): boolean {
  return job.steps.some(({ script }) => script !== undefined && script.diffs.length + script.applies.length + script.calls.length > 0);
}
