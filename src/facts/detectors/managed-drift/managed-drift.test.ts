import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

test.each([
  [
    'Spacelift',
    'main.tf',
    'resource "spacelift_drift_detection" "core" {\n  stack_id  = "core-production"\n  reconcile = true\n  schedule  = ["*/15 * * * *"]\n}\n',
    { tool: 'spacelift', maxGapHours: 0.25, remediates: true, canFire: 'yes', production: 'yes' },
  ],
  [
    'env0',
    'main.tf',
    'resource "env0_environment_drift_detection" "core" {\n  environment_id = "x"\n  cron = "0 4 * * 1"\n}\n',
    { tool: 'env0', maxGapHours: 168, remediates: false },
  ],
  [
    'Scalr once a week',
    'main.tf',
    'resource "scalr_drift_detection" "core" {\n  check_period = "weekly"\n}\n',
    { tool: 'scalr', maxGapHours: 168 },
  ],
  [
    'Scalr once a day',
    'main.tf',
    'resource "scalr_drift_detection" "core" {\n  check_period = "daily"\n}\n',
    { tool: 'scalr', maxGapHours: 24, line: 1 },
  ],
  [
    'Spacelift that only looks, where a variable says so',
    'main.tf',
    'resource "spacelift_drift_detection" "core" {\n  count    = var.drift ? 1 : 0\n  schedule = ["0 4 * * *"]\n}\n',
    { canFire: 'unknown', remediates: false, maxGapHours: 24 },
  ],
  [
    'HCP Terraform',
    'main.tf',
    'resource "tfe_workspace" "core" {\n  name = "core-prod"\n  assessments_enabled = true\n}\n',
    { tool: 'terraform-cloud', maxGapHours: 24, canFire: 'yes', production: 'yes' },
  ],
  [
    'HCP Terraform by a variable',
    'main.tf',
    'resource "tfe_workspace_settings" "core" {\n  assessments_enabled = var.health\n}\n',
    { canFire: 'unknown' },
  ],
  [
    'Terrateam',
    '.terrateam/config.yml',
    'drift:\n  enabled: true\n  schedule: daily\n  reconcile: true\n',
    { tool: 'terrateam', maxGapHours: 24, remediates: true, line: 3 },
  ],
  [
    'Terrateam with named schedules',
    '.terrateam/config.yml',
    'drift:\n  enabled: true\n  schedules:\n    nightly:\n      tag_query: production\n      schedule: hourly\n',
    { maxGapHours: 1, production: 'yes', line: 6 },
  ],
  [
    'Pulumi',
    'Pulumi.yaml',
    'resources:\n  drift:\n    type: pulumiservice:DriftSchedule\n    properties:\n      scheduleCron: "0 6 * * *"\n      autoRemediate: true\n',
    { tool: 'pulumi', maxGapHours: 24, remediates: true },
  ],
  [
    'Terranetes',
    'bucket.yaml',
    'apiVersion: terraform.appvia.io/v1alpha1\nkind: Configuration\nmetadata:\n  name: bucket\nspec:\n  enableDriftDetection: true\n',
    { tool: 'terranetes', line: 6 },
  ],
  [
    'Atmos',
    'stacks/prod.yaml',
    'components:\n  terraform:\n    vpc:\n      settings:\n        spacelift:\n          drift_detection_enabled: true\n          drift_detection_schedule: ["0 4 * * *"]\n',
    { tool: 'spacelift', maxGapHours: 24, line: 6 },
  ],
  [
    'a rule of AWS Config',
    'main.tf',
    'resource "aws_config_config_rule" "drift" {\n  name = "drift"\n  maximum_execution_frequency = "Six_Hours"\n  source {\n    owner = "AWS"\n    source_identifier = "CLOUDFORMATION_STACK_DRIFT_DETECTION_CHECK"\n  }\n}\n',
    { tool: 'cloudformation', maxGapHours: 6, canFire: 'yes', line: 1 },
  ],
  [
    'a rule in a template',
    'config.yaml',
    'Resources:\n  Drift:\n    Type: AWS::Config::ConfigRule\n    Properties:\n      Source:\n        Owner: AWS\n        SourceIdentifier: CLOUDFORMATION_STACK_DRIFT_DETECTION_CHECK\n',
    { tool: 'cloudformation', maxGapHours: 24, canFire: 'unknown', line: 3 },
  ],
  [
    'a schedule that calls CloudFormation',
    'main.tf',
    'resource "aws_scheduler_schedule" "drift" {\n  schedule_expression = "rate(12 hours)"\n  target {\n    arn = "arn:aws:scheduler:::aws-sdk:cloudformation:detectStackDrift"\n  }\n}\n',
    { tool: 'cloudformation', maxGapHours: 12, canFire: 'unknown' },
  ],
  [
    'Pulumi in a program',
    'index.ts',
    'new pulumiservice.DriftSchedule("nightly", {\n  organization: "acme",\n  scheduleCron: "0 3 * * *",\n  autoRemediate: true,\n});\n',
    { tool: 'pulumi', maxGapHours: 24, remediates: true, line: 1 },
  ],
  [
    'Pulumi in Python with a computed schedule',
    '__main__.py',
    'import pulumi_pulumiservice as ps\n\nps.DriftSchedule("x", schedule_cron=config.cron)\n',
    { tool: 'pulumi', canFire: 'unknown', maxGapHours: 0, line: 3 },
  ],
])('drift is watched by %s', async (_, path, text, expected) => {
  expect(flat(await factsOf({ [path]: text }), 'drift.check')).toMatchObject([{ via: 'managed', layer: 'cloud', ...expected }]);
});

test.each([
  ['switched off', 'main.tf', 'resource "tfe_workspace" "core" {\n  assessments_enabled = false\n}\n'],
  ['no copies', 'main.tf', 'resource "spacelift_drift_detection" "core" {\n  count = 0\n  schedule = ["0 4 * * *"]\n}\n'],
  ['commented out', '.terrateam/config.yml', '# drift:\n#   enabled: true\nworkflows: []\n'],
  [
    'not enabled in a stack',
    'stacks/prod.yaml',
    'components:\n  terraform:\n    vpc:\n      settings:\n        spacelift:\n          drift_detection_enabled: false\n',
  ],
  [
    'not enabled for a configuration',
    'bucket.yaml',
    'apiVersion: terraform.appvia.io/v1alpha1\nkind: Configuration\nmetadata:\n  name: bucket\nspec:\n  enableDriftDetection: false\n',
  ],
  ['Atlantis plans pull requests', 'atlantis.yaml', 'version: 3\nprojects:\n  - dir: live/production\n    autoplan: { enabled: true }\n'],
  [
    'another rule',
    'main.tf',
    '# CLOUDFORMATION_STACK_DRIFT_DETECTION_CHECK\nresource "aws_config_config_rule" "a" {\n  source {\n    source_identifier = "S3_BUCKET_VERSIONING_ENABLED"\n  }\n}\n',
  ],
  ['a commented-out program', 'index.ts', '// new pulumiservice.DriftSchedule("x", { scheduleCron: "0 3 * * *" });\n'],
  ['not enabled', '.terrateam/config.yml', 'drift:\n  enabled: false\n  schedule: daily\n'],
])('drift is not watched: %s', async (_, path, text) => {
  expect(flat(await factsOf({ [path]: text }), 'drift.check')).toEqual([]);
});
