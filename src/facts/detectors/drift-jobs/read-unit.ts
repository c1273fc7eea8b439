import { longestGapHours } from '../../../lib/cron.ts';
import type { Read } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { resourcesOf } from '../terraform-resources.ts';
import { azurePipeline } from './azure-pipeline.ts';
import { circleciPipeline } from './circleci-pipeline.ts';
import { compositeAction, githubWorkflow } from './github-workflow.ts';
import { gitlabPipeline } from './gitlab-pipeline.ts';
import { jenkinsPipeline } from './jenkins-pipeline.ts';
import { kubernetesCron } from './kubernetes-cron.ts';
import { makefile } from './makefile.ts';
import { readScript } from './script.ts';
import type { Unit } from './units.ts';

const programs = [
  'terraform',
  'tofu',
  'terragrunt',
  'pulumi',
  'driftctl',
  'cdk d',
  'detect-stack',
  'what-if',
  'ansible-playbook',
  'helmfile',
  'helm diff',
  'kubectl diff',
  'argocd app',
  'snyk iac',
  'atmos',
  'terramate',
]; // prettier-ignore

const yaml = ['.yml', '.yaml'];

interface Reader {
  readonly read: Read;
  /** Files without any of the programs are of no interest; workflows may only call what holds them. */
  readonly needsProgram?: true;
  readonly units: (file: SourceFile) => Iterable<Unit>;
}

/** Where scheduled jobs, and what they call, are written. A file goes to the first reader whose path fits. */
const readers: readonly Reader[] = [
  {
    read: {
      extensions: yaml,
      path: /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+$/,
      text: ['schedule', 'workflow_call', 'workflow_dispatch'],
    },
    units: githubWorkflow,
  },
  { read: { names: ['action.yml', 'action.yaml'], path: /(?:^|\/)action\.ya?ml$/i, text: programs }, units: compositeAction },
  {
    read: { extensions: yaml, path: /(?:^|[/.])gitlab-ci[^/]*\.ya?ml$|(?:^|\/)\.gitlab\//i, text: ['schedule'] },
    units: gitlabPipeline,
    needsProgram: true,
  },
  { read: { extensions: yaml, path: /(?:^|\/)\.circleci\/[^/]+$/, text: ['schedule'] }, units: circleciPipeline, needsProgram: true },
  {
    read: { names: ['jenkinsfile'], extensions: ['.jenkinsfile', '.groovy'], path: /(?:jenkinsfile[^/]*|\.groovy)$/i, text: ['cron'] },
    units: jenkinsPipeline,
  },
  { read: { names: ['makefile', 'gnumakefile'], extensions: ['.mk'], path: /(?:makefile|\.mk)$/i, text: programs }, units: makefile },
  { read: { extensions: ['.sh', '.bash'], path: /\.(?:sh|bash)$/i, text: programs }, units: shellScript },
  { read: { extensions: ['.tf', '.tofu'], path: /\.(?:tf|tofu)$/, text: ['gitlab_pipeline_schedule'] }, units: gitlabSchedule },
  { read: { extensions: yaml, text: ['schedules:', 'CronJob', 'CronWorkflow'] }, units: otherYaml, needsProgram: true },
];

export const reads: readonly Read[] = readers.map(reader => reader.read);

export function* unitsOf(file: SourceFile): Generator<Unit> {
  const reader = readers.find(({ read }) => read.path === undefined || read.path.test(file.path));
  if (!reader || (reader.needsProgram && !programs.some(program => file.text.includes(program)))) return;
  yield* reader.units(file);
}

function* otherYaml(file: SourceFile): Generator<Unit> {
  yield* azurePipeline(file);
  yield* kubernetesCron(file);
}

function* shellScript(file: SourceFile): Generator<Unit> {
  const script = readScript(file.text, 1);
  if (script && script.diffs.length + script.applies.length + script.calls.length > 0) yield { unit: 'script', script };
}

/** When GitLab starts a pipeline is kept in its settings; sometimes those are code. */
function* gitlabSchedule(file: SourceFile): Generator<Unit> {
  for (const { body } of resourcesOf(file.hcl(), 'gitlab_pipeline_schedule')) {
    const cron = body.text('cron') ?? '';
    if (body.flag('active') !== false && longestGapHours([cron]) !== undefined)
      yield { unit: 'schedule', tool: 'gitlab-ci', schedules: [cron] };
  }
}
