import type { DeployKind, Does } from '../commands/effects.ts';

/** What step types do whose work is not a command (https://developer.harness.io/docs/category/cd-steps-reference). The first that fits wins. */
export const steps: readonly (readonly [type: RegExp, does: Does, how?: DeployKind])[] = [
  [/(?:Rollback|CanaryDelete)$|^Rollback/, 'roll_back'],
  [/^(?:HelmDelete|K8sDelete|DeleteStack|TerraformDestroy|TerragruntDestroy)$/, 'validate'], // they take down, not bring out
  [/^(?:TerraformPlan|TerragruntPlan|IACMTerraformPlan)$/, 'plan'],
  [/^(?:GitOpsUpdateReleaseRepo|GitOpsSync|MergePR|UpdateReleaseRepo)$/, 'deploy', 'gitops'],
  [
    /^(?:K8s(?:RollingDeploy|BlueGreenDeploy|CanaryDeploy|Apply)|Helm(?:Deploy|CanaryDeploy|BGDeploy|BlueGreenDeploy)|Ecs(?:RollingDeploy|CanaryDeploy|BlueGreenCreateService|RunTask)|Asg(?:RollingDeploy|CanaryDeploy|BlueGreenDeploy)|AwsLambdaDeploy|AwsSamDeploy|ServerlessAwsLambdaDeploy\w*|AzureSlotDeployment|AzureFunctionDeploy|Tas\w*(?:Setup|Deploy)|DeployCloudFunction\w*|GoogleCloudRunDeploy|Elastigroup\w*(?:Setup|Deploy)|TerraformApply|TerragruntApply|IACMTerraformApply|CreateStack|CreateAzureARMResources|DeployAzureBlueprint)$/,
    'deploy',
    'environment',
  ],
  [/^(?:Verify|Http)$/, 'smoke'],
  [/^(?:RunTests|RunTest|Test)$/, 'test'],
  [/^(?:BuildAndPush\w+|GCSUpload|S3Upload|ArtifactoryUpload)$/, 'deploy', 'artifact'],
  [
    /^(?:Snyk|AquaTrivy|Grype|Semgrep|Bandit|Gitleaks|Checkmarx|Sonarqube|Zap|Owasp|CodeQL|Checkov|Wiz|PrismaCloud|Burp|Veracode|BlackDuck|OsvScanner|Aqua\w*)$/,
    'scan',
  ],
  [/^(?:JiraCreate|JiraUpdate|ServiceNowCreate|ServiceNowUpdate)$/, 'record_change'],
  [/^(?:Email|SlackNotify)$/, 'announce'],
];

/** Steps and stages that wait for somebody, or for a change tool in which somebody decides. */
export const approvals: ReadonlySet<string> = new Set(['HarnessApproval', 'JiraApproval', 'ServiceNowApproval', 'CustomApproval']);
