import type { Tree } from '../../../lib/tree.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { isCall, type Reading } from '../commands/effects.ts';
import { type PipelineFinding, pipelineFacts, pipelineKinds } from '../pipeline-findings.ts';
import { jobsOf } from './jobs.ts';
import { stepsReading } from './steps.ts';
import { triggersOf } from './triggers.ts';

export const azurePipelines = detector<PipelineFinding>({
  id: 'azure-pipelines',
  title: 'Azure Pipelines',
  docs: 'https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/',
  reads: [
    { extensions: ['.yml', '.yaml'], path: /(?:^|\/)\.?azure-?pipelines?[\w.-]*\.ya?ml$/i },
    {
      extensions: ['.yml', '.yaml'],
      path: /(?:^|\/)(?:\.azuredevops|\.?azure-?pipelines?|\.?pipelines?|\.ado|\.vsts|devops)\//i,
      text: ['task:', 'vmImage', 'deployment:', 'steps:', 'script:'],
    },
  ],
  emits: pipelineKinds,

  *parse(file) {
    const pipeline = file.yaml()[0];
    if (!pipeline || !['extends', 'stages', 'jobs', 'steps'].some(key => pipeline.has(key)) || isForeign(pipeline, file)) return;
    if (isPipeline(pipeline, file)) yield* pipelineOf(pipeline, file);
    else yield { is: 'included', reading: everyStep(pipeline, file) };
  },

  link: pipelineFacts,
});

/** Other tools have lists of `steps` and maps of `jobs` too. */
function isForeign(pipeline: Tree, file: SourceFile): boolean {
  if (pipeline.has('on') || pipeline.has('workflows') || pipeline.has('apiVersion') || pipeline.has('pipelines')) return true;
  return (
    pipeline.get('jobs')?.kind === 'map' ||
    !/\btask:|vmImage|\bpool:|deployment:|\bscript:|\bbash:|pwsh:|template:|powershell:/.test(file.text)
  );
}

/** A template has parameters but no trigger; what starts it is the file that names it. */
function isPipeline(pipeline: Tree, file: SourceFile): boolean {
  if (['trigger', 'pr', 'schedules', 'resources', 'extends'].some(key => pipeline.has(key))) return true;
  return /^\.?azure-?pipelines?\.ya?ml$/i.test(file.name);
}

function* pipelineOf(pipeline: Tree, file: SourceFile): Generator<PipelineFinding> {
  const triggers = triggersOf(pipeline);
  const workflow = pipeline.text('name')?.replace(/\$\(.*$/, '') || file.name;
  const shared = [...sharedTemplates(pipeline)];
  const opaque = pipeline.has('extends') || shared.length > 0;
  yield {
    is: 'workflow',
    tool: 'azure-pipelines',
    name: workflow,
    line: pipeline.line,
    triggers,
    enabled: 'yes',
    opaque,
    sharedTemplate: shared.length > 0,
  };
  yield* shared;
  yield* jobsOf(pipeline, { workflow, triggers, folder: file.folder });
}

/** `template: build.yml@templates`, where `templates` is a repository resource. */
function* sharedTemplates(pipeline: Tree): Generator<PipelineFinding> {
  const repositories = new Map(pipeline.list('resources.repositories').map(each => [each.text('repository') ?? '', each] as const));
  const seen = new Set<string>();
  for (const node of pipeline.walk()) {
    const template = node.key('template');
    const alias = /@([\w.-]{1,100})$/.exec(template?.text() ?? '')?.[1];
    if (!template || node.kind !== 'map' || !alias || alias === 'self' || seen.has(alias)) continue;
    seen.add(alias);
    const repository = repositories.get(alias);
    const pinned = /^refs\/tags\/|^[0-9a-f]{40}$/.test(repository?.text('ref') ?? '');
    yield { is: 'template', tool: 'azure-pipelines', source: repository?.text('name') ?? alias, pinned, line: template.line };
  }
}

/** All steps of a template, of whatever job; they carry the path on which they stand. */
function everyStep(template: Tree, file: SourceFile): Reading {
  const lists = [...template.walk()].flatMap(node =>
    node.kind === 'map' && node.get('steps')?.kind === 'list' ? [node.list('steps')] : [],
  );
  const reading = lists.flatMap(steps => stepsReading(steps, file.folder));
  return reading.map(item => (isCall(item) ? item : { ...item, path: file.path }));
}
