import type { Detector } from '../detector.ts';
import { alertFiles } from './alert-files/alert-files.ts';
import { alertmanager } from './alertmanager/alertmanager.ts';
import { ansible } from './ansible/ansible.ts';
import { argoCd } from './argo-cd/argo-cd.ts';
import { argoWorkflows } from './argo-workflows/argo-workflows.ts';
import { auditTrail } from './audit-trail/audit-trail.ts';
import { awsCodepipeline } from './aws-codepipeline/aws-codepipeline.ts';
import { azureAlerts } from './azure-alerts/azure-alerts.ts';
import { azurePipelines } from './azure-pipelines/azure-pipelines.ts';
import { bicep } from './bicep/bicep.ts';
import { bitbucket } from './bitbucket/bitbucket.ts';
import { branchProtection } from './branch-protection/branch-protection.ts';
import { buildkite } from './buildkite/buildkite.ts';
import { cdk } from './cdk/cdk.ts';
import { changeFreeze } from './change-freeze/change-freeze.ts';
import { changePolicy } from './change-policy/change-policy.ts';
import { changeRecord } from './change-record/change-record.ts';
import { changeRisk } from './change-risk/change-risk.ts';
import { changeTemplate } from './change-template/change-template.ts';
import { circleCi } from './circleci/circleci.ts';
import { cloudBuild } from './cloud-build/cloud-build.ts';
import { cloudDeploy } from './cloud-deploy/cloud-deploy.ts';
import { cloudFoundry } from './cloud-foundry/cloud-foundry.ts';
import { cloudOperators } from './cloud-operators/cloud-operators.ts';
import { cloudRecorder } from './cloud-recorder/cloud-recorder.ts';
import { cloudFormation } from './cloudformation/cloudformation.ts';
import { cloudwatchAlarms } from './cloudwatch-alarms/cloudwatch-alarms.ts';
import { codeowners } from './codeowners/codeowners.ts';
import { callees } from './commands/callees.ts';
import { concourse } from './concourse/concourse.ts';
import { configSync } from './config-sync/config-sync.ts';
import { correlation } from './correlation/correlation.ts';
import { dashboards } from './dashboards/dashboards.ts';
import { datadog } from './datadog/datadog.ts';
import { debt } from './debt/debt.ts';
import { dependencies } from './dependencies/dependencies.ts';
import { deployPlatform } from './deploy-platform/deploy-platform.ts';
import { deployScript } from './deploy-script/deploy-script.ts';
import { driftDocuments } from './drift-documents/drift-documents.ts';
import { driftJobs } from './drift-jobs/drift-jobs.ts';
import { drone } from './drone/drone.ts';
import { ecsTaskDefinitions } from './ecs-task-definitions/ecs-task-definitions.ts';
import { evidenceElsewhere } from './evidence-elsewhere/evidence-elsewhere.ts';
import { featureFlags } from './feature-flags/feature-flags.ts';
import { flux } from './flux/flux.ts';
import { fluxNotifications } from './flux-notifications/flux-notifications.ts';
import { gcpAlerts } from './gcp-alerts/gcp-alerts.ts';
import { githubActions } from './github-actions/github-actions.ts';
import { gitlabCi } from './gitlab-ci/gitlab-ci.ts';
import { gitopsDrift } from './gitops-drift/gitops-drift.ts';
import { grafanaAlerts } from './grafana-alerts/grafana-alerts.ts';
import { guardrails } from './guardrails/guardrails.ts';
import { harness } from './harness/harness.ts';
import { history } from './history/history.ts';
import { images } from './images/images.ts';
import { infrastructurePrograms } from './infrastructure-programs/infrastructure-programs.ts';
import { jenkins } from './jenkins/jenkins.ts';
import { kargo } from './kargo/kargo.ts';
import { kubernetesManifests } from './kubernetes-manifests/kubernetes-manifests.ts';
import { logAlerts } from './log-alerts/log-alerts.ts';
import { logCollectors } from './log-collectors/log-collectors.ts';
import { logRetention } from './log-retention/log-retention.ts';
import { logging } from './logging/logging.ts';
import { managedDrift } from './managed-drift/managed-drift.ts';
import { nomad } from './nomad/nomad.ts';
import { octopus } from './octopus/octopus.ts';
import { oncall } from './oncall/oncall.ts';
import { opensearchAlerts } from './opensearch-alerts/opensearch-alerts.ts';
import { otherAlerts } from './other-alerts/other-alerts.ts';
import { platformChecks } from './platform-checks/platform-checks.ts';
import { policyAsCode } from './policy-as-code/policy-as-code.ts';
import { postmortems } from './postmortems/postmortems.ts';
import { prometheusRules } from './prometheus-rules/prometheus-rules.ts';
import { pulumi } from './pulumi/pulumi.ts';
import { redMetrics } from './red-metrics/red-metrics.ts';
import { repositoryEnvironment } from './repository-environment/repository-environment.ts';
import { reviews } from './reviews/reviews.ts';
import { rollouts } from './rollouts/rollouts.ts';
import { routineTasks } from './routine-tasks/routine-tasks.ts';
import { runbookAutomation } from './runbook-automation/runbook-automation.ts';
import { runbooks } from './runbooks/runbooks.ts';
import { screwdriver } from './screwdriver/screwdriver.ts';
import { serverless } from './serverless/serverless.ts';
import { services } from './services/services.ts';
import { slo } from './slo/slo.ts';
import { spinnaker } from './spinnaker/spinnaker.ts';
import { sst } from './sst/sst.ts';
import { tanka } from './tanka/tanka.ts';
import { tekton } from './tekton/tekton.ts';
import { templateValues } from './template-values/template-values.ts';
import { terraform } from './terraform/terraform.ts';
import { terraformState } from './terraform-state/terraform-state.ts';
import { terraformWorkspaces } from './terraform-workspaces/terraform-workspaces.ts';
import { terragrunt } from './terragrunt/terragrunt.ts';
import { tracing } from './tracing/tracing.ts';
import { travis } from './travis/travis.ts';
import { unrendered } from './unrendered/unrendered.ts';
import { uptimeChecks } from './uptime-checks/uptime-checks.ts';
import { wikimediaPipeline } from './wikimedia-pipeline/wikimedia-pipeline.ts';

/** Every detector. The meta-test holds this list against the folders. */
export const detectors: readonly Detector<unknown>[] = [
  alertFiles,
  alertmanager,
  ansible,
  argoCd,
  argoWorkflows,
  auditTrail,
  awsCodepipeline,
  azureAlerts,
  azurePipelines,
  bicep,
  bitbucket,
  branchProtection,
  buildkite,
  callees,
  cdk,
  changeFreeze,
  changePolicy,
  changeRecord,
  changeRisk,
  changeTemplate,
  circleCi,
  cloudBuild,
  cloudDeploy,
  cloudFormation,
  cloudFoundry,
  cloudOperators,
  cloudRecorder,
  cloudwatchAlarms,
  codeowners,
  concourse,
  configSync,
  dashboards,
  correlation,
  datadog,
  debt,
  dependencies,
  deployPlatform,
  deployScript,
  driftDocuments,
  driftJobs,
  drone,
  ecsTaskDefinitions,
  evidenceElsewhere,
  featureFlags,
  flux,
  fluxNotifications,
  gcpAlerts,
  githubActions,
  gitlabCi,
  gitopsDrift,
  grafanaAlerts,
  guardrails,
  harness,
  history,
  infrastructurePrograms,
  jenkins,
  kargo,
  kubernetesManifests,
  logAlerts,
  logging,
  images,
  logCollectors,
  logRetention,
  managedDrift,
  nomad,
  octopus,
  oncall,
  opensearchAlerts,
  otherAlerts,
  platformChecks,
  policyAsCode,
  postmortems,
  prometheusRules,
  pulumi,
  redMetrics,
  repositoryEnvironment,
  reviews,
  rollouts,
  routineTasks,
  runbookAutomation,
  runbooks,
  screwdriver,
  serverless,
  slo,
  spinnaker,
  sst,
  tanka,
  tekton,
  services,
  templateValues,
  terraform,
  terraformState,
  terraformWorkspaces,
  terragrunt,
  tracing,
  travis,
  unrendered,
  uptimeChecks,
  wikimediaPipeline,
];
