import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const workflow = '.github/workflows/deploy.yml';

test.each([
  [
    'a deploy script that refuses in a season, with a way around it',
    {
      'deploy.sh': `#!/usr/bin/env bash
log() { echo "$*"; }
die() { echo "$*" >&2; exit 1; }
MONTH=$((10#$(TZ='America/New_York' date +%m)))
HOUR=$((10#$(date +%H)))
if (( MONTH >= 4 )) && (( HOUR >= 16 )); then
  if [[ "$ALLOW" == "true" ]]; then
    log "live-game window: going on"
  else
    die "live-game window: refusing to deploy"
  fi
fi
systemctl restart shop
`,
    },
    [{ tool: 'script', via: 'enforced', onDeployPath: 'yes', recurring: true, lastDay: '', line: 6 }],
  ],
  [
    'a deploy script with a timeout',
    { 'deploy.sh': 'START=$(date +%s)\nif (( $(date +%s) - START > 300 )); then\n  echo "deployment not ready"\n  exit 1\nfi\n' },
    [],
  ],
  ['a backup that runs on Sundays', { 'backup.sh': 'if [ "$(date +%u)" -ne 7 ]; then\n  exit 0\nfi\n' }, []],
  [
    'a backup named after the day',
    {
      'backup.sh':
        'NAME="shop-$(date +%F)"\nPARTS=$(docker exec db find "/backup/$NAME" | wc -l)\n[[ "$PARTS" -ge 1 ]] || fail "no parts: FREEZE is broken"\n',
    },
    [],
  ],
  ['pip freeze', { 'scripts/check.sh': 'if ! pip freeze | grep -q django; then exit 1; fi\nDATE=$(date +%F)\n' }, []],
  ['a commented-out check', { 'deploy.sh': '# if [ "$(date +%u)" -eq 5 ]; then echo "no deploys on friday"; exit 1; fi\ndate +%F\n' }, []],
  [
    'a case over the weekday',
    { 'bin/deploy': '#!/bin/sh\ncase "$(date +%u)" in\n  5|6|7) echo "No deploys before the weekend"; exit 1 ;;\nesac\n' },
    [{ onDeployPath: 'yes', recurring: true, line: 2 }],
  ],
  [
    'a workflow with written dates',
    {
      [workflow]: `on: push
env:
  FREEZE_END: "2026-01-05"
jobs:
  freeze:
    runs-on: ubuntu-latest
    steps:
      - name: Check for change freeze
        env:
          FREEZE_START: "2025-12-20"
          FREEZE_END: "2026-01-05"
        run: |
          TODAY=$(date +%Y-%m-%d)
          if [[ "$TODAY" > "$FREEZE_START" && "$TODAY" < "$FREEZE_END" ]]; then
            echo "Change freeze is active"
            exit 1
          fi
  deploy:
    needs: freeze
    environment: production
    steps: [{ run: ./deploy.sh }]
`,
    },
    [{ tool: 'script', onDeployPath: 'yes', recurring: false, lastDay: '2026-01-05', line: 14 }],
  ],
  [
    'a freeze check in front of staging only',
    {
      [workflow]: `jobs:
  staging:
    environment: staging
    steps:
      - run: |
          if [ "$(date +%u)" = 5 ]; then
            echo "no deploys on Friday"; exit 1
          fi
`,
    },
    [{ onDeployPath: 'no', environment: 'staging' }],
  ],
  [
    'a deployment that asks a variable of the forge',
    {
      [workflow]: `jobs:
  build:
    if: vars.UV_FROZEN == 'true'
    steps: [{ run: make }]
  deploy-to-prod:
    needs: build
    if: vars.CODE_FREEZE == 'false'
    uses: ./.github/workflows/release.yml
`,
    },
    [{ tool: 'pipeline-variable', via: 'enforced', onDeployPath: 'yes', recurring: false, lastDay: '', line: 7 }],
  ],
  [
    'a deployment of GitLab that asks a variable',
    {
      '.gitlab-ci.yml': `deploy:
  environment: production
  script: [./deploy.sh]
  rules:
    - if: $RELEASE_FREEZE == "true"
      when: never
`,
    },
    [{ tool: 'pipeline-variable', onDeployPath: 'yes', line: 5 }],
  ],
  [
    'an output that a later job asks for',
    {
      [workflow]: `jobs:
  check:
    steps:
      - id: c
        run: |
          if [ -f .deploy-freeze ]; then
            echo "frozen=true" >> "$GITHUB_OUTPUT"
          fi
  deploy:
    needs: [check]
    if: needs.check.outputs.frozen != 'true'
    steps: [{ run: ./go.sh }]
`,
    },
    [{ onDeployPath: 'yes', recurring: false, line: 6 }],
  ],
  [
    'JavaScript in a workflow',
    {
      [workflow]: `jobs:
  deploy:
    steps:
      - uses: actions/github-script@v7
        with:
          script: |
            const day = new Date().getDay();
            // no deploys on Friday
            if (day === 5) core.setFailed('Deployment freeze: it is Friday');
`,
    },
    [{ onDeployPath: 'yes', recurring: true, line: 9 }],
  ],
  [
    'GitLab with a rule in the production job',
    {
      '.gitlab-ci.yml': `deploy:
  environment: production
  script: [./deploy.sh]
  rules:
    - if: $CI_DEPLOY_FREEZE == null
`,
      'gitlab.tf': 'resource "gitlab_project_freeze_period" "xmas" {\n  freeze_start = "0 0 20 12 *"\n  freeze_end   = "0 0 6 1 *"\n}\n',
    },
    [
      { tool: 'gitlab-freeze-period', onDeployPath: 'yes', recurring: true, line: 5 },
      { tool: 'gitlab-freeze-period', onDeployPath: 'unknown', recurring: true, line: 1 },
    ],
  ],
  [
    'an AWS calendar that the pipeline asks',
    {
      [workflow]: `jobs:
  deploy:
    steps:
      - run: |
          STATE=$(aws ssm get-calendar-state --calendar-names shop --query State --output text)
          if [ "$STATE" = CLOSED ]; then exit 1; fi
`,
    },
    [{ tool: 'aws-change-calendar', onDeployPath: 'yes', recurring: true, line: 6 }],
  ],
  [
    'Argo CD windows of a project',
    {
      'project.yaml': `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: shop }
spec:
  syncWindows:
    - kind: deny
      schedule: '0 0 20 12 *'
      duration: 400h
`,
    },
    [{ tool: 'argo-cd', onDeployPath: 'yes', recurring: true, line: 6 }],
  ],
  [
    'windows in an Application, where they do nothing',
    { 'app.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  syncWindows:\n    - kind: deny\n' },
    [],
  ],
  [
    'Cloud Deploy',
    {
      'policy.yaml': `apiVersion: deploy.cloud.google.com/v1
kind: DeployPolicy
rules:
  - rolloutRestriction:
      timeWindows:
        timeZone: Europe/Berlin
        oneTimeWindows:
          - start: 2025-12-20 00:00
            end: 2026-01-05 00:00
`,
    },
    [{ tool: 'google-cloud-deploy', onDeployPath: 'yes', recurring: false, lastDay: '2026-01-05' }],
  ],
  ['an SSM document of another type', { 'ssm.tf': 'resource "aws_ssm_document" "x" {\n  document_type = "Command"\n}\n' }, []],
  [
    'Azure business hours',
    {
      'ado.tf':
        'resource "azuredevops_check_business_hours" "p" {\n  target_resource_id = azuredevops_environment.production.id\n  target_resource_type = "environment"\n}\n',
    },
    [{ tool: 'azure-devops', onDeployPath: 'yes', recurring: true }],
  ],
  [
    'a calendar that nothing reads',
    { 'ops/freeze-calendar.yml': 'freezes:\n  - from: 2025-12-20\n    to: 2026-01-05\n' },
    [{ tool: 'calendar', via: 'document', onDeployPath: 'unknown', lastDay: '2026-01-05', line: 2 }],
  ],
  [
    'a calendar that the pipeline reads',
    {
      'ops/freeze-calendar.yml': 'freezes:\n  - from: 2025-12-20\n    to: 2026-01-05\n',
      [workflow]: 'jobs:\n  deploy:\n    steps:\n      - run: ./check.py ops/freeze-calendar.yml\n',
    },
    [{ via: 'enforced', onDeployPath: 'yes' }],
  ],
  [
    'a freeze of Octopus',
    {
      'freeze.tf':
        'resource "octopusdeploy_deployment_freeze" "xmas" {\n  name  = "Christmas"\n  start = "2026-12-20T00:00:00+01:00"\n  end   = "2027-01-06T00:00:00+01:00"\n}\n',
    },
    [{ tool: 'octopus', onDeployPath: 'yes', recurring: false, lastDay: '2027-01-06', line: 1 }],
  ],
  [
    'a freeze of Harness in Terraform, switched off',
    {
      'freeze.tf':
        'resource "harness_platform_manual_freeze" "x" {\n  yaml = <<-EOT\n  freeze:\n    status: Disabled\n    windows:\n    - startTime: 2026-12-20 08:00 AM\n      recurrence:\n        type: Yearly\n  EOT\n}\n',
    },
    [{ tool: 'harness', onDeployPath: 'no', recurring: true }],
  ],
  [
    'a freeze of Harness in a file of any place',
    {
      'governance/xmas.yaml':
        'freeze:\n  name: xmas\n  entityConfigs: []\n  status: Enabled\n  windows:\n    - startTime: 2026-12-20 08:00 AM\n      endTime: 2027-01-06 08:00 AM\n',
    },
    [{ tool: 'harness', onDeployPath: 'yes', lastDay: '2027-01-06', line: 2 }],
  ],
  [
    'a calendar in a template that no pipeline asks',
    {
      'calendar.yaml':
        'Resources:\n  Peak:\n    Type: AWS::SSM::Document\n    Properties:\n      DocumentType: ChangeCalendar\n      Content: |\n        DTSTART:20261220T000000\n        DTEND:20270106T000000\n',
    },
    [{ tool: 'aws-change-calendar', via: 'enforced', onDeployPath: 'unknown', lastDay: '2027-01-06', line: 3 }],
  ],
  [
    'a window of CodePipeline',
    {
      'pipeline.tf':
        'resource "aws_codepipeline" "x" {\n  stage {\n    name = "Production"\n    before_entry {\n      condition {\n        rule {\n          rule_type_id {\n            provider = "DeploymentWindow"\n          }\n        }\n      }\n    }\n  }\n}\n',
    },
    [{ tool: 'aws-codepipeline', onDeployPath: 'yes', recurring: true, line: 6 }],
  ],
  [
    'windows of Screwdriver',
    {
      'screwdriver.yaml':
        "jobs:\n  deploy-production:\n    freezeWindows: ['* * ? 12 *']\n    steps: [{ go: ./deploy.sh }]\n  main:\n    steps: []\n",
    },
    [{ tool: 'screwdriver', onDeployPath: 'yes', recurring: true, line: 3 }],
  ],
  [
    'times of managed delivery',
    {
      'spinnaker.yml':
        'application: shop\nartifacts: []\nenvironments:\n  - name: production\n    constraints:\n      - type: allowed-times\n        windows: [{ days: Mon-Thu }]\n',
    },
    [{ tool: 'spinnaker', onDeployPath: 'yes', line: 6 }],
  ],
  [
    'projects in the values of a chart',
    {
      'values.yaml': 'projects:\n  shop:\n    syncWindows:\n      - kind: deny\n        schedule: "0 0 20 12 *"\n        duration: 400h\n',
    },
    [{ tool: 'argo-cd', onDeployPath: 'yes', line: 4 }],
  ],
  [
    'GitLab with a rule in a job for staging only',
    { '.gitlab-ci.yml': 'deploy:\n  environment: staging\n  script: [./deploy.sh]\n  rules:\n    - if: $CI_DEPLOY_FREEZE == null\n' },
    [{ onDeployPath: 'no', environment: 'staging', line: 5 }],
  ],
  [
    'an environment that waits, which only delays',
    { 'main.tf': 'resource "github_repository_environment" "p" {\n  environment = "production"\n  wait_timer  = 30\n}\n' },
    [],
  ],
  [
    'a calendar that no pipeline asks',
    { 'ssm.tf': 'resource "aws_ssm_document" "c" {\n  document_type = "ChangeCalendar"\n}\n' },
    [{ tool: 'aws-change-calendar', onDeployPath: 'unknown', line: 1 }],
  ],
  [
    'Cloud Deploy in Terraform',
    {
      'main.tf':
        'resource "google_clouddeploy_deploy_policy" "p" {\n  rules {\n    rollout_restriction {\n      time_windows {\n        weekly_windows {\n          days_of_week = ["FRIDAY"]\n        }\n      }\n    }\n  }\n}\n',
    },
    [{ tool: 'google-cloud-deploy', onDeployPath: 'yes', recurring: true, line: 1 }],
  ],
  [
    'a step that is only called so',
    {
      [workflow]:
        'jobs:\n  deploy:\n    environment: production\n    steps:\n      - name: Check freeze\n        run: echo "a freeze on $(date)?"\n',
    },
    [],
  ],
  [
    'a commented-out step',
    {
      [workflow]:
        'jobs:\n  deploy:\n    steps:\n      # - run: if [ "$(date +%u)" = 5 ]; then echo "no deploys on Friday"; exit 1; fi\n      - run: ./deploy.sh\n',
    },
    [],
  ],
  ['a storage option', { 'storage.yaml': 'kind: StorageClass\nparameters:\n  quorum: freeze\n' }, []],
  [
    'an example in an issue form',
    {
      '.github/ISSUE_TEMPLATE/change.yml':
        'name: Change\nbody:\n  - attributes:\n      placeholder: Validate AWS Change Calendar for freeze windows\n',
    },
    [],
  ],
])('%s', async (_, files, expected) => {
  const facts = flat(await factsOf(files as unknown as Record<string, string>), 'change.freeze');
  expect(facts).toHaveLength(expected.length);
  expect(facts).toMatchObject(expected);
});
