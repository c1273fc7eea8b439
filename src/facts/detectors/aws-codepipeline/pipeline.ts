import type { Known } from '../../../model/fact.ts';
import { wordsOf } from '../../production.ts';
import type { Reading } from '../commands/effects.ts';
import { namesDeployment } from '../commands/names.ts';
import { deliveryJob, stepEffect } from '../delivery-jobs.ts';
import type { JobFinding, PipelineFinding } from '../pipeline-findings.ts';

const tool = 'aws-codepipeline';

/** A pipeline as Terraform and CloudFormation both describe it. */
export interface Pipeline {
  readonly name: string;
  readonly line: number;
  readonly enabled: Known;
  readonly triggers: readonly string[];
  readonly stages: readonly Stage[];
}

export interface Stage {
  readonly name: string;
  readonly actions: readonly Action[];
  /** An alarm or a function has to agree before a release may enter. */
  readonly guarded: boolean;
  /** A failed stage goes back to the release before. */
  readonly rollsBack: boolean;
}

export interface Action {
  readonly name: string;
  readonly line: number;
  readonly category: string;
  readonly provider: string;
  /** Actions of a stage with a lower number end first; those with the same one run at once. */
  readonly order: number;
}

/** Stages run one after the other. */
export function* pipelineOf({ name, line, enabled, triggers, stages }: Pipeline): Generator<PipelineFinding> {
  if (stages.length === 0) return;
  yield { is: 'workflow', tool, name, line, triggers, enabled, opaque: false, sharedTemplate: false };
  let before: readonly string[] = [];
  for (const stage of stages) {
    for (const action of stage.actions) yield jobOf(action, stage, { tool, workflow: name, triggers, enabled, needs: before });
    before = [...before, ...stage.actions.map(action => nameOf(action, stage))];
  }
}

type Base = Pick<JobFinding, 'tool' | 'workflow' | 'triggers' | 'enabled' | 'needs'>;

function jobOf(action: Action, stage: Stage, base: Base): JobFinding {
  const earlier = stage.actions.filter(other => other.order < action.order).map(other => nameOf(other, stage));
  const reading = readingOf(action, stage);
  const deploys = reading.some(item => 'does' in item && item.does === 'deploy');
  const gate = action.category === 'Approval' ? 'human' : stage.guarded && deploys ? 'automated' : 'none';
  return deliveryJob({ ...base, name: nameOf(action, stage), line: action.line, gate, reading, needs: [...base.needs, ...earlier] });
}

function nameOf(action: Action, stage: Stage): string {
  return [stage.name, action.name].filter(Boolean).join('.');
}

/** What a build does stands in its project: without a category that tells, only a name does. */
function readingOf({ category, provider, name, line }: Action, stage: Stage): Reading {
  const back = stage.rollsBack && category === 'Deploy' ? [stepEffect('roll_back', 'OnFailure ROLLBACK', line)] : [];
  if (category === 'Deploy') return [stepEffect('deploy', provider, line, provider === 'S3' ? 'likely_script' : 'environment'), ...back];
  if (category === 'Test') return [stepEffect('opaque_test', provider, line)];
  const builds = category === 'Build' || category === 'Invoke' || category === 'Compute';
  return builds && namesDeployment(wordsOf(`${stage.name} ${name}`)) ? [stepEffect('deploy', `${provider} ${name}`, line, 'script')] : [];
}

/** Without a trigger of its own a pipeline starts when its source branch changes. */
export function startsBy(pushBranches: readonly (readonly string[])[], tags: boolean, pulls: boolean): readonly string[] {
  const triggers = [...(pulls ? ['pull_request'] : []), ...(tags ? ['tag'] : []), ...(pushBranches.length > 0 ? ['push_default'] : [])];
  return triggers.length > 0 ? triggers : ['push_default'];
}
