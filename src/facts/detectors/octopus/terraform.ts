import type { HclFile } from '../../../lib/hcl.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { tierOf } from '../../production.ts';
import type { PipelineFinding } from '../pipeline-findings.ts';
import { resourcesOf } from '../terraform-resources.ts';
import { actionBlocks } from './actions.data.ts';
import { actionOfResource, actionsOf, processFindings, tool } from './process.ts';

export const processTypes = ['octopusdeploy_deployment_process', 'octopusdeploy_process_step', 'octopusdeploy_process_steps_order'];
export const environmentTypes = ['octopusdeploy_environment'];

/** Projects that are kept in Terraform: https://registry.terraform.io/providers/OctopusDeploy/octopusdeploy/latest/docs */
export function* fromTerraform(file: HclFile): Generator<PipelineFinding | FactDraft> {
  for (const { name, body, line } of resourcesOf(file, ...environmentTypes)) {
    const environment = body.get('name')?.tag === undefined ? (body.text('name') ?? name) : name;
    const tier = tierOf(environment);
    yield fact('environment.definition', { tool, name: environment, tier }, { line, scope: { environment } });
  }
  for (const { name, body, line } of resourcesOf(file, 'octopusdeploy_deployment_process'))
    yield* processFindings(name, line, actionsOf(body.list('step'), actionBlocks));
  yield* stepResources(file);
}

/** Steps that are resources of their own; only their order says what stands before what. */
function* stepResources(file: HclFile): Generator<PipelineFinding> {
  const steps = [...resourcesOf(file, 'octopusdeploy_process_step')];
  const orders = [...resourcesOf(file, 'octopusdeploy_process_steps_order')];
  for (const order of orders) {
    const wanted = order.body.texts('steps').map(text => /^octopusdeploy_process_step\.([\w-]+)/.exec(text)?.[1] ?? '');
    const own = wanted.flatMap(name => steps.find(step => step.name === name) ?? []);
    yield* processFindings(
      order.name,
      order.line,
      own.map(step => actionOfResource(step.body)),
    );
  }
}
