import type { HclBlock } from '../../../lib/hcl.ts';
import type { Tree } from '../../../lib/tree.ts';
import type { Known } from '../../../model/fact.ts';
import type { SourceFile } from '../../source-file.ts';
import { type Channel, channelOf } from '../alert-class/urgency.ts';
import { resourcesOf, type TerraformResource } from '../terraform-resources.ts';

export type CloudWatchFinding =
  | {
      readonly is: 'alarm';
      readonly line: number;
      readonly name: string;
      readonly address: string;
      readonly metrics: readonly string[];
      readonly description: string;
      /** Source texts of the actions: references to topics, variables, ARNs. */
      readonly actions: readonly string[];
      readonly enabled: Known;
      readonly anomaly: boolean;
    }
  /** Something listens to a topic. */
  | { readonly is: 'subscription'; readonly line: number; readonly topic: string; readonly channel: Channel; readonly name: string }
  /** A module hands a topic on under this name. */
  | { readonly is: 'output'; readonly name: string; readonly topic: string };

const alarmTypes = ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm'];
const subscriptionTypes = [
  'aws_sns_topic_subscription',
  'aws_chatbot_slack_channel_configuration',
  'aws_chatbot_teams_channel_configuration',
  'awscc_chatbot_slack_channel_configuration',
]; // prettier-ignore

export function* terraformFindings(file: SourceFile): Generator<CloudWatchFinding> {
  const hcl = file.hcl();
  for (const resource of resourcesOf(hcl, ...alarmTypes)) yield alarmOf(resource);
  for (const resource of resourcesOf(hcl, ...subscriptionTypes)) yield* subscriptionsOf(resource);
  for (const block of hcl.blocks) {
    if (block.type === 'module') yield* moduleFindings(block);
    if (block.type === 'output') {
      for (const topic of topicsIn(block.body.get('value'))) yield { is: 'output', name: block.labels[0] ?? '', topic };
    }
  }
}

function alarmOf({ body, line, name, created }: Pick<TerraformResource, 'body' | 'line' | 'name' | 'created'>): CloudWatchFinding {
  const queries = body.list('metric_query');
  const expressions = queries.flatMap(query => query.text('expression') ?? []);
  const metrics = [body.text('metric_name'), ...queries.map(query => query.text('metric.metric_name'))].flatMap(metric => metric ?? []);
  const silent = body.flag('actions_enabled') === false;
  return {
    is: 'alarm',
    line,
    name: body.text('alarm_name') ?? name,
    address: name,
    metrics: metrics.map(metricName),
    description: (body.text('alarm_description') ?? '').slice(0, 4000),
    actions: silent ? [] : textsOf(body.get('alarm_actions')),
    enabled: created,
    anomaly: body.has('threshold_metric_id') && expressions.some(expression => expression.includes('ANOMALY_DETECTION_BAND(')),
  };
}

/** A metric made from a log filter is known by the name of the filter. */
function metricName(text: string): string {
  return /aws_cloudwatch_log_metric_filter\.([\w-]+)/.exec(text)?.[1] ?? text.slice(0, 200);
}

function* subscriptionsOf({ body, line, type, name }: TerraformResource): Generator<CloudWatchFinding> {
  const channel = type.includes('chatbot') ? 'chat' : endpointChannel(body.text('protocol') ?? '', body.text('endpoint') ?? '', name);
  for (const topic of [...topicsIn(body.get('topic_arn')), ...topicsIn(body.get('sns_topic_arns'))]) {
    yield { is: 'subscription', line, topic, channel, name };
  }
}

/** What an endpoint is; the names of variables and resources may say it. */
export function endpointChannel(protocol: string, endpoint: string, name: string): Channel {
  if (protocol === 'sms') return 'page';
  if (protocol.startsWith('email')) return channelOf(endpoint) === 'page' ? 'page' : 'mail';
  for (const hint of [endpoint, name]) {
    const channel = channelOf(hint);
    if (channel === 'page' || channel === 'chat') return channel;
  }
  return protocol.startsWith('http') ? 'webhook' : 'unknown';
}

/** A module can make an alarm itself, or tie a topic to a paging tool. */
function* moduleFindings({ body, line, labels }: HclBlock): Generator<CloudWatchFinding> {
  const name = labels[0] ?? '';
  if (body.has('alarm_name') && (body.has('metric_name') || body.has('metric_query'))) {
    yield alarmOf({ body, line, name, created: body.has('count') ? 'unknown' : 'yes' });
    return;
  }
  const channel = channelOf(`${body.text('source') ?? ''} ${name}`);
  if (channel !== 'page' && channel !== 'chat') return;
  for (const topic of topicsIn(body)) yield { is: 'subscription', line, topic, channel, name };
}

/** The addresses of topics in a value: `aws_sns_topic.alerts`, also inside an expression. */
function topicsIn(tree: Tree | undefined): readonly string[] {
  return [...new Set(textsOf(tree).flatMap(topicsInText))];
}

export function topicsInText(text: string): readonly string[] {
  return [...text.matchAll(/\baws_sns_topic\.([\w-]+)/g)].map(match => match[1] ?? '');
}

function textsOf(tree: Tree | undefined): readonly string[] {
  if (!tree) return [];
  return [...tree.walk()].flatMap(node => (node.kind === 'scalar' ? (node.text()?.slice(0, 2000) ?? []) : [])).slice(0, 50);
}
