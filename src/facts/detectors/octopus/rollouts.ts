import type { Tree } from '../../../lib/tree.ts';
import type { FactDraft } from '../../../model/fact.ts';
import { type RolloutFields, rollout } from '../rollouts/rollout-fact.ts';
import { actions } from './actions.data.ts';

const styles: Readonly<Record<string, RolloutFields['strategy']>> = {
  rollingupdate: 'rolling',
  recreate: 'big_bang',
  bluegreen: 'blue_green',
};

/** How steps replace what runs: https://octopus.com/docs/deployments/patterns/rolling-deployments, the style of a Kubernetes step, options of Helm. */
export function* rolloutsOf(steps: readonly Tree[]): Generator<FactDraft> {
  for (const step of steps) {
    const parts = step.list('action').filter(action => action.flag('is_disabled') !== true);
    const name = step.text('name') ?? '';
    const window = step.get('properties')?.key('Octopus.Action.MaxParallelism');
    const deploys = parts.some(action => actions[action.text('action_type') ?? '']?.[0] === 'deploy');
    const checks = parts.slice(1).some(action => action.text('action_type') === 'Octopus.HealthCheck');
    if (window && deploys) yield rollout({ tool: 'octopus', name, strategy: 'rolling', healthGate: checks }, { line: window.line });
    for (const action of parts) yield* ofProperties(name, action.get('properties'));
  }
}

function* ofProperties(name: string, properties: Tree | undefined): Generator<FactDraft> {
  const style = properties?.key('Octopus.Action.KubernetesContainers.DeploymentStyle');
  const strategy = styles[style?.text()?.toLowerCase() ?? ''];
  const waits = ['Octopus.Action.KubernetesContainers.DeploymentWait', 'Octopus.Action.Kubernetes.ResourceStatusCheck'].some(key =>
    /^(?:wait|true)$/i.test(properties?.key(key)?.text() ?? ''),
  );
  if (style && strategy) yield rollout({ tool: 'octopus', name, strategy, healthGate: waits }, { line: style.line });
  const options = properties?.key('Octopus.Action.Helm.AdditionalArgs');
  if (options && /--(?:atomic|rollback-on-failure)\b/.test(options.text() ?? ''))
    yield rollout({ tool: 'helm', name, strategy: 'rolling', healthGate: true, autoRollback: 'health' }, { line: options.line });
}
