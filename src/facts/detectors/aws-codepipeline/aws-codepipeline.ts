import type { Tree } from '../../../lib/tree.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import type { DeployKind, Effect, Reading } from '../commands/effects.ts';
import { type JobFinding, type PipelineFinding, pipelineFacts, pipelineKinds } from '../pipeline-findings.ts';
import { scriptReading } from '../pipeline-scripts.ts';
import { resourcesOf, type TerraformResource, terraform } from '../terraform-resources.ts';

export const awsCodepipeline = detector<PipelineFinding>({
  id: 'aws-codepipeline',
  version: 2,
  title: 'AWS CodePipeline and CodeBuild',
  docs: 'https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html',
  reads: [
    { extensions: ['.yml', '.yaml'], path: /(?:^|\/)[\w.-]*buildspec[\w.-]*\.ya?ml$|(?:^|\/)buildspecs?\/[^/]+$/i },
    ...terraform('aws_codepipeline'),
  ],
  emits: pipelineKinds,

  *parse(file) {
    if (/\.ya?ml$/.test(file.path)) yield* buildOf(file);
    else for (const resource of resourcesOf(file.hcl(), 'aws_codepipeline')) yield* pipelineOf(resource);
  },

  link: pipelineFacts,
});

/** A build file does not tell what starts it: a pipeline, a webhook, or a person. */
function* buildOf(file: SourceFile): Generator<PipelineFinding> {
  const phases = file.yaml()[0]?.pairs('phases') ?? [];
  if (phases.length === 0) return;
  const base = { tool: 'aws-codebuild', triggers: ['other'], enabled: 'unknown' } as const;
  const reading = phases.flatMap(([, phase]) => [...scriptReading(phase.list('commands')), ...scriptReading(phase.list('finally'))]);
  const line = phases[0]?.[1].line ?? 1;
  yield { is: 'workflow', ...base, name: file.path, line, opaque: false, sharedTemplate: false };
  yield {
    is: 'job',
    ...base,
    workflow: file.path,
    name: file.name,
    line,
    gate: 'none',
    reading,
    needs: [],
    environment: '',
    advisory: false,
  };
}

/** Stages run one after the other; a source stage usually starts them on a push to one branch. */
function* pipelineOf({ name, body, line, created }: TerraformResource): Generator<PipelineFinding> {
  const base = { tool: 'aws-codepipeline', triggers: ['push_default'], enabled: created } as const;
  const stages = body.list('stage');
  if (stages.length === 0) return;
  yield { is: 'workflow', ...base, name, line, opaque: false, sharedTemplate: false };
  let before: readonly string[] = [];
  for (const stage of stages) {
    const title = stage.text('name') ?? '';
    const jobs = stage.list('action').map(action => jobOf(action, title, { ...base, workflow: name, needs: before }));
    yield* jobs;
    before = jobs.map(job => job.name);
  }
}

type Base = Pick<JobFinding, 'tool' | 'triggers' | 'enabled' | 'workflow' | 'needs'>;

function jobOf(action: Tree, stage: string, base: Base): JobFinding {
  const name = [stage, action.text('name') ?? ''].filter(Boolean).join('.');
  const gate = action.text('category') === 'Approval' ? 'human' : 'none';
  return { is: 'job', ...base, name, line: action.line, gate, reading: readingOf(action), environment: '', advisory: false };
}

/** What a build does stands in its project; only tests and deployments are told by their category. */
function readingOf(action: Tree): Reading {
  const provider = action.text('provider') ?? '';
  const place = { command: provider, line: action.line, blocking: true };
  const how: DeployKind = provider === 'S3' ? 'likely_script' : 'environment';
  if (action.text('category') === 'Deploy') return [{ does: 'deploy', how, ...place } satisfies Effect];
  return action.text('category') === 'Test' ? [{ does: 'opaque_test', ...place }] : [];
}
