import type { Tree } from '../../../lib/tree.ts';
import type { Known } from '../../../model/fact.ts';
import type { SourceFile } from '../../source-file.ts';

/** What a pipeline says about the commands on a line. */
export interface JobOfLine {
  readonly runs: boolean;
  readonly environment: string;
  readonly production?: Known;
}

interface JobRange extends JobOfLine {
  readonly line: number;
  readonly endLine: number;
}

const anywhere: JobOfLine = { runs: true, environment: '' };

/** Tells for each line whether its job ever runs, and for which environment; jobs of GitHub Actions and GitLab can be told apart. */
export function jobsOf(file: SourceFile): (line: number) => JobOfLine {
  const ranges = /\.ya?ml$/i.test(file.path) ? file.yaml().flatMap(rangesOf) : [];
  return line => {
    const around = ranges.filter(range => range.line <= line && line <= range.endLine);
    return around.find(range => !range.runs) ?? around[0] ?? anywhere;
  };
}

function rangesOf(document: Tree): readonly JobRange[] {
  const jobs = document.get('jobs')?.kind === 'map' ? document.pairs('jobs') : document.pairs().filter(([, job]) => job.has('script'));
  const proposed = isForProposals(document.get('on')) ? ({ production: 'no' } as const) : {};
  return jobs.flatMap(([, job]) => {
    const environment = job.text('environment.name') ?? job.text('environment') ?? '';
    const { line, endLine } = job;
    const steps = job.list('steps').filter(isOff);
    const off = steps.map(step => ({ line: step.line, endLine: step.endLine, runs: false, environment }));
    return [{ line, endLine, runs: !isOff(job), environment, ...proposed }, ...off];
  });
}

function isOff(part: Tree): boolean {
  return /^(?:\$\{\{ *)?false\b/.test(part.text('if') ?? '') || part.text('when') === 'never';
}

/** What only runs on pull requests does not release to production. */
function isForProposals(on: Tree | undefined): boolean {
  const triggers = on?.kind === 'map' ? on.pairs().map(([name]) => name) : (on?.texts() ?? []);
  return triggers.length > 0 && triggers.every(trigger => /^pull_request(?:_target)?$/.test(trigger));
}
