import type { Tree } from '../../../lib/tree.ts';
import { deliveryJob, stepEffect } from '../delivery-jobs.ts';
import type { PipelineFinding } from '../pipeline-findings.ts';
import { tool } from './stages.ts';

/** Managed delivery: https://spinnaker.io/docs/guides/user/managed-delivery/delivery-configs/. An environment takes a version on its own unless a constraint holds it. */
export function* deliveryConfig(document: Tree): Generator<PipelineFinding> {
  const environments = document.list('environments').filter(each => each.has('name') && (each.has('resources') || each.has('constraints')));
  if (!document.has('application') || !document.has('artifacts') || environments.length === 0) return;
  const workflow = document.text('name') ?? document.text('application') ?? '';
  const base = { tool, triggers: ['other'], enabled: 'yes' } as const;
  yield { is: 'workflow', ...base, name: workflow, line: document.line, opaque: false, sharedTemplate: false };
  for (const each of environments) {
    const constraints = each.list('constraints');
    const asks = constraints.some(constraint => /^manual-judge?ment$/.test(constraint.text('type') ?? ''));
    const after = constraints
      .filter(constraint => constraint.text('type') === 'depends-on')
      .map(constraint => constraint.text('environment') ?? '');
    const verifies = each.list('verifyWith').length > 0;
    const name = each.text('name') ?? '';
    const deploys = stepEffect('deploy', 'managed delivery', each.line, 'environment');
    yield deliveryJob({
      ...base,
      workflow,
      name,
      line: each.get('name')?.line ?? each.line,
      gate: asks ? 'human' : 'none',
      reading: verifies ? [deploys, stepEffect('smoke', 'verifyWith', each.line)] : [deploys],
      needs: after,
      environment: name,
    });
  }
}
