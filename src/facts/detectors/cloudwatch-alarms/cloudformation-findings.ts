import type { Tree } from '../../../lib/tree.ts';
import type { SourceFile } from '../../source-file.ts';
import { type CloudWatchFinding, endpointChannel } from './alarm-findings.ts';

/** Alarms and subscriptions of a CloudFormation, SAM or Serverless template. Topics are known by their logical names. */
export function* cloudFormationFindings(file: SourceFile): Generator<CloudWatchFinding> {
  for (const document of file.yaml()) {
    for (const resources of [document.get('Resources'), document.get('resources.Resources')]) {
      for (const [name, resource] of resources?.pairs() ?? []) yield* resourceFindings(name, resource);
    }
  }
}

function* resourceFindings(name: string, resource: Tree): Generator<CloudWatchFinding> {
  const properties = resource.get('Properties');
  switch (resource.text('Type')) {
    case 'AWS::CloudWatch::Alarm':
    case 'AWS::CloudWatch::CompositeAlarm':
      yield alarmOf(name, resource, properties ?? resource);
      break;
    case 'AWS::SNS::Topic':
      for (const subscription of properties?.list('Subscription') ?? []) yield subscriptionOf(name, name, subscription);
      break;
    case 'AWS::SNS::Subscription':
      for (const topic of referencesIn(properties?.get('TopicArn'))) yield subscriptionOf(topic, name, properties ?? resource);
  }
}

function alarmOf(name: string, resource: Tree, properties: Tree): CloudWatchFinding {
  const metrics = properties.list('Metrics').flatMap(metric => metric.text('MetricStat.Metric.MetricName') ?? []);
  const silent = properties.flag('ActionsEnabled') === false;
  return {
    is: 'alarm',
    line: resource.line,
    name: properties.text('AlarmName') ?? name,
    address: name,
    metrics: [...properties.texts('MetricName'), ...metrics],
    description: properties.text('AlarmDescription') ?? '',
    actions: silent ? [] : referencesIn(properties.get('AlarmActions')),
    enabled: resource.has('Condition') ? 'unknown' : 'yes',
    anomaly:
      properties.has('ThresholdMetricId') && [...properties.walk()].some(node => node.text()?.includes('ANOMALY_DETECTION_BAND(') ?? false),
  };
}

function subscriptionOf(topic: string, name: string, tree: Tree): CloudWatchFinding {
  const endpoint = referencesIn(tree.get('Endpoint')).join(' ');
  return { is: 'subscription', line: tree.line, topic, channel: endpointChannel(tree.text('Protocol') ?? '', endpoint, name), name };
}

/** `!Ref Topic`, `{Ref: Topic}`, `!GetAtt Topic.Arn`, or a plain text. */
function referencesIn(tree: Tree | undefined): readonly string[] {
  if (!tree) return [];
  return [...tree.walk()]
    .flatMap(node => (node.kind === 'scalar' ? (node.text()?.replace(/\.(?:Arn|TopicArn)$/, '') ?? []) : []))
    .slice(0, 50);
}
