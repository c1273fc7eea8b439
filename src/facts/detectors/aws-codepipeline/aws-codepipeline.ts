import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { liveTemplates } from '../cloudformation/cloudformation.ts';
import { deliveryJob } from '../delivery-jobs.ts';
import { type PipelineFinding, pipelineFacts, pipelineKinds } from '../pipeline-findings.ts';
import { scriptReading } from '../pipeline-scripts.ts';
import { resourcesOf, terraform } from '../terraform-resources.ts';
import { cdkPipeline } from './cdk-pipeline.ts';
import { templatePipelines } from './cloudformation.ts';
import { pipelineOf } from './pipeline.ts';
import { terraformPipeline } from './terraform.ts';

const buildFile = /(?:^|\/)[\w.-]*buildspec[\w.-]*\.ya?ml$|(?:^|\/)buildspecs?\/[^/]+$/i;

export const awsCodepipeline = detector<PipelineFinding>({
  id: 'aws-codepipeline',
  title: 'AWS CodePipeline and CodeBuild',
  docs: 'https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html',
  reads: [
    { extensions: ['.yml', '.yaml'], path: buildFile },
    { extensions: ['.yml', '.yaml', '.json', '.template'], text: ['AWS::CodePipeline::Pipeline'] },
    { extensions: ['.ts', '.js', '.py'], text: ['codepipeline.Pipeline(', 'CodePipeline('] },
    ...terraform('aws_codepipeline'),
  ],
  emits: pipelineKinds,

  *parse(file) {
    if (/\.(?:tf|tofu|tf\.json)$/.test(file.path)) {
      for (const resource of resourcesOf(file.hcl(), 'aws_codepipeline')) yield* pipelineOf(terraformPipeline(resource));
    } else if (/\.(?:ts|js|py)$/.test(file.path)) yield* cdkPipeline(file);
    else if (buildFile.test(file.path)) yield* buildOf(file);
    else for (const pipeline of templatePipelines(file.yaml()[0])) yield* pipelineOf(pipeline);
  },

  *link(findings, scene) {
    const live = liveTemplates(scene);
    const known = findings.map(({ path, finding }) => ({
      path,
      finding: 'enabled' in finding && finding.enabled === 'yes' ? { ...finding, enabled: live(path) } : finding,
    }));
    yield* pipelineFacts(known, scene);
  },
});

/** A build file does not tell what starts it: a pipeline, a webhook, or a person. */
function* buildOf(file: SourceFile): Generator<PipelineFinding> {
  const phases = file.yaml()[0]?.pairs('phases') ?? [];
  if (phases.length === 0) return;
  const base = { tool: 'aws-codebuild', triggers: ['other'], enabled: 'unknown' } as const;
  const reading = phases.flatMap(([, phase]) => [...scriptReading(phase.list('commands')), ...scriptReading(phase.list('finally'))]);
  const line = phases[0]?.[1].line ?? 1;
  yield { is: 'workflow', ...base, name: file.path, line, opaque: false, sharedTemplate: false };
  yield deliveryJob({ ...base, workflow: file.path, name: file.name, line, reading });
}
