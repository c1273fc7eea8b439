import type { Tree } from '../../../lib/tree.ts';
import { type Action, type Pipeline, type Stage, startsBy } from './pipeline.ts';
import { isCheck } from './terraform.ts';

/** The pipelines of a template. Whether it is deployed stands elsewhere. */
export function* templatePipelines(document: Tree | undefined): Generator<Pipeline> {
  for (const [name, resource] of document?.pairs('Resources') ?? []) {
    if (resource.text('Type') !== 'AWS::CodePipeline::Pipeline') continue;
    const properties = resource.get('Properties');
    const configurations = properties?.list('Triggers').flatMap(trigger => trigger.list('GitConfiguration')) ?? [];
    const pushes = configurations.flatMap(configuration => configuration.list('Push'));
    const branches = pushes.filter(push => push.has('Branches')).map(push => push.texts('Branches.Includes'));
    const pulls = configurations.some(configuration => configuration.has('PullRequest'));
    const triggers = startsBy(
      branches,
      pushes.some(push => push.has('Tags')),
      pulls,
    );
    const stages = (properties?.list('Stages') ?? []).map(stageOf);
    yield { name, line: resource.get('Type')?.line ?? resource.line, enabled: 'yes', triggers, stages };
  }
}

function stageOf(stage: Tree): Stage {
  const rules = stage.list('BeforeEntry.Conditions').flatMap(condition => condition.list('Rules'));
  const failure = stage.get('OnFailure');
  return {
    name: stage.text('Name') ?? '',
    actions: stage.list('Actions').map(actionOf),
    guarded: rules.some(rule => isCheck(rule.text('RuleTypeId.Provider') ?? '')),
    rollsBack: failure?.text('Result') === 'ROLLBACK' || failure?.text('Conditions.Result') === 'ROLLBACK',
  };
}

function actionOf(action: Tree): Action {
  return {
    name: action.text('Name') ?? '',
    line: action.line,
    category: action.text('ActionTypeId.Category') ?? '',
    provider: action.text('ActionTypeId.Provider') ?? '',
    order: action.number('RunOrder') ?? 1,
  };
}
