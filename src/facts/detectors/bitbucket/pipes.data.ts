import type { DeployKind, Does } from '../commands/effects.ts';

/** What pipes do (https://bitbucket.org/product/features/pipelines/integrations). */
export const pipes: readonly (readonly [name: RegExp, does: Does, how?: DeployKind])[] = [
  [
    /^atlassian\/(?:aws-(?:ecs-deploy|lambda-deploy|code-deploy|elasticbeanstalk-deploy|eks-kubectl-run|cloudformation-deploy|sam-deploy)|kubectl-run|heroku-deploy|firebase-deploy|google-(?:app-engine-deploy|cloud-run-deploy|gke-kubectl-run)|azure-(?:web-apps|functions|aks|static-web-apps)-?\w*)/,
    'deploy',
    'environment',
  ],
  [/^microsoft\/azure-(?:web-apps-deploy|functions-deploy|aks-deploy|arm-deploy)/, 'deploy', 'environment'],
  [/^atlassian\/(?:ssh-run|scp-deploy|rsync-deploy|ftp-deploy|sftp-deploy)/, 'deploy', 'script'],
  [/^atlassian\/aws-s3-deploy/, 'deploy', 'environment'],
  [/^atlassian\/(?:npm-publish|pypi-publish|aws-ecr-push-image)/, 'deploy', 'artifact'],
  [/^atlassian\/git-secrets-scan|^snyk\/|^sonarsource\/|^aquasecurity\/|^checkmarx\//, 'scan'],
  [/^atlassian\/(?:slack-notify|email-notify|google-chat-notify|opsgenie-send-alert|microsoft-teams-notify)/, 'announce'],
  [/^atlassian\/jira-/, 'record_change'],
];
