import type { DeployKind, Does } from '../commands/effects.ts';

export interface TaskMeaning {
  readonly task: RegExp;
  readonly does: Does;
  readonly how?: DeployKind;
  /** An input that must fit, as `name` and pattern. */
  readonly input?: readonly [name: string, value: RegExp];
}

/** What tasks do (https://learn.microsoft.com/azure/devops/pipelines/tasks/reference/). */
export const tasks: readonly TaskMeaning[] = [
  { task: /^DotNetCoreCLI@/, does: 'test', input: ['command', /^test$/i] },
  { task: /^(?:VSTest|VisualStudioTestPlatformInstaller)@/, does: 'test' },
  { task: /^Maven@/, does: 'test', input: ['goals', /\b(?:test|verify|package|install)\b/] },
  { task: /^Gradle@/, does: 'test', input: ['tasks', /\b(?:test|check|build)\b/] },
  { task: /^PublishTestResults@/, does: 'opaque_test' },
  {
    task: /^(?:AzureWebApp|AzureRmWebAppDeployment|AzureAppServiceManage|AzureFunctionApp|AzureFunctionAppContainer|AzureWebAppContainer|AzureContainerApps|AzureStaticWebApp|AzureSpringCloud|AzureVmssDeployment)@/,
    does: 'deploy',
    how: 'environment',
  },
  { task: /^KubernetesManifest@/, does: 'deploy', how: 'environment', input: ['action', /^(?:deploy|promote|patch|scale)$/i] },
  { task: /^KubernetesManifest@/, does: 'roll_back', input: ['action', /^reject$/i] },
  { task: /^Kubernetes@/, does: 'deploy', how: 'environment', input: ['command', /^(?:apply|set|replace|create|rollout)$/i] },
  { task: /^HelmDeploy@/, does: 'deploy', how: 'environment', input: ['command', /^(?:upgrade|install)$/i] },
  { task: /^HelmDeploy@/, does: 'roll_back', input: ['command', /^rollback$/i] },
  {
    task: /^(?:AzureResourceManagerTemplateDeployment|AzureResourceGroupDeployment|ServiceFabricDeploy|IISWebAppDeploymentOnMachineGroup|SqlAzureDacpacDeployment|AzureCloudPowerShellDeployment|CloudFormationCreateOrUpdateStack|LambdaDeployFunction|BeanstalkDeployApplication|CodeDeployDeployApplication)@/,
    does: 'deploy',
    how: 'environment',
  },
  { task: /^(?:TerraformTask\w*|TerraformCLI|Terraform)@/, does: 'deploy', how: 'environment', input: ['command', /^apply$/i] },
  { task: /^(?:TerraformTask\w*|TerraformCLI|Terraform)@/, does: 'plan', input: ['command', /^plan$/i] },
  { task: /^(?:TerraformTask\w*|TerraformCLI|Terraform)@/, does: 'validate', input: ['command', /^validate$/i] },
  { task: /^(?:SSH|CopyFilesOverSSH|WindowsMachineFileCopy|FtpUpload|AzureFileCopy)@/, does: 'deploy', how: 'likely_script' },
  { task: /^Docker@/, does: 'deploy', how: 'artifact', input: ['command', /push/i] },
  {
    task: /^(?:NuGetCommand|Npm|DotNetCoreCLI|UniversalPackages)@/,
    does: 'deploy',
    how: 'artifact',
    input: ['command', /^(?:push|publish)$/i],
  },
  { task: /^GitHubRelease@/, does: 'deploy', how: 'artifact' },
  {
    task: /^(?:SonarQube\w*|SonarCloud\w*|WhiteSource|Mend|CredScan|MicrosoftSecurityDevOps|AdvancedSecurity-\w+|SnykSecurityScan|dependency-check-build-task|Trivy|Checkmarx\w*|Veracode|AquaScanner|SdtReport)@/i,
    does: 'scan',
  },
  { task: /^(?:UpdateServiceNowChange|ServiceNow-DevOps-\w[\w-]*|ServiceNowDevOps\w*)@/i, does: 'record_change' },
];

/** Tasks that run a script given as an input. */
export const scriptTasks: readonly (readonly [task: RegExp, inputs: readonly string[]])[] = [
  [/^(?:Bash|CmdLine|PowerShell|ShellScript|BatchScript)@/, ['script', 'inline', 'filePath', 'scriptPath']],
  [/^(?:AzureCLI|AzurePowerShell|AWSShellScript|AWSPowerShellModuleScript)@/, ['inlineScript', 'Inline', 'scriptPath', 'ScriptPath']],
];
