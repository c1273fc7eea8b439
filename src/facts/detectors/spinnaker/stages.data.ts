import type { DeployKind, Does } from '../commands/effects.ts';

/** What stages do, by their type (https://spinnaker.io/docs/reference/pipeline/stages/). Those that only prepare are not listed. */
export const stageTypes: Readonly<Record<string, readonly [does: Does, how?: DeployKind]>> = {
  deploy: ['deploy', 'environment'],
  deployManifest: ['deploy', 'environment'],
  patchManifest: ['deploy', 'environment'],
  cloneServerGroup: ['deploy', 'environment'],
  rollingPush: ['deploy', 'environment'],
  deployCloudFormation: ['deploy', 'environment'],
  deployService: ['deploy', 'environment'],
  deployAppEngineConfiguration: ['deploy', 'environment'],
  'Aws.LambdaDeploymentStage': ['deploy', 'environment'],
  terraform: ['deploy', 'environment'],
  undoRolloutManifest: ['roll_back'],
  rollbackCluster: ['roll_back'],
};

/** Stages that compare metrics of the new version with those of the old one. */
export const analysisTypes: ReadonlySet<string> = new Set(['kayentaCanary', 'canary', 'canaryAnalysis']);
