import type { Tree } from '../../../lib/tree.ts';
import type { FactDraft } from '../../../model/fact.ts';
import { type RolloutFields, rollout } from '../rollouts/rollout-fact.ts';
import { stepsOf } from './stages.ts';
import { approvals } from './steps.data.ts';

const strategies: readonly (readonly [RegExp, RolloutFields['strategy']])[] = [
  [/Canary(?:Deploy)?$|^(?:K8sTrafficRouting|GoogleCloudRunTrafficShift|CloudFunctionTrafficShift|AzureTrafficShift)$/, 'canary'],
  [/BlueGreen|BGDeploy|BGStageSetup|AzureSwapSlot|TasBGAppSetup/, 'blue_green'],
  [/Rolling(?:Deploy)?$|^HelmDeploy$/, 'rolling'],
];

/** How a stage replaces what runs, by its steps. `Verify` compares metrics with before; only a strategy for failures makes a rollback of it. */
export function* stageRollouts(stage: Tree, environment: string): Generator<FactDraft> {
  const own = stepsOf(stage.list('spec.execution.steps'));
  const types = own.map(step => step.text('type') ?? '');
  for (const [pattern, strategy] of strategies) {
    const step = own[types.findIndex(type => pattern.test(type))];
    if (!step) continue;
    const verifies = types.includes('Verify');
    const goesBack = rollsBack(stage);
    yield rollout(
      {
        tool: 'harness',
        name: stage.text('spec.service.serviceRef') ?? stage.text('name') ?? '',
        strategy,
        healthGate: step.flag('spec.skipSteadyStateCheck') !== true,
        analysis: verifies,
        autoRollback: !goesBack ? 'none' : verifies ? 'metric' : 'health',
        manualStep: types.some(type => approvals.has(type)),
      },
      { line: step.get('type')?.line ?? step.line, environment },
    );
    return;
  }
}

function rollsBack(stage: Tree): boolean {
  const actions = stage.list('failureStrategies').map(strategy => strategy.text('onFailure.action.type') ?? '');
  const back = actions.some(action => action === 'StageRollback' || action === 'PipelineRollback');
  return back && stepsOf(stage.list('spec.execution.rollbackSteps')).length > 0;
}
