import type { Tree } from '../../../lib/tree.ts';
import type { FactDraft } from '../../../model/fact.ts';
import type { SourceFile } from '../../source-file.ts';
import { type RolloutFields, rollout } from './rollout-fact.ts';

const flyStrategies: Readonly<Record<string, RolloutFields['strategy']>> = {
  rolling: 'rolling',
  bluegreen: 'blue_green',
  canary: 'canary',
  immediate: 'big_bang',
};

/** fly.toml: health checks decide; a failed canary is not rolled back, the release stops. https://fly.io/docs/reference/configuration/#the-deploy-section */
export function* flyToml(file: SourceFile): Generator<FactDraft> {
  const lines = file.parsed('lines', text => text.split('\n'));
  const name = /^app\s*=\s*["']([^"']+)["']/m.exec(file.text)?.[1] ?? '';
  const healthGate = /^\s*\[\[?(?:http_service\.checks|services\.(?:http_|tcp_)checks|checks\b)/m.test(file.text);
  let section = '';
  for (const [index, line] of lines.entries()) {
    section = /^\s*\[([\w.]+)\]/.exec(line)?.[1] ?? section;
    const written = section === 'deploy' ? /^\s*strategy\s*=\s*["'](\w+)["']/.exec(line)?.[1] : undefined;
    const strategy = flyStrategies[written ?? ''];
    if (strategy) yield rollout({ tool: 'fly', name, strategy, healthGate }, { line: index + 1 });
  }
}

/** The `update` block of a Nomad job; services without one are replaced one after the other. https://developer.hashicorp.com/nomad/docs/job-specification/update */
export function* nomadJob(file: SourceFile): Generator<FactDraft> {
  for (const job of file.hcl().blocks.filter(block => block.type === 'job')) {
    const name = job.labels[0] ?? '';
    const groups = job.body.list('group');
    const updates = [job.body, ...groups].flatMap(holder => holder.get('update') ?? []);
    for (const update of updates) yield nomadUpdate(name, update);
    const isService = (job.body.text('type') ?? 'service') === 'service' && groups.length > 0;
    if (updates.length > 0 || !isService) continue;
    const checked = groups.every(group =>
      [group, ...group.list('task')].some(holder => holder.list('service').some(service => service.has('check'))),
    );
    yield rollout({ tool: 'nomad', name, strategy: 'rolling', healthGate: checked, defaulted: true }, { line: job.line });
  }
}

function nomadUpdate(name: string, update: Tree): FactDraft {
  const canaries = update.number('canary') ?? 0;
  const parallel = update.number('max_parallel') ?? 1;
  const allAtOnce = canaries > 1 && canaries >= parallel;
  const strategy = canaries > 0 ? (allAtOnce && parallel === canaries ? 'blue_green' : 'canary') : parallel === 0 ? 'big_bang' : 'rolling';
  return rollout(
    {
      tool: 'nomad',
      name,
      strategy,
      healthGate: true,
      autoRollback: update.flag('auto_revert') === true ? 'health' : 'none',
      manualStep: canaries > 0 && update.flag('auto_promote') !== true,
    },
    { line: update.list()[0]?.line ?? update.line },
  );
}

/** Kamal starts the new container beside the old one and switches when it is healthy. */
export function* kamal(file: SourceFile): Generator<FactDraft> {
  const root = file.yaml()[0];
  const service = root?.get('service');
  if (!root || !service || !root.has('image') || !root.has('servers')) return;
  yield rollout(
    { tool: 'kamal', name: service.text() ?? '', strategy: 'rolling', healthGate: true, defaulted: true },
    { line: service.line },
  );
}

/** `.ebextensions`: the policy of Elastic Beanstalk. */
export function* beanstalkExtension(file: SourceFile): Generator<FactDraft> {
  for (const root of file.yaml()) {
    const policy = root.get('option_settings')?.key('aws:elasticbeanstalk:command')?.get('DeploymentPolicy');
    const strategy = policies[policy?.text() ?? ''];
    if (policy && strategy)
      yield rollout({ tool: 'elastic-beanstalk', strategy, healthGate: strategy !== 'big_bang' }, { line: policy.line });
  }
}

const policies: Readonly<Record<string, RolloutFields['strategy']>> = {
  AllAtOnce: 'big_bang',
  Rolling: 'rolling',
  RollingWithAdditionalBatch: 'rolling',
  Immutable: 'rolling',
  TrafficSplitting: 'canary',
};
