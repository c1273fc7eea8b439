import type { Detector } from '../detector.ts';
import { alertmanager } from './alertmanager/alertmanager.ts';
import { argoCd } from './argo-cd/argo-cd.ts';
import { branchProtection } from './branch-protection/branch-protection.ts';
import { changeFreeze } from './change-freeze/change-freeze.ts';
import { changeTemplate } from './change-template/change-template.ts';
import { codeowners } from './codeowners/codeowners.ts';
import { callees } from './commands/callees.ts';
import { configSync } from './config-sync/config-sync.ts';
import { deployPlatform } from './deploy-platform/deploy-platform.ts';
import { deployScript } from './deploy-script/deploy-script.ts';
import { driftJobs } from './drift-jobs/drift-jobs.ts';
import { flux } from './flux/flux.ts';
import { kubernetesManifests } from './kubernetes-manifests/kubernetes-manifests.ts';
import { oncall } from './oncall/oncall.ts';
import { postmortems } from './postmortems/postmortems.ts';
import { prometheusRules } from './prometheus-rules/prometheus-rules.ts';
import { repositoryEnvironment } from './repository-environment/repository-environment.ts';
import { runbooks } from './runbooks/runbooks.ts';
import { terraform } from './terraform/terraform.ts';
import { terragrunt } from './terragrunt/terragrunt.ts';

/** Every detector. The meta-test holds this list against the folders. */
export const detectors: readonly Detector<unknown>[] = [
  alertmanager,
  argoCd,
  branchProtection,
  callees,
  changeFreeze,
  changeTemplate,
  codeowners,
  configSync,
  deployPlatform,
  deployScript,
  driftJobs,
  flux,
  kubernetesManifests,
  oncall,
  postmortems,
  prometheusRules,
  repositoryEnvironment,
  runbooks,
  terraform,
  terragrunt,
];
