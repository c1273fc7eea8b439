import type { Tree } from '../../../lib/tree.ts';
import type { SourceFile } from '../../source-file.ts';
import { type LiteralSecret, literalSecrets } from '../commands/literal-secrets.ts';
import { isOfReleases } from './releases.ts';
import { plainFolder, readSteps, type StepFinding } from './steps.ts';
import { readTriggers, type Trigger } from './triggers.ts';

/** Texts by name, for filling in expressions. */
export type Values = Readonly<Record<string, readonly string[]>>;

export interface JobFinding {
  readonly id: string;
  readonly name: string;
  readonly line: number;
  readonly condition: string;
  readonly needs: readonly string[];
  /** As written, `''` when there is none. */
  readonly environment: string;
  readonly environmentLine: number;
  /** The workflow that the job calls. */
  readonly uses: string;
  readonly usesLine: number;
  readonly inputs: Values;
  readonly variables: Values;
  readonly matrix: Values;
  /** The job whose output is the matrix. */
  readonly matrixFrom: string;
  readonly advisory: boolean;
  readonly steps: readonly StepFinding[];
}

export interface WorkflowFinding {
  readonly what: 'workflow';
  readonly name: string;
  readonly line: number;
  readonly triggers: readonly Trigger[];
  /** Names of the workflows after which this one starts. */
  readonly after: readonly string[];
  /** The inputs of a call or a manual start, with their defaults or options. */
  readonly inputs: Values;
  readonly hasInputs: boolean;
  /** It only runs when somebody releases, or by hand. */
  readonly ofReleases: boolean;
  readonly jobs: readonly JobFinding[];
  readonly secrets: readonly LiteralSecret[];
}

const mostJobs = 200;

/** Reads a workflow file; nothing when it has no jobs. */
export function readWorkflow(file: SourceFile): WorkflowFinding | undefined {
  const document = file.yaml()[0];
  const jobs = document?.pairs('jobs') ?? [];
  if (!document || jobs.length === 0) return undefined;
  const on = document.get('on') ?? document.get('true');
  const inputs = { ...inputsOf(on, 'workflow_dispatch'), ...inputsOf(on, 'workflow_call') };
  return {
    what: 'workflow',
    name: document.text('name') ?? '',
    line: document.get('name')?.line ?? on?.line ?? document.line,
    triggers: readTriggers(on),
    after: on?.texts('workflow_run.workflows') ?? [],
    inputs,
    ofReleases: isOfReleases(on),
    hasInputs: (on?.pairs('workflow_dispatch.inputs') ?? []).length > 0,
    jobs: jobs.slice(0, mostJobs).map(([id, job]) => readJob(id, job, document)),
    secrets: literalSecrets(file),
  };
}

function readJob(id: string, job: Tree, document: Tree): JobFinding {
  const environment = job.get('environment');
  const matrix = job.get('strategy.matrix');
  const values = matrixOf(matrix);
  const shell = job.text('defaults.run.shell') ?? document.text('defaults.run.shell') ?? '';
  const folder = plainFolder(job.text('defaults.run.working-directory') ?? document.text('defaults.run.working-directory') ?? '');
  return {
    id,
    name: job.text('name') ?? '',
    line: job.line,
    condition: (job.text('if') ?? '').slice(0, 1_000),
    needs: job.texts('needs'),
    environment: environment?.text('name') ?? environment?.text() ?? '',
    environmentLine: environment?.line ?? job.line,
    uses: job.text('uses') ?? '',
    usesLine: job.get('uses')?.line ?? job.line,
    inputs: textsOf(job.get('with')),
    variables: { ...textsOf(document.get('env')), ...textsOf(job.get('env')) },
    matrix: values,
    matrixFrom:
      /needs\.([\w-]+)\.outputs/.exec(matrix?.text() ?? [...(matrix?.walk() ?? [])].map(node => node.text() ?? '').join(' '))?.[1] ?? '',
    advisory: job.has('continue-on-error') && job.flag('continue-on-error') === true,
    steps: readSteps(job.list('steps'), { shell, folder, matrix: values }),
  };
}

function textsOf(map: Tree | undefined): Values {
  const pairs = (map?.pairs() ?? []).flatMap(([key, value]) => {
    const text = value.text();
    return text === undefined || text.length > 200 ? [] : [[key, [text]] as const];
  });
  return Object.fromEntries(pairs.slice(0, 60));
}

/** Defaults, and for a manual start the options a person chooses from. */
function inputsOf(on: Tree | undefined, event: string): Values {
  const pairs = (on?.pairs(`${event}.inputs`) ?? []).map(([key, input]) => {
    const options = input.texts('options');
    return [key, options.length > 0 ? options : input.texts('default')] as const;
  });
  return Object.fromEntries(pairs.slice(0, 60));
}

/** The values of each matrix dimension, those of `include` among them, and lists written as JSON text. */
function matrixOf(matrix: Tree | undefined): Values {
  const values = new Map<string, string[]>();
  const add = (key: string, texts: readonly string[]) => values.set(key, [...(values.get(key) ?? []), ...texts].slice(0, 40));
  for (const [key, value] of matrix?.pairs() ?? []) {
    if (key === 'exclude') continue;
    if (key !== 'include') add(key, value.texts().flatMap(jsonTexts));
    else for (const entry of value.list()) for (const [name, text] of entry.pairs()) add(name, text.texts());
    if (key !== 'include') for (const item of value.list()) for (const [name, text] of item.pairs()) add(`${key}.${name}`, text.texts());
  }
  return Object.fromEntries([...values].map(([key, texts]) => [key, [...new Set(texts)]]));
}

/** `${{ fromJSON('["a","b"]') }}` is a list; any other text stands for itself. */
function jsonTexts(text: string): readonly string[] {
  if (!/fromJSON\(/i.test(text)) return text.includes('$' + '{{') ? [] : [text];
  return [...text.matchAll(/"([\w .-]{1,60})"/g)].map(match => match[1] ?? '');
}
