import type { FactDraft } from '../../../model/fact.ts';
import type { Located, Scene } from '../../detector.ts';
import { tierOf, wordsOf } from '../../production.ts';
import { type Effect, isCall, type Reading } from '../commands/effects.ts';
import { secretFacts } from '../commands/literal-secrets.ts';
import { namesDeployment } from '../commands/names.ts';
import { joinPath } from '../commands/resolve.ts';
import { type JobFinding, type PipelineFinding, pipelineFacts } from '../pipeline-findings.ts';
import type { GitlabFile, Include, Piece, RawJob } from './gitlab-file.ts';
import { inherited } from './inherit.ts';
import { templates } from './templates.data.ts';
import { pipelineTriggers, type Start, startOf } from './triggers.ts';

const tool = 'gitlab-ci';
const root = '.gitlab-ci.yml';

/** Only the file at the root and what it includes is a pipeline. */
export function* linkGitlab(findings: readonly Located<GitlabFile>[], scene: Scene): Iterable<FactDraft> {
  const files = reachable(new Map(findings.map(({ path, finding }) => [path, finding])));
  const main = files.get(root);
  if (!main) return;
  const jobs = new Map<string, Located<RawJob>>();
  for (const [path, file] of [...files].reverse()) for (const job of file.jobs) jobs.set(job.name, { path, finding: job });
  const live = [...jobs.values()]
    .filter(({ finding }) => !finding.name.startsWith('.'))
    .map(({ path, finding }) => ({ path, finding: inherited(finding, jobs) }));
  const triggers = pipelineTriggers([...files.values()].flatMap(file => file.conditions));
  const pipeline: Pipeline = { jobs, live: live.map(({ finding }) => finding), stages: stagesOf(main.stages), triggers };
  const included = [...files].flatMap(([path, file]) => file.includes.map(include => ({ path, include })));
  const read = live.map(({ path, finding }) => ({ path, finding: jobFinding(finding, pipeline) }));
  const others = included.flatMap(({ path, include }) => includeFindings(include, pipeline).map(finding => ({ path, finding })));
  yield* pipelineFacts(
    [
      {
        path: root,
        finding: workflowFinding(
          main,
          read.map(({ finding }) => finding),
          included,
          pipeline,
        ),
      },
      ...read,
      ...others,
    ],
    scene,
  );
  for (const [path, file] of files) yield* secretFacts(tool, path, file.secrets);
}

interface Pipeline {
  readonly jobs: ReadonlyMap<string, Located<RawJob>>;
  /** The jobs that run, with what they inherit. */
  readonly live: readonly RawJob[];
  readonly stages: readonly string[];
  readonly triggers: readonly string[];
}

const mostFiles = 100;

/** The root file and its local includes, over any number of steps; a pattern of file names includes all that fit. */
function reachable(all: ReadonlyMap<string, GitlabFile>): ReadonlyMap<string, GitlabFile> {
  const found = new Map<string, GitlabFile>();
  const open = [root];
  for (let path = open.shift(); path !== undefined && found.size < mostFiles; path = open.shift()) {
    const file = all.get(path);
    if (!file || found.has(path)) continue;
    found.set(path, file);
    for (const { kind, source } of file.includes) if (kind === 'local') open.push(...matching(source, all));
  }
  return found;
}

function matching(source: string, all: ReadonlyMap<string, GitlabFile>): readonly string[] {
  const path = joinPath('', source);
  if (!path.includes('*')) return [path];
  const [start = ''] = path.split('*');
  const end = path.slice(path.lastIndexOf('*') + 1);
  return [...all.keys()].filter(name => name.startsWith(start) && name.endsWith(end));
}

function workflowFinding(
  file: GitlabFile,
  jobs: readonly JobFinding[],
  included: readonly { include: Include }[],
  pipeline: Pipeline,
): PipelineFinding {
  const outside = included.filter(({ include }) => include.kind === 'shared');
  const triggers = [...new Set([...pipeline.triggers, ...jobs.flatMap(job => job.triggers)])];
  return {
    is: 'workflow',
    tool,
    name: file.name || root,
    line: file.line,
    triggers,
    enabled: jobs.length === 0 && included.length === 0 ? 'unknown' : 'yes',
    opaque: jobs.length === 0 && outside.length > 0,
    sharedTemplate: outside.length > 0,
  };
}

function jobFinding(job: RawJob, pipeline: Pipeline): JobFinding {
  const start = startOf(job, pipeline.triggers);
  const environment = environmentOf(job);
  return {
    is: 'job',
    tool,
    workflow: root,
    name: job.name,
    line: job.line,
    triggers: start.triggers,
    enabled: start.never || job.when === 'never' ? 'no' : start.sure ? 'yes' : 'unknown',
    gate: gateOf(start, environment),
    reading: readingOf(job, environment, pipeline.jobs),
    needs: job.needs ?? earlierStages(job, pipeline),
    environment,
    advisory: start.advisory,
    anyway: job.when === 'always' || job.when === 'on_failure',
    elsewhere: job.outside === true,
    ofReleases: start.ofReleases,
  };
}

/** A job that a person lets go inside a running pipeline is a gate; approvals of protected environments stand in the settings. */
function gateOf(start: Start, environment: string): JobFinding['gate'] {
  if (start.byHand) return 'human';
  return environment === '' ? 'none' : 'settings';
}

/** Parts that only the run knows become `*`; a name without a meaning gives way to its declared tier. */
function environmentOf(job: RawJob): string {
  if (job.environment === undefined || ['stop', 'prepare', 'verify', 'access'].includes(job.action ?? '')) return '';
  const name = job.environment.replace(/\$\{?\w+\}?/g, '*');
  return tierOf(name) === 'unknown' && job.tier ? job.tier : name === '*' ? '' : name;
}

function stagesOf(stages: readonly string[]): readonly string[] {
  return ['.pre', ...(stages.length > 0 ? stages : ['build', 'test', 'deploy']), '.post'];
}

/** Jobs without `needs` wait for all jobs of earlier stages that the pipeline cannot go on without. */
function earlierStages(job: RawJob, { live, stages, triggers }: Pipeline): readonly string[] {
  const at = (other: RawJob) => stages.indexOf(other.stage ?? 'test');
  return live.filter(other => at(other) < at(job) && !startOf(other, triggers).advisory).map(({ name }) => name);
}

function readingOf(job: RawJob, environment: string, jobs: ReadonlyMap<string, Located<RawJob>>): Reading {
  const reading = [...(job.before ?? []), ...(job.script ?? [])].flatMap(piece => resolved(piece, jobs, 0));
  const known = reading.some(item => isCall(item) || item.does === 'deploy');
  const unreadable = (environment !== '' || job.downstream) && !known && namesDeployment(wordsOf(job.name));
  const stops = ['stop', 'prepare', 'verify', 'access'].includes(job.action ?? '');
  const kept = stops ? reading.filter(item => isCall(item) || item.does !== 'deploy') : reading;
  return unreadable && !stops ? [...kept, { does: 'deploy', how: 'script', command: job.name, line: job.line, blocking: true }] : kept;
}

function resolved(piece: Piece, jobs: ReadonlyMap<string, Located<RawJob>>, depth: number): Reading {
  if ('reading' in piece) return piece.reading;
  const job = jobs.get(piece.job)?.finding;
  const parts = piece.part === 'script' ? job?.script : piece.part === 'before_script' ? job?.before : undefined;
  return depth > 5 ? [] : (parts ?? []).flatMap(part => resolved(part, jobs, depth + 1));
}

function includeFindings(include: Include, pipeline: Pipeline): readonly PipelineFinding[] {
  const { source, pinned, line } = include;
  const known = templates.find(([name]) => include.kind !== 'local' && name.test(source))?.[1] ?? [];
  const effects = known.map((effect): Effect => ({ ...effect, command: source, line }));
  const uses: readonly PipelineFinding[] = include.kind === 'shared' ? [{ is: 'template', tool, source, pinned, line }] : [];
  if (effects.length === 0) return uses;
  const job: JobFinding = {
    is: 'job',
    tool,
    workflow: source,
    name: source,
    line,
    triggers: pipeline.triggers,
    enabled: 'yes',
    gate: 'none',
    reading: effects,
    needs: [],
    environment: '',
    advisory: false,
  };
  return [...uses, job];
}
