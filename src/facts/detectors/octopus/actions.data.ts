import type { DeployKind, Does } from '../commands/effects.ts';

/** What built-in steps do, by their action type (https://octopus.com/docs/projects/built-in-step-templates). Scripts are read instead. */
export const actions: Readonly<Record<string, readonly [does: Does, how?: DeployKind]>> = {
  'Octopus.TentaclePackage': ['deploy', 'environment'], // a package on a target
  'Octopus.IIS': ['deploy', 'environment'],
  'Octopus.WindowsService': ['deploy', 'environment'],
  'Octopus.Nginx': ['deploy', 'environment'],
  'Octopus.TomcatDeploy': ['deploy', 'environment'],
  'Octopus.WildFlyDeploy': ['deploy', 'environment'],
  'Octopus.JavaArchive': ['deploy', 'environment'],
  'Octopus.AzureWebApp': ['deploy', 'environment'],
  'Octopus.AzureAppService': ['deploy', 'environment'],
  'Octopus.AzureCloudService': ['deploy', 'environment'],
  'Octopus.AzureServiceFabricApp': ['deploy', 'environment'],
  'Octopus.AzureResourceGroup': ['deploy', 'environment'],
  'Octopus.AwsRunCloudFormation': ['deploy', 'environment'],
  'Octopus.AwsApplyCloudFormationChangeSet': ['deploy', 'environment'],
  'Octopus.AwsUploadS3': ['deploy', 'environment'],
  'aws-ecs': ['deploy', 'environment'],
  'aws-ecs-update-service': ['deploy', 'environment'],
  'Octopus.TerraformApply': ['deploy', 'environment'],
  'Octopus.TerraformPlan': ['plan'],
  'Octopus.KubernetesDeployContainers': ['deploy', 'environment'],
  'Octopus.KubernetesDeployRawYaml': ['deploy', 'environment'],
  'Octopus.Kubernetes.Kustomize': ['deploy', 'environment'],
  'Octopus.HelmChartUpgrade': ['deploy', 'environment'],
  'Octopus.ArgoCDUpdateImageTags': ['deploy', 'gitops'],
  'Octopus.ArgoCDUpdateManifests': ['deploy', 'gitops'],
  'Octopus.DockerRun': ['deploy', 'environment'],
  'Octopus.DeployRelease': ['deploy', 'environment'], // of another project
  'Octopus.HealthCheck': ['smoke'],
};

/** The blocks of `octopusdeploy_deployment_process` that are actions, and the type they stand for. */
export const actionBlocks: Readonly<Record<string, string>> = {
  action: '',
  manual_intervention_action: 'Octopus.Manual',
  deploy_package_action: 'Octopus.TentaclePackage',
  deploy_windows_service_action: 'Octopus.WindowsService',
  apply_terraform_template_action: 'Octopus.TerraformApply',
  run_script_action: 'Octopus.Script',
  run_kubectl_script_action: 'Octopus.KubernetesRunScript',
};
