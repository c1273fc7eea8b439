import type { Tree } from '../../../lib/tree.ts';
import { shellCommands } from '../drift-jobs/shell-commands.ts';
import type { FlagFinding } from './flag-finding.ts';

const tools = /find-code-references|ld-find-code-refs|piranha/;

/** Steps of a workflow that look for flags nobody needs any more; a job that never runs has none, nor has a text that names a tool. */
export function cleanupIn(document: Tree): readonly FlagFinding[] {
  return document.pairs('jobs').flatMap(([, job]) => {
    if (/^(?:\$\{\{ *)?false\b/.test(job.text('if') ?? '')) return [];
    return job.list('steps').flatMap(step => {
      const name = tools.exec(usedBy(step))?.[0];
      const tool = name === 'piranha' ? name : 'launchdarkly-code-references';
      return name ? [{ kind: 'lifecycle', tool, line: step.line } as const] : [];
    });
  });
}

function usedBy(step: Tree): string {
  const commands = shellCommands(step.text('run') ?? '', 1).filter(({ words }) => words[0] !== 'echo');
  return [step.text('uses') ?? '', ...commands.map(({ words }) => words.join(' '))].join('\n');
}
