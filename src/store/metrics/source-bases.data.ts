import type { Basis } from '../../model/metric.ts';

/** Sources that are less than the events of a tool. */
export const sourceBases: ReadonlyMap<string, Basis> = new Map([
  ['github-releases', 'releases'],
  ['gitlab-releases', 'releases'],
  ['releases', 'releases'],
  ['git-tags', 'git'],
  ['git-merges', 'git'],
  ['attested', 'attested'],
]);
