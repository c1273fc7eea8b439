import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { tierOf } from '../../production.ts';
import type { SourceFile } from '../../source-file.ts';
import { type PipelineFinding, pipelineFacts, pipelineKinds } from '../pipeline-findings.ts';
import { terraform } from '../terraform-resources.ts';
import { actionsOf, processFindings, tool } from './process.ts';
import { rolloutsOf } from './rollouts.ts';
import { environmentTypes, fromTerraform, processTypes } from './terraform.ts';

type Finding = PipelineFinding | { readonly is: 'draft'; readonly draft: FactDraft };

export const octopus = detector<Finding>({
  id: 'octopus',
  title: 'Octopus Deploy',
  docs: 'https://octopus.com/docs/projects/version-control/ocl-file-format',
  reads: [{ extensions: ['.ocl'], text: ['action_type'] }, ...terraform(...processTypes, ...environmentTypes)],
  emits: [...pipelineKinds, 'rollout', 'runbook.automation'],

  *parse(file) {
    if (file.path.endsWith('.ocl')) yield* fromOcl(file);
    else {
      for (const item of fromTerraform(file.hcl())) yield 'kind' in item ? { is: 'draft', draft: item } : item;
    }
  },

  *link(findings, scene) {
    const pipelines = findings.flatMap(({ path, finding }) => (finding.is === 'draft' ? [] : [{ path, finding }]));
    yield* pipelineFacts(pipelines, scene);
    for (const { path, finding } of findings) if (finding.is === 'draft') yield { path, ...finding.draft };
  },
});

/** `deployment_process.ocl` holds steps; a runbook, one file each, holds them inside `process` beside its name. */
function* fromOcl(file: SourceFile): Generator<Finding> {
  const { blocks, attributes } = file.hcl();
  const steps = blocks.filter(block => block.type === 'step').map(block => block.body);
  const process = actionsOf(steps, { action: '' });
  yield* processFindings(projectOf(file), steps[0]?.line ?? 1, process);
  for (const draft of rolloutsOf(steps)) yield { is: 'draft', draft };
  const runbook = blocks.find(block => block.type === 'process');
  if (!runbook?.body.has('step')) return;
  const place = { line: attributes.get('name')?.line ?? runbook.line };
  const action = attributes.text('name') ?? file.name.replace(/\.ocl$/, '');
  yield { is: 'draft', draft: fact('runbook.automation', { tool, action, inputs: false }, place) };
}

/** The folder below `.octopus`, when a repository holds several projects. */
function projectOf(file: SourceFile): string {
  const folder = file.folder.slice(file.folder.lastIndexOf('/') + 1);
  return folder === '' || folder.startsWith('.') || tierOf(folder) !== 'unknown' ? 'deployment process' : folder;
}
