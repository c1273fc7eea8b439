import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact, type Known } from '../../../model/fact.ts';
import { isProduction } from '../../production.ts';
import { lastDayIn } from './window-checks.ts';

/** Resources of CloudFormation: a change calendar, and the windows in which a stage of CodePipeline may be entered. */
export function* fromTemplate(document: Tree | undefined): Generator<FactDraft> {
  for (const [, resource] of document?.pairs('Resources') ?? []) {
    const type = resource.text('Type');
    if (type === 'AWS::SSM::Document') yield* changeCalendar(resource);
    if (type === 'AWS::CodePipeline::Pipeline') {
      for (const stage of resource.list('Properties.Stages')) {
        const rules = stage.list('BeforeEntry.Conditions').flatMap(condition => condition.list('Rules'));
        yield* deploymentWindow(stage.text('Name') ?? '', rules, 'RuleTypeId.Provider');
      }
    }
  }
}

/** A calendar alone stops nothing: a pipeline has to ask it. */
function* changeCalendar(resource: Tree): Generator<FactDraft> {
  if (resource.text('Properties.DocumentType') !== 'ChangeCalendar') return;
  const content = resource.get('Properties.Content');
  const text = content?.text() ?? [...(content?.walk() ?? [])].map(node => node.text() ?? '').join('\n');
  const recurring = text.includes('RRULE');
  const fields = { tool: 'aws-change-calendar', via: 'enforced', recurring, lastDay: recurring ? '' : lastDayIn(text) } as const;
  yield fact('change.freeze', fields, { line: resource.line, endLine: resource.endLine });
}

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-DeploymentWindow.html */
export function* deploymentWindow(stage: string, rules: readonly Tree[], provider: string): Generator<FactDraft> {
  const rule = rules.find(each => each.text(provider) === 'DeploymentWindow');
  if (!rule) return;
  const onDeployPath: Known = isProduction(stage) === 'no' ? 'no' : 'yes';
  yield fact('change.freeze', { tool: 'aws-codepipeline', via: 'enforced', onDeployPath, recurring: true }, { line: rule.line });
}
