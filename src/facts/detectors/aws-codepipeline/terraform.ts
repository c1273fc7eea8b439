import type { Tree } from '../../../lib/tree.ts';
import type { TerraformResource } from '../terraform-resources.ts';
import { type Action, type Pipeline, type Stage, startsBy } from './pipeline.ts';

export function terraformPipeline({ name, body, line, created }: TerraformResource): Pipeline {
  const configurations = body.list('trigger').flatMap(trigger => trigger.list('git_configuration'));
  const pushes = configurations.flatMap(configuration => configuration.list('push'));
  const branches = pushes.filter(push => push.has('branches')).map(push => push.texts('branches.includes'));
  const pulls = configurations.some(configuration => configuration.has('pull_request'));
  const triggers = startsBy(
    branches,
    pushes.some(push => push.has('tags')),
    pulls,
  );
  return { name, line, enabled: created, triggers, stages: body.list('stage').map(stageOf) };
}

function stageOf(stage: Tree): Stage {
  const rules = stage.list('before_entry.condition').flatMap(condition => condition.list('rule'));
  return {
    name: stage.text('name') ?? '',
    actions: stage.list('action').map(actionOf),
    guarded: rules.some(rule => isCheck(rule.text('rule_type_id.provider') ?? '')),
    rollsBack: stage
      .list('on_failure')
      .some(failure => failure.text('result') === 'ROLLBACK' || failure.text('condition.result') === 'ROLLBACK'),
  };
}

function actionOf(action: Tree): Action {
  return {
    name: action.text('name') ?? '',
    line: action.line,
    category: action.text('category') ?? '',
    provider: action.text('provider') ?? '',
    order: action.number('run_order') ?? 1,
  };
}

/** A window only says when; an alarm, a build or a function says whether. */
export function isCheck(provider: string): boolean {
  return ['CloudWatchAlarm', 'LambdaInvoke', 'CodeBuild', 'Commands'].includes(provider);
}
