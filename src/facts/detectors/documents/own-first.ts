import type { Located, Scene } from '../../detector.ts';

/** Findings in the team's own files before copies of them in archives, samples and fixtures, so that the copy is the one that is dropped. */
export function ownFirst<Finding>(findings: readonly Located<Finding>[], scene: Scene): readonly Located<Finding>[] {
  const isOwn = ({ path }: Located<Finding>) => ['own', 'docs', 'generated'].includes(scene.classOf(path));
  return [...findings.filter(isOwn), ...findings.filter(each => !isOwn(each))];
}
