import { tierOf } from '../../production.ts';
import { branchTrigger } from '../pipeline-findings.ts';
import type { GroovyStatement } from './groovy.ts';
import { walk } from './steps.ts';

/** What starts the pipeline, as far as its file tells: whether pull requests are built is a setting of the multibranch job. */
export function triggersIn(statements: readonly GroovyStatement[]): readonly string[] {
  const all = statements.flatMap(statement => [...walk(statement)]);
  const triggers = new Set<string>();
  for (const { head } of all) {
    if (/^(?:cron|parameterizedCron)\b|\bcron\s*\(/.test(head)) triggers.add('schedule');
    if (/\b(?:pollSCM|githubPush|gitlab|bitbucketPush)\b\s*\(/.test(head)) triggers.add('push');
    if (/^changeRequest\b|\benv\.CHANGE_ID\b/.test(head)) triggers.add('pull_request');
    // only a multibranch job knows its branch
    if (/^branch\s|\bBRANCH_NAME\b/.test(head)) triggers.add('push');
  }
  return triggers.size > 0 ? [...triggers] : ['other'];
}

export interface StageCondition {
  readonly triggers: readonly string[] | undefined;
  readonly environment: string;
}

/** `when { branch 'main' }`, `when { changeRequest() }`, or the same as an `if` around the stage's steps. */
export function conditionOf(stage: GroovyStatement): StageCondition {
  const conditions = stage.body
    .filter(({ head }) => head === 'when')
    .flatMap(({ body }) => body.flatMap(inner => (isGroup(inner) ? inner.body : [inner])));
  const triggers = conditions.flatMap(triggersOfCondition);
  const values = conditions.filter(({ head }) => /^environment\b/.test(head)).map(({ texts }) => texts.at(-1)?.value ?? '');
  const environment = values.find(value => tierOf(value) !== 'unknown') ?? ''; // any variable can be asked for, not only the target
  return { triggers: triggers.length > 0 ? [...new Set(triggers)] : undefined, environment };
}

function isGroup({ head }: GroovyStatement): boolean {
  return head === 'anyOf' || head === 'allOf';
}

function triggersOfCondition({ head, texts, body }: GroovyStatement): readonly string[] {
  if (/^branch\b/.test(head)) return [branchTrigger(texts.slice(-1).map(({ value }) => value))];
  if (/^changeRequest\b/.test(head)) return ['pull_request'];
  if (/^(?:buildingTag|tag)\b/.test(head)) return ['tag'];
  if (/^triggeredBy\b/.test(head) && texts[0]?.value.includes('Timer')) return ['schedule'];
  const expression = head === 'expression' ? body[0] : undefined;
  if (expression && /BRANCH_NAME\s*(?:==|=~)/.test(expression.head)) return [branchTrigger(expression.texts.map(({ value }) => value))];
  return [];
}
