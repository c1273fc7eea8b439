import type { Known } from '../../model/fact.ts';
import type { FactFields } from '../../model/fact-kinds.ts';
import type { Reading } from './commands/effects.ts';

export type JobFact = FactFields<'pipeline.job'>;

/** A job as one file tells it; what its commands stand for is looked up when all files are known. */
export interface JobFinding {
  readonly is: 'job';
  readonly tool: string;
  readonly workflow: string;
  readonly name: string;
  readonly line: number;
  readonly triggers: readonly string[];
  readonly enabled: Known;
  /** The gate that the job itself declares. */
  readonly gate: JobFact['gate'];
  readonly reading: Reading;
  /** Names of jobs of the same workflow that it waits for. */
  readonly needs: readonly string[];
  /** The environment that it names, `''` for none. */
  readonly environment: string;
  /** It may fail without failing the pipeline. */
  readonly advisory: boolean;
  /** It runs whatever became of the jobs before. */
  readonly anyway?: boolean;
  /** What it does stands in another repository or tool, which it only starts. */
  readonly elsewhere?: boolean;
  /** It starts only for branches that are there for releases. */
  readonly ofReleases?: boolean;
}

export interface WorkflowFinding {
  readonly is: 'workflow';
  readonly tool: string;
  readonly name: string;
  readonly line: number;
  readonly triggers: readonly string[];
  readonly enabled: Known;
  /** Part of it stands where the scan cannot look. */
  readonly opaque: boolean;
  readonly sharedTemplate: boolean;
}

export interface TemplateFinding {
  readonly is: 'template';
  readonly tool: string;
  readonly source: string;
  readonly pinned: boolean;
  readonly line: number;
}

/** The steps of a file that pipelines include by its path. */
interface IncludedFinding {
  readonly is: 'included';
  readonly reading: Reading;
}

export type PipelineFinding = JobFinding | WorkflowFinding | TemplateFinding | IncludedFinding;
