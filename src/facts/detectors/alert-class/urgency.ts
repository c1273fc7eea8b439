import type { Known } from '../../../model/fact.ts';
import { wordsOf } from '../../production.ts';

export type Channel = 'unknown' | 'page' | 'chat' | 'mail' | 'webhook' | 'silent';

const pagingSeverities = new Set([
  'page',
  'paging',
  'pager',
  'pageteam',
  'critical',
  'crit',
  'emergency',
  'urgent',
  'high',
  'high-urgency',
  'disaster',
  'fatal',
  'sev0',
  'sev1',
  's1',
  'p0',
  'p1',
  '1',
]); // prettier-ignore
const otherSeverities = new Set([
  'warning',
  'warn',
  'ticket',
  'task',
  'info',
  'informational',
  'notice',
  'none',
  'slack',
  'chat',
  'email',
  'low',
  'medium',
  'moderate',
  'minor',
  'sev3',
  'sev4',
  'sev5',
  's3',
  's4',
  'p3',
  'p4',
  'p5',
  'debug',
  'deadman',
  'false',
]); // prettier-ignore

/** Whether a severity, priority or urgency wakes somebody. Words in between (`sev2`, `error`) tell nothing. */
export function pagesBySeverity(severity: string): Known {
  const word = severity.trim().toLowerCase();
  if (pagingSeverities.has(word)) return 'yes';
  return otherSeverities.has(word) ? 'no' : 'unknown';
}

/** Tools that wake people, as they stand in names of receivers, hosts, topics and types. */
const pagers = [
  'pagerduty',
  'opsgenie',
  'victorops',
  'splunkoncall',
  'pushover',
  'squadcast',
  'zenduty',
  'ilert',
  'incidentio',
  'incident.io',
  'rootly',
  'betterstack',
  'betteruptime',
  'xmatters',
  'oncall',
  'jiraservicemanagement',
  'signl4',
  'ssm-contacts',
  'ssmincidents',
  'ssm-incidents',
  'firehydrant',
  'allquiet',
  'spike.sh',
]; // prettier-ignore
const chats = [
  'slack',
  'teams',
  'msteams',
  'discord',
  'telegram',
  'webex',
  'mattermost',
  'rocketchat',
  'googlechat',
  'chat.googleapis',
  'zulip',
  'chatbot',
  'matrix',
]; // prettier-ignore

/** The channel that a name of a receiver type, a host or a variable means: `cloudwatch_opsgenie_webhook` pages. */
export function channelOf(name: string): Channel {
  const flat = name.toLowerCase().replace(/[_\s-]/g, '');
  if (pagers.some(pager => flat.includes(pager.replace(/[_-]/g, '')))) return 'page';
  const words = new Set(wordsOf(name));
  if (chats.some(chat => words.has(chat) || (chat.length > 6 && flat.includes(chat)) || flat.startsWith(chat))) return 'chat';
  if (words.has('email') || words.has('mail') || /^[^@\s/]+@[^@\s/]+$/.test(name)) return 'mail';
  if (words.has('sms') || words.has('voice') || words.has('phone')) return 'page';
  return words.has('webhook') || /^https?:/.test(name) ? 'webhook' : 'unknown';
}

/** A mail to the domains of examples (https://www.rfc-editor.org/rfc/rfc2606) reaches nobody: who gets it is still to be filled in. */
export function mailChannel(addresses: string): Channel {
  const each = addresses.split(/[\s,;<>]+/).filter(address => address.includes('@'));
  return each.length > 0 && each.every(address => /[@.]example\.(?:com|org|net)$/i.test(address)) ? 'unknown' : 'mail';
}

/** The most urgent of several channels. */
export function mostUrgent(channels: readonly Channel[]): Channel {
  return urgency.find(channel => channels.includes(channel)) ?? 'unknown';
}

const urgency: readonly Channel[] = ['page', 'unknown', 'webhook', 'chat', 'mail', 'silent'];

/** Whether a channel pages, and whether it reaches anybody. */
export function meaningOf(channel: Channel): { readonly paging: Known; readonly notifies: Known } {
  switch (channel) {
    case 'page':
      return { paging: 'yes', notifies: 'yes' };
    case 'chat':
    case 'mail':
      return { paging: 'no', notifies: 'yes' };
    case 'webhook':
      return { paging: 'unknown', notifies: 'yes' };
    case 'silent':
      return { paging: 'no', notifies: 'no' };
    default:
      return { paging: 'unknown', notifies: 'unknown' };
  }
}
