import type { Tree } from '../../../lib/tree.ts';
import { branchTrigger } from '../pipeline-findings.ts';

const prefix = 'pipelinesascode.tekton.dev/';

/** Pipelines as Code starts a run by its annotations; what starts any other stands in a trigger of the cluster. */
export function eventsOf(object: Tree): readonly string[] {
  const annotation = (name: string) => object.get('metadata.annotations')?.key(`${prefix}${name}`)?.text() ?? '';
  const expression = annotation('on-cel-expression').slice(0, 4000);
  const told = `${annotation('on-event')} ${expression}`;
  const branches = annotation('on-target-branch')
    .replace(/[[\]"\s]/g, '')
    .split(',')
    .filter(Boolean);
  const compared = [...expression.matchAll(/target_branch\s*==\s*["']([\w./-]{1,80})["']/g)].map(match => match[1] ?? '');
  const isTag =
    [...branches, ...compared].some(branch => branch.startsWith('refs/tags/')) ||
    /target_branch\.startsWith\(["']refs\/tags/.test(expression);
  const triggers = [
    ...(/\bpull_request\b|\bmerge_request\b/.test(told) ? ['pull_request'] : []),
    ...(/\bpush\b/.test(told) ? [isTag ? 'tag' : branchTrigger([...branches, ...compared])] : []),
  ];
  return triggers.length > 0 ? triggers : ['other'];
}
