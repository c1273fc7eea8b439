import type { Detector } from '../detector.ts';
import { alertmanager } from './alertmanager/alertmanager.ts';
import { argoCd } from './argo-cd/argo-cd.ts';
import { branchProtection } from './branch-protection/branch-protection.ts';
import { changeFreeze } from './change-freeze/change-freeze.ts';
import { changeTemplate } from './change-template/change-template.ts';
import { codeowners } from './codeowners/codeowners.ts';
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
  changeFreeze,
  changeTemplate,
  codeowners,
  prometheusRules,
  repositoryEnvironment,
  runbooks,
  terraform,
  terragrunt,
];
