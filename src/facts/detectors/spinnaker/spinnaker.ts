import type { FactDraft } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { type PipelineFinding, pipelineFacts, pipelineKinds } from '../pipeline-findings.ts';
import { deliveryConfig } from './delivery-config.ts';
import { pipelinesOf } from './pipeline-json.ts';
import { pipelineRollouts } from './rollouts.ts';
import { pipelineFindings } from './stages.ts';

type Finding = PipelineFinding | { readonly is: 'draft'; readonly draft: FactDraft };

export const spinnaker = detector<Finding>({
  id: 'spinnaker',
  title: 'Spinnaker',
  docs: 'https://spinnaker.io/docs/reference/pipeline/stages/',
  reads: [
    { names: ['dinghyfile'], extensions: ['.json'], text: ['requisiteStageRefIds'] },
    { names: ['spinnaker.yml', 'spinnaker.yaml'], text: ['environments:'] },
  ],
  emits: [...pipelineKinds, 'rollout'],

  *parse(file) {
    if (/\.ya?ml$/.test(file.name)) {
      for (const document of file.yaml()) yield* deliveryConfig(document);
      return;
    }
    for (const pipeline of pipelinesOf(file)) {
      yield* pipelineFindings(pipeline);
      for (const draft of pipelineRollouts(pipeline)) yield { is: 'draft', draft };
    }
  },

  *link(findings, scene) {
    const pipelines = findings.flatMap(({ path, finding }) => (finding.is === 'draft' ? [] : [{ path, finding }]));
    yield* pipelineFacts(pipelines, scene);
    for (const { path, finding } of findings) if (finding.is === 'draft') yield { path, ...finding.draft };
  },
});
