import type { Located } from '../../detector.ts';
import type { RawJob } from './gitlab-file.ts';

const deepest = 11; // what GitLab allows

/** The job with everything it takes over by `extends`; later names win over earlier ones, its own values over all. */
export function inherited(job: RawJob, jobs: ReadonlyMap<string, Located<RawJob>>, depth = 0): RawJob {
  if (job.extends.length === 0 || depth > deepest) return job;
  const parents = job.extends.flatMap(name => jobs.get(name)?.finding ?? []).map(parent => inherited(parent, jobs, depth + 1));
  return Object.assign({}, ...parents, job);
}
