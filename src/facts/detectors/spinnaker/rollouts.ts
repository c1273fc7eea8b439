import type { Tree } from '../../../lib/tree.ts';
import type { FactDraft } from '../../../model/fact.ts';
import { type RolloutFields, rollout } from '../rollouts/rollout-fact.ts';
import { analysisTypes } from './stages.data.ts';
import { environmentOf } from './stages.ts';

/** https://spinnaker.io/docs/concepts/#deployment-strategies; `highlander` removes all older versions as soon as the new one is healthy. */
const strategies: Readonly<Record<string, RolloutFields['strategy']>> = {
  redblack: 'blue_green',
  bluegreen: 'blue_green',
  rollingredblack: 'blue_green',
  cfrollingredblack: 'blue_green',
  monitored: 'canary',
  highlander: 'rolling',
  rollingpush: 'rolling',
};

/** The strategies of the stages that deploy, and the analysis of a canary. */
export function* pipelineRollouts(pipeline: Tree): Generator<FactDraft> {
  const stages = pipeline.list('stages').slice(0, 300);
  const asked = stages.some(stage => stage.text('type') === 'manualJudgment');
  const name = pipeline.text('application') ?? '';
  for (const stage of stages) {
    const environment = environmentOf(stage);
    if (analysisTypes.has(stage.text('type') ?? '')) {
      const decides = stage.flag('failPipeline') !== false;
      const autoRollback = decides ? 'metric' : 'none';
      yield rollout(
        { tool: 'spinnaker', name, strategy: 'canary', healthGate: true, analysis: decides, autoRollback, manualStep: asked },
        { line: stage.get('type')?.line ?? stage.line, environment },
      );
    }
    for (const shown of strategiesOf(stage)) {
      const strategy = strategies[shown.text()?.toLowerCase() ?? ''];
      if (!strategy) continue;
      const goesBack = stage.list('clusters').some(cluster => cluster.flag('rollback.onFailure') === true);
      yield rollout(
        { tool: 'spinnaker', name, strategy, healthGate: true, autoRollback: goesBack ? 'health' : 'none' },
        { line: shown.line, environment },
      );
    }
  }
}

/** One for each kind of place: the clusters of a stage usually share their strategy. */
function strategiesOf(stage: Tree): readonly Tree[] {
  const traffic = stage.flag('trafficManagement.enabled') === true ? stage.get('trafficManagement.options.strategy') : undefined;
  const shown = [...stage.list('clusters').flatMap(cluster => cluster.get('strategy') ?? []), ...(traffic ? [traffic] : [])];
  return shown.filter((tree, index) => shown.findIndex(other => other.text() === tree.text()) === index);
}
