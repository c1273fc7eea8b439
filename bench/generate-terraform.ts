/**
 * Writes a Terraform repository of a given size, the same for the same arguments: roots with backends, modules, resources, variables.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Size {
  readonly files: number;
  readonly bytes: number;
}

/** Returns what was written: `bytes` in all over `files` files. */
export function generateTerraform(folder: string, { files, bytes }: Size): Size {
  const random = randomNumbers(20_240_229);
  const weights = Array.from({ length: files }, () => 0.3 + random() * 1.4);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let left = bytes;
  for (const [index, weight] of weights.entries()) {
    const size = index === files - 1 ? left : Math.round((weight / all) * bytes);
    left -= size;
    const [path, blocks] = file(index);
    write(join(folder, path), fill(blocks, size, index, random));
  }
  return { files, bytes };
}

type Random = () => number;
type Block = (index: number, random: Random) => string;

const roles = ['main', 'variables', 'outputs', 'providers', 'network', 'iam', 'storage', 'alarms', 'compute'] as const;
const environments = ['production', 'staging', 'development'];
const services = ['billing', 'catalogue', 'search', 'orders', 'identity', 'mail', 'reports'];

/** Two of three folders are roots, the others modules that they call. */
function file(index: number): readonly [path: string, blocks: readonly Block[]] {
  const role = roles[index % roles.length] ?? 'main';
  const folder = Math.floor(index / roles.length);
  const service = services[folder % services.length] ?? '';
  const place = folder % 3 === 2 ? `modules/${service}-${folder}` : `environments/${environments[folder % 2]}/${service}-${folder}`;
  return [`${place}/${role}.tf`, folder % 3 === 2 && role === 'providers' ? [variable] : blocksOf(role, folder)];
}

function blocksOf(role: (typeof roles)[number], folder: number): readonly Block[] {
  if (role === 'main') return [moduleCall(folder), bucket, queue];
  if (role === 'variables') return [variable];
  if (role === 'outputs') return [output];
  if (role === 'providers') return [root(folder), locals];
  if (role === 'network') return [securityGroup, subnet];
  if (role === 'iam') return [iamRole, policyDocument];
  return role === 'storage' ? [bucket, table] : role === 'alarms' ? [alarm] : [lambda, service];
}

function fill(blocks: readonly Block[], size: number, index: number, random: Random): string {
  let text = '';
  for (let turn = 0; text.length < size; turn++) {
    const block = blocks[turn % blocks.length];
    const next = `${block?.(index * 1_000 + turn, random) ?? ''}\n`;
    const once = turn >= blocks.length && block === blocks[0] && blocks.length > 1;
    if (text.length + next.length + 2 > size) break;
    if (!once || !next.includes('terraform {')) text += next;
  }
  const rest = size - text.length;
  return rest < 2 ? text + '\n'.repeat(Math.max(0, rest)) : `${text}#${'-'.repeat(rest - 2)}\n`;
}

const root =
  (folder: number): Block =>
  () =>
    `terraform {
  required_version = ">= 1.10"
  backend "s3" {
    bucket       = "acme-terraform-state"
    key          = "root-${folder}/terraform.tfstate"
    region       = "eu-west-1"
    use_lockfile = true
  }
}

provider "aws" {
  region = var.region
  default_tags {
    tags = local.tags
  }
}
`;

const moduleCall =
  (folder: number): Block =>
  (index, random) =>
    `module "part_${index}" {
  source  = "${random() < 0.5 ? `../../../modules/${services[(folder + 1) % services.length]}-${folder - (folder % 3) + 2}` : 'terraform-aws-modules/vpc/aws'}"
  name    = "part-${index}"
  subnets = [for each in local.subnets : each.id]
  tags    = merge(local.tags, { Part = "part-${index}" })
}
`;

const variable: Block = index => `variable "setting_${index}" {
  description = "How part ${index} of the service is set up"
  type        = map(object({ size = number, name = string }))
  default     = {}
}
`;

const output: Block = index => `output "value_${index}" {
  value     = try(aws_s3_bucket.files_${index}[0].arn, null)
  sensitive = false
}
`;

const locals: Block = index => `locals {
  name_${index} = "\${var.prefix}-${index}"
  tags_${index} = { for key, value in var.tags : lower(key) => value if value != "" }
}
`;

const bucket: Block = (index, random) => `resource "aws_s3_bucket" "files_${index}" {
  bucket        = "acme-files-${index}"
  force_destroy = ${random() < 0.1}
}

resource "aws_s3_bucket_versioning" "files_${index}" {
  bucket = aws_s3_bucket.files_${index}.id
  versioning_configuration {
    status = "Enabled"
  }
}
`;

const queue: Block = (index, random) => `resource "aws_sqs_queue" "queue_${index}" {
  name                       = "queue-${index}"
  visibility_timeout_seconds = ${Math.floor(random() * 900)}
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_${index}.arn
    maxReceiveCount     = 5
  })
}
`;

const table: Block = index => `resource "aws_dynamodb_table" "table_${index}" {
  name         = "table-${index}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
  point_in_time_recovery {
    enabled = true
  }
}
`;

const securityGroup: Block = (index, random) => `resource "aws_security_group" "group_${index}" {
  name   = "group-${index}"
  vpc_id = module.network.vpc_id
  dynamic "ingress" {
    for_each = var.ports # only what the service needs
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = ["10.${Math.floor(random() * 250)}.0.0/16"]
    }
  }
}
`;

const subnet: Block = (index, random) => `resource "aws_subnet" "subnet_${index}" {
  vpc_id            = module.network.vpc_id
  cidr_block        = cidrsubnet(var.range, 8, ${Math.floor(random() * 200)})
  availability_zone = "eu-west-1a"
}
`;

const iamRole: Block = index => `resource "aws_iam_role" "role_${index}" {
  name               = "role-${index}"
  assume_role_policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Service": "lambda.amazonaws.com" } }]
    }
  EOT
}
`;

const policyDocument: Block = index => `data "aws_iam_policy_document" "policy_${index}" {
  statement {
    effect    = "Allow"
    actions   = ["s3:GetObject", "s3:ListBucket"]
    resources = ["\${aws_s3_bucket.files_${index}.arn}/*"]
  }
}
`;

const alarm: Block = (index, random) => `resource "aws_cloudwatch_metric_alarm" "alarm_${index}" {
  alarm_name          = "errors-${index}"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = ${1 + Math.floor(random() * 4)}
  metric_name         = "${random() < 0.5 ? 'HTTPCode_Target_5XX_Count' : 'CPUUtilization'}"
  namespace           = "AWS/ApplicationELB"
  period              = 60
  statistic           = "Sum"
  threshold           = ${Math.floor(random() * 100)}
  alarm_actions       = [aws_sns_topic.alerts.arn]
}
`;

const lambda: Block = (index, random) => `resource "aws_lambda_function" "function_${index}" {
  function_name = "function-${index}"
  role          = aws_iam_role.role_${index}.arn
  runtime       = "nodejs20.x"
  handler       = "index.handler"
  memory_size   = ${128 * (1 + Math.floor(random() * 8))}
  environment {
    variables = { LOG_LEVEL = "info", TABLE = aws_dynamodb_table.table_${index}.name }
  }
}
`;

const service: Block = (index, random) => `resource "aws_ecs_service" "service_${index}" {
  name            = "service-${index}"
  cluster         = aws_ecs_cluster.main.id
  desired_count   = ${1 + Math.floor(random() * 5)}
  task_definition = aws_ecs_task_definition.task_${index}.arn
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
}
`;

/** A small generator of equal sequences for equal seeds (mulberry32), from 0 up to 1. */
function randomNumbers(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
