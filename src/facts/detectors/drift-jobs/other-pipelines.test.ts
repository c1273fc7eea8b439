import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const gitlab = (more = '') => `drift:
  environment: production
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
  script:
    - cd live
    - terraform plan -detailed-exitcode | tee plan.txt
${more}`;

const azure = (always: string) => `schedules:
  - cron: "0 5 * * *"
    branches: { include: [main] }
${always}
steps:
  - bash: |
      set -e
      terraform plan -detailed-exitcode
`;

const cronJob = (script: string) => `apiVersion: batch/v1
kind: CronJob
metadata:
  name: drift
spec:
  schedule: "0 */6 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - name: plan
              command: ["sh", "-ec"]
              args:
                - |
                  cd live/prod
                  ${script}
`;

const cronWorkflow = `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: drift
spec:
  schedule: "0 3 * * *"
  workflowSpec:
    entrypoint: plan
    templates:
      - name: plan
        container:
          image: hashicorp/terraform
          command: [sh, -c]
          args: ["terraform plan -detailed-exitcode"]
`;

test.each([
  ['GitLab', { '.gitlab-ci.yml': gitlab() }, { canFire: 'yes', maxGapHours: 0, line: 7, roots: ['live'], environment: 'production' }],
  [
    'GitLab with a schedule in Terraform',
    { '.gitlab-ci.yml': gitlab(), 'gitlab.tf': 'resource "gitlab_pipeline_schedule" "drift" {\n  cron = "0 3 * * *"\n}\n' },
    { maxGapHours: 24 },
  ],
  [
    'GitLab that tells somebody afterwards',
    { '.gitlab-ci.yml': gitlab('  after_script:\n    - curl -d "{}" "$DRIFT_WEBHOOK_URL"\n') },
    { canFire: 'yes', notifies: 'yes' },
  ],
  ['GitLab where it may fail', { '.gitlab-ci.yml': gitlab('  allow_failure: true\n') }, { canFire: 'no' }],
  [
    'GitLab where the code for changes may fail',
    { '.gitlab-ci.yml': gitlab('  allow_failure:\n    exit_codes: [2]\n') },
    { canFire: 'no' },
  ],
  [
    'GitLab without an environment',
    { '.gitlab-ci.yml': gitlab().replace('  environment: production\n', '').replace('    - cd live\n', '') },
    { environment: '', production: 'unknown' },
  ],
  ['Argo Workflows', { 'ops/drift.yaml': cronWorkflow }, { canFire: 'yes', maxGapHours: 24, line: 14 }],
  [
    'CircleCI',
    {
      '.circleci/config.yml':
        'jobs:\n  drift:\n    steps:\n      - run: terraform -chdir=prod plan -detailed-exitcode\n      - slack/notify\nworkflows:\n  nightly:\n    triggers:\n      - schedule: { cron: "0 1 * * *" }\n    jobs: [drift]\n',
    },
    { canFire: 'yes', maxGapHours: 24, line: 4, notifies: 'yes' },
  ],
  ['(e) Azure only after changes', { 'azure-pipelines.yml': azure('') }, { canFire: 'no', maxGapHours: 24 }],
  ['Azure always', { 'azure-pipelines.yml': azure('    always: true') }, { canFire: 'yes', line: 8 }],
  [
    'Azure without an end at the first failure',
    { 'ci/drift.yml': azure('    always: true').replace('      set -e\n', '').replace('exitcode\n', 'exitcode\n      echo done\n') },
    { canFire: 'no' },
  ],
  [
    'Jenkins',
    {
      Jenkinsfile:
        "pipeline {\n  triggers { cron('H 4 * * 1-5') }\n  stages { stage('p') { steps {\n    sh 'terraform plan -detailed-exitcode'\n  } } }\n}\n",
    },
    { canFire: 'yes', maxGapHours: 72, line: 4 },
  ],
  [
    'Jenkins that reads the status',
    {
      Jenkinsfile:
        "triggers { cron('@daily') }\nscript {\n  code = sh(script: '''\n    terraform plan -detailed-exitcode\n  ''', returnStatus: true)\n  if (code == 2) { slackSend 'drift' }\n}\n",
    },
    { canFire: 'yes', notifies: 'yes', line: 4 },
  ],
  [
    'a Kubernetes cron job',
    { 'ops/drift.yaml': cronJob('terraform plan -detailed-exitcode') },
    { canFire: 'yes', maxGapHours: 6, roots: ['live/prod'], line: 17 },
  ],
])('a scheduled comparison in %s', async (_, files, expected) => {
  expect(flat(await factsOf(files as Record<string, string>), 'drift.check')).toMatchObject([{ via: 'job', ...expected }]);
});

test.each([
  ['a GitLab job without a schedule', { '.gitlab-ci.yml': 'plan:\n  script: [terraform plan -detailed-exitcode]\n# schedule\n' }],
  [
    'a GitLab job that schedules skip',
    {
      '.gitlab-ci.yml':
        'plan:\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "schedule"\n      when: never\n  script: [terraform plan -detailed-exitcode]\n',
    },
  ],
  ['a commented-out timer of Jenkins', { Jenkinsfile: "// triggers { cron('@daily') }\nsh 'terraform plan -detailed-exitcode'\n" }],
  [
    'a suspended cron job',
    { 'ops/drift.yaml': cronJob('terraform plan -detailed-exitcode').replace('  schedule:', '  suspend: true\n  schedule:') },
  ],
  ['a backup', { 'ops/backup.yaml': cronJob('terraform state pull > backup') }],
])('no comparison in %s', async (_, files) => {
  expect(flat(await factsOf(files as Record<string, string>), 'drift.check')).toEqual([]);
});
