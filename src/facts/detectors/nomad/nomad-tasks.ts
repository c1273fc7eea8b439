import type { Tree } from '../../../lib/tree.ts';
import type { SourceFile } from '../../source-file.ts';

/** Files that may hold a job of Nomad. */
export const nomadFile = /\.(?:nomad|hcl)$/;

export interface NomadTask {
  readonly job: string;
  readonly line: number;
  /** The job restarts what it runs, and does not end by itself. */
  readonly serves: boolean;
  readonly batch: boolean;
  /** Absent for drivers that run no image. */
  readonly image: Tree | undefined;
}

/** The tasks of the jobs in a file. https://developer.hashicorp.com/nomad/docs/job-specification/task */
export function* nomadTasks(file: SourceFile): Generator<NomadTask> {
  for (const job of file.hcl().blocks.filter(block => block.type === 'job')) {
    const batch = /^(?:batch|sysbatch)$/.test(job.body.text('type') ?? '');
    for (const group of job.body.list('group')) {
      const serves = group.has('service') || group.list('task').some(task => task.has('service'));
      for (const task of group.list('task'))
        yield { job: job.labels[0] ?? '', line: job.line, serves, batch, image: task.get('config.image') };
    }
  }
}
