import type { FactDraft } from '../../../model/fact.ts';
import type { Located, Scene } from '../../detector.ts';
import { alertFacts, type CloudAlert } from './cloud-alert.ts';
import { type Channel, channelOf, meaningOf, mostUrgent } from './urgency.ts';

/** A channel that is a resource of its own, which alerts refer to by name. */
export interface NamedChannel {
  readonly channelName: string;
  readonly channel: Channel;
}

/** An alert with the source texts of what it notifies: `google_monitoring_notification_channel.pager.name`. */
export interface ReferringAlert extends CloudAlert {
  readonly notified: readonly string[];
}

/** The facts of alerts whose channels may stand in other files. Whom it notifies decides whether an alert pages; nobody is silence. */
export function* referringAlertFacts(found: readonly Located<NamedChannel | ReferringAlert>[], scene: Scene): Generator<FactDraft> {
  const channels = new Map<string, Channel>();
  for (const { finding } of found) if ('channelName' in finding) channels.set(finding.channelName, finding.channel);
  const alerts = found.flatMap(({ path, finding }) =>
    'channelName' in finding ? [] : [{ path, finding: withChannel(finding, channels) }],
  );
  yield* alertFacts(alerts, scene);
}

function withChannel(alert: ReferringAlert, channels: ReadonlyMap<string, Channel>): CloudAlert {
  if (alert.notified.length === 0) return { ...alert, fields: { ...alert.fields, ...meaningOf('silent') } };
  const found = alert.notified.map(text => channels.get(referred(text)) ?? channelOf(text));
  return { ...alert, fields: { ...alert.fields, ...meaningOf(mostUrgent(found)), notifies: 'yes' } };
}

function referred(text: string): string {
  return /(?:action_group|notification_channel)\.([\w-]+)/.exec(text.slice(0, 500))?.[1] ?? '';
}
