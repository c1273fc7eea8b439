import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const cdk = { 'infra/cdk.json': '{\n  "app": "npx ts-node bin/app.ts"\n}\n' };
const stack = `import * as cdk from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Function as Handler } from 'aws-cdk-lib/aws-lambda';
import { aws_ec2 as ec2, aws_cloudwatch as cw, aws_logs as logs } from 'aws-cdk-lib';

export class Shop extends cdk.Stack {
  constructor(scope: Construct, id: string) {
    const vpc = new ec2.Vpc(this, 'Vpc');
    new rds.DatabaseInstance(this, 'Orders', { vpc });
    const handler = new Handler(this, 'Pay', {});
    // new rds.DatabaseCluster(this, 'Old', {});
    const alarm = new cw.Alarm(this, 'PayErrors', {
      metric: handler.metricErrors(),
      alarmDescription: 'runbook: https://wiki.shop.io/runbooks/pay',
    });
    alarm.addAlarmAction(new actions.SnsAction(topic));
    new cw.Dashboard(this, 'Board', {});
    new logs.LogGroup(this, 'Logs', { retention: logs.RetentionDays.THREE_MONTHS });
    helper.make(this, 'x');
  }
}
`;

test('a program of the CDK', async () => {
  const facts = await factsOf({ ...cdk, 'infra/lib/shop.ts': stack });
  expect(flat(facts, 'iac.resources')).toMatchObject([
    { tool: 'cdk', root: 'infra', layer: 'cloud', count: 6, compute: true, data: true, network: true, path: 'infra/lib/shop.ts', line: 8 },
  ]);
  expect(flat(facts, 'alert.rule')).toMatchObject([
    { tool: 'cloudwatch', name: 'PayErrors', class: 'symptom', signal: 'errors', notifies: 'yes', runbook: 'linked', line: 12 },
  ]);
  expect(flat(facts, 'dashboard')).toMatchObject([{ tool: 'cloudwatch', title: 'Board', line: 17 }]);
  expect(flat(facts, 'log.retention')).toMatchObject([{ store: 'Logs', days: 90, line: 18 }]);
});

test.each([
  [
    'Python',
    'infra/stack.py',
    'from aws_cdk import (\n    Stack,\n    aws_s3 as s3,\n    aws_ecs as ecs,\n)\n\nclass Shop(Stack):\n    def __init__(self, scope, id):\n        s3.Bucket(self, "Files")\n        ecs.Cluster(self, "Cluster")\n',
    [{ tool: 'cdk', count: 2, compute: true, data: true, network: false, line: 9 }],
  ],
  ['a library of constructs without an app', 'lib/shop.ts', stack, []],
  ['a test', 'infra/test/shop.test.ts', stack, []],
  ['a program that only names the library', 'infra/bin/app.ts', "import * as cdk from 'aws-cdk-lib';\nnew cdk.App();\n", []],
])('the CDK in %s', async (_, path, text, expected) => {
  expect(flat(await factsOf({ ...cdk, [path]: text }), 'iac.resources')).toMatchObject(expected);
});

test.each([
  [
    'TypeScript',
    'index.ts',
    'import * as pulumi from "@pulumi/pulumi";\nimport * as aws from "@pulumi/aws";\nconst b = new aws.s3.Bucket("files");\nnew aws.lambda.Function("pay", {});\nnew aws.iam.Role("r", {});\n',
    [{ tool: 'pulumi', root: '.', count: 3, compute: true, data: true, network: true, line: 3 }],
  ],
  [
    'Python',
    '__main__.py',
    'import pulumi_gcp as gcp\n\ngcp.sql.DatabaseInstance("orders")\n',
    [{ count: 1, data: true, compute: false, line: 3 }],
  ],
])('Pulumi in %s', async (_, path, text, expected) => {
  const files = { 'Pulumi.yaml': 'name: shop\nruntime: nodejs\n', [path]: text };
  expect(flat(await factsOf(files), 'iac.resources')).toMatchObject(expected);
});
