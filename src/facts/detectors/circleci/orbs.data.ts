import type { DeployKind, Does } from '../commands/effects.ts';

/** What jobs and commands of public orbs do (https://circleci.com/developer/orbs). */
export const orbs: readonly (readonly [name: RegExp, does: Does, how?: DeployKind])[] = [
  [
    /^(?:node|python|go|ruby|gradle|maven|rust|dotnet|php|flutter|android|macos|salesforce-sfdx)\/(?:test|rspec-test|run-tests|unit-test)$/,
    'test',
  ],
  [/^cypress(?:-io)?\/run/, 'test'],
  [/^(?:ruby\/rubocop-check|shellcheck\/|eslint\/|hadolint\/|rust\/(?:clippy|format))/, 'lint'],
  [/^(?:snyk\/scan|trivy\/|sonarcloud\/|checkov\/|secops\/|codacy\/|whitesource\/|gitleaks\/|semgrep\/)/, 'scan'],
  [/^aws-ecs\/(?:deploy|update)/, 'deploy', 'environment'],
  [
    /^aws-(?:code-?deploy|elastic-beanstalk|cloudformation|sam-serverless|lambda|apprunner)\/(?:deploy|update|push)/,
    'deploy',
    'environment',
  ],
  [/^aws-eks\/(?:update-container-image|create-or-update|install-helm|deploy)/, 'deploy', 'environment'],
  [
    /^(?:kubernetes|helm|gcp-cloud-run|gcp-gke|gke|azure-aks|heroku|terraform|serverless-framework|argocd|cloudfoundry|fly|vercel|netlify|firebase)\/(?:create-or-update-resource|upgrade-helm-chart|install-helm-chart|deploy|apply|publish-and-rollout-image|rollout-image|update-kube|push)/,
    'deploy',
    'environment',
  ],
  [/^terraform\/plan/, 'plan'],
  [/^terraform\/(?:validate|fmt)/, 'validate'],
  [
    /^(?:docker|aws-ecr|gcp-gcr|gcp-artifact-registry|azure-acr|semantic-release|goreleaser)\/(?:publish|build-and-push-image|build_and_push_image|push-image|release)/,
    'deploy',
    'artifact',
  ],
  [/^jira\/notify/, 'record_change'],
  [/^slack\/(?:notify|status|notify-on-failure)/, 'announce'],
];

/** Owners of orbs that everybody uses. */
export const publicNamespaces =
  /^(?:circleci|cypress-io|codecov|snyk|sonarsource|datadog|docker-publish|threetreeslight|ovotech|salesforce|sentry|getsentry|pulumi|hashicorp|aquasecurity|checkmarx|codacy|coveralls|honeycombio|launchdarkly|newrelic|sumologic|twuni|nrwl|cloudsmith|jfrog|anchore|browserstack|saucelabs|applitools|percy|rollbar|pagerduty|victorops|slack|continuousauth|guitarrapc|eddiewebb|fastlane|expo|ionic|wyrihaximus)\//;
