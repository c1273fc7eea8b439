import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector, type Located } from '../../detector.ts';
import { wordsOf } from '../../production.ts';
import { classifyMetrics } from '../alert-class/classify-metric.ts';
import { alertFacts, type CloudAlert } from '../alert-class/cloud-alert.ts';
import { type Channel, channelOf, meaningOf, mostUrgent } from '../alert-class/urgency.ts';
import { type CloudWatchFinding, terraformFindings, topicsInText } from './alarm-findings.ts';
import { cloudFormationFindings } from './cloudformation-findings.ts';

type Alarm = Extract<CloudWatchFinding, { is: 'alarm' }>;

export const cloudwatchAlarms = detector<CloudWatchFinding>({
  id: 'cloudwatch-alarms',
  title: 'Amazon CloudWatch alarms',
  docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html',
  reads: [
    {
      extensions: ['.tf', '.tofu', '.tf.json'],
      text: ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm', 'aws_sns_topic', '_chatbot_', 'alarm_name'],
    }, // prettier-ignore
    { extensions: ['.yaml', '.yml', '.json', '.template'], text: ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'] },
  ],
  emits: ['alert.rule', 'alert.route', 'anomaly.detection'],

  *parse(file) {
    yield* /\.(?:tf|tofu|tf\.json)$/.test(file.path) ? terraformFindings(file) : cloudFormationFindings(file);
  },

  *link(findings, scene) {
    const channelsOf = channelFinder(findings);
    const alarms = findings.flatMap(({ path, finding }) =>
      finding.is === 'alarm' ? [{ path, finding: alertOf(path, finding, channelsOf) }] : [],
    );
    yield* alertFacts(alarms, scene);
    if (alarms.length > 0) yield* routeFacts(findings);
  },
});

type ChannelFinder = (path: string, action: string) => Channel;

function alertOf(path: string, alarm: Alarm, channelsOf: ChannelFinder): CloudAlert {
  const actions = alarm.actions.filter(action => !/^arn:aws[\w-]*:(?:automate|swf)|^null$/.test(action));
  const channel = actions.length === 0 ? 'silent' : mostUrgent(actions.map(action => channelsOf(path, action)));
  return {
    line: alarm.line,
    fields: {
      tool: 'cloudwatch',
      name: alarm.name,
      ...classifyMetrics(alarm.metrics, alarm.address, alarm.name, alarm.description),
      ...meaningOf(channel),
      ...(actions.length > 0 ? { notifies: 'yes' as const } : {}),
      severity: severityIn(alarm.address) || severityIn(alarm.name),
      enabled: alarm.enabled,
    },
    runbook: { within: alarm.description },
    ...(alarm.anomaly ? { anomaly: 'anomaly detection band' } : {}),
  };
}

const severities = new Set([
  'critical',
  'crit',
  'emergency',
  'warning',
  'warn',
  'info',
  'p0',
  'p1',
  'p2',
  'p3',
  'p4',
  'sev0',
  'sev1',
  'sev2',
  'sev3',
  'sev4',
]);

function severityIn(name: string): string {
  return wordsOf(name).find(word => severities.has(word)) ?? '';
}

/** Follows an action to its topic, from a variable over an output of the same name, and from the topic to those who listen. */
function channelFinder(findings: readonly Located<CloudWatchFinding>[]): ChannelFinder {
  const listeners = new Map<string, Channel[]>();
  const outputs = new Map<string, { readonly folder: string; readonly topic: string }[]>();
  for (const { path, finding } of findings) {
    if (finding.is === 'subscription') push(listeners, `${folderOf(path)} ${finding.topic}`, finding.channel);
    if (finding.is === 'output') push(outputs, finding.name, { folder: folderOf(path), topic: finding.topic });
  }
  const ofTopic = (folder: string, topic: string) => listeners.get(`${folder} ${topic}`) ?? [];
  return (path, action) => {
    const topics = topicsInText(action);
    const direct = [...topics, ...(topics.length === 0 ? [action] : [])].flatMap(topic => ofTopic(folderOf(path), topic));
    const name = /(?:var|local|module|outputs)\.(?:[\w-]+\.)*([\w-]+)/.exec(action)?.[1] ?? '';
    const handed = (outputs.get(name) ?? []).flatMap(({ folder, topic }) => ofTopic(folder, topic));
    const said = channelOf(action.replace(/^arn:aws[\w-]*:sns:[\w-]*:\d*:/, ''));
    return mostUrgent([...direct, ...handed, ...(said === 'page' || said === 'chat' ? [said] : [])]);
  };
}

function* routeFacts(findings: readonly Located<CloudWatchFinding>[]): Generator<FactDraft> {
  for (const { path, finding } of findings) {
    if (finding.is !== 'subscription' || finding.channel === 'unknown') continue;
    yield fact('alert.route', { tool: 'sns', name: finding.topic, channel: finding.channel }, { path, line: finding.line });
  }
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
