import type { Tree } from '../../../lib/tree.ts';
import type { Known } from '../../../model/fact.ts';
import { type Channel, channelOf, mailChannel, mostUrgent } from '../alert-class/urgency.ts';

interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

export interface Route {
  readonly receiver: string;
  readonly matchers: readonly Matcher[];
  readonly continues: boolean;
  readonly routes: readonly Route[];
}

interface Receiver {
  readonly name: string;
  readonly line: number;
  readonly channel: Channel;
}

/** One Alertmanager configuration: https://prometheus.io/docs/alerting/latest/configuration/ */
export interface Routing {
  readonly line: number;
  readonly grouped: boolean;
  readonly root: Route;
  readonly receivers: readonly Receiver[];
}

const deepest = 20;

export function readRouting(route: Tree, receivers: Tree): Routing {
  return {
    line: route.line,
    grouped: route.has('group_by') || route.has('groupBy'),
    root: readRoute(route),
    receivers: receivers.list().flatMap(receiver => {
      const name = receiver.text('name');
      return name === undefined ? [] : [{ name, line: receiver.line, channel: channelOfReceiver(receiver) }];
    }),
  };
}

/** Notification policies of Grafana have the same shape. */
export function readRoute(route: Tree, inherited = '', depth = deepest): Route {
  const receiver = route.text('receiver') ?? inherited;
  return {
    receiver,
    matchers: matchersOf(route),
    continues: route.flag('continue') === true,
    routes: depth > 0 ? route.list('routes').map(child => readRoute(child, receiver, depth - 1)) : [],
  };
}

function matchersOf(route: Tree): readonly Matcher[] {
  const equal = route.pairs('match').map(([label, value]): Matcher => ({ label, operator: '=', value: value.text() ?? '' }));
  const regex = route.pairs('match_re').map(([label, value]): Matcher => ({ label, operator: '=~', value: value.text() ?? '' }));
  return [...equal, ...regex, ...route.list('matchers').flatMap(readMatcher), ...route.list('object_matchers').flatMap(readTriple)];
}

/** `[team, =, shop]` in a notification policy of Grafana. */
function readTriple(matcher: Tree): readonly Matcher[] {
  const [label, operator, value] = matcher.list().map(item => item.text() ?? '');
  return label !== undefined && operator !== undefined && value !== undefined ? [{ label, operator: operatorOf(operator), value }] : [];
}

/** `severity="critical"` in a file, `{name, value, matchType}` in an AlertmanagerConfig. */
function readMatcher(matcher: Tree): readonly Matcher[] {
  if (matcher.kind === 'map') {
    const operator = matcher.flag('regex') === true ? '=~' : operatorOf(matcher.text('matchType') ?? '=');
    return [{ label: matcher.text('name') ?? '', operator, value: matcher.text('value') ?? '' }];
  }
  return (matcher.text() ?? '')
    .slice(0, 1000)
    .replace(/^\{|\}$/g, '')
    .split(/,(?=\s*\w+\s*[=!])/)
    .flatMap(part => {
      const match = /^\s*"?([\w.]+)"?\s*(=~|!~|!=|=)\s*(.*?)\s*$/.exec(part);
      return match
        ? [{ label: match[1] ?? '', operator: operatorOf(match[2] ?? ''), value: (match[3] ?? '').replace(/^["']|["']$/g, '') }]
        : [];
    });
}

function operatorOf(text: string): Matcher['operator'] {
  return text === '!=' || text === '=~' || text === '!~' ? text : '=';
}

function channelOfReceiver(receiver: Tree): Channel {
  const channels = receiver.pairs().flatMap(([key, configs]) => {
    if (!/configs$/i.test(key)) return [];
    const type = key.replace(/_?configs$/i, '');
    if (type === 'email') return configs.list().map(config => mailChannel(config.text('to') ?? ''));
    return configs.list().map(config => (type === 'webhook' || type === 'sns' ? webhookChannel(config, type, receiver) : channelOf(type)));
  });
  return channels.length === 0 ? 'silent' : mostUrgent(channels);
}

/** A webhook is what its address, or the name of its secret or receiver, says. */
function webhookChannel(config: Tree, type: string, receiver: Tree): Channel {
  const hints = [
    config.text('url'),
    config.text('url_file'),
    config.text('urlSecret.key'),
    config.text('topic_arn'),
    receiver.text('name'),
  ];
  const found = hints.map(hint => channelOf(hint ?? '')).find(channel => channel !== 'unknown' && channel !== 'webhook');
  return found ?? (type === 'sns' ? 'unknown' : 'webhook');
}

/** Whether any of its receivers pages. A configuration without one cannot tell urgent from other alerts. */
export function hasPager({ receivers }: Routing): boolean {
  return receivers.some(receiver => receiver.channel === 'page');
}

/** The channel of an alert with these labels, or `undefined` when labels that only the series has decide about it. */
export function channelFor(labels: Readonly<Record<string, string>>, routing: Routing): Channel | undefined {
  const names = receiversFor(labels, routing.root);
  if (!names) return undefined;
  const channels = routing.receivers.filter(({ name }) => names.includes(name)).map(({ channel }) => channel);
  return channels.length === 0 ? undefined : mostUrgent(channels);
}

function receiversFor(labels: Readonly<Record<string, string>>, route: Route): readonly string[] | undefined {
  const found: string[] = [];
  for (const child of route.routes) {
    const matches = matchesAll(labels, child.matchers);
    if (matches === 'no') continue;
    const below = receiversFor(labels, child);
    if (matches === 'unknown' || !below) {
      // A route that may or may not take it changes nothing when it leads to the same receivers.
      if (below?.every(name => name === route.receiver)) continue;
      return undefined;
    }
    found.push(...below);
    if (!child.continues) return found;
  }
  return found.length > 0 ? found : [route.receiver];
}

function matchesAll(labels: Readonly<Record<string, string>>, matchers: readonly Matcher[]): Known {
  const results = matchers.map(matcher => matches(labels, matcher));
  if (results.includes('no')) return 'no';
  return results.includes('unknown') ? 'unknown' : 'yes';
}

/** Labels that alerts get from rules only; others (`job`, `instance`) may come from the series. */
const ruleLabels = new Set(['alertname', 'severity', 'priority', 'urgency', 'page']);

function matches(labels: Readonly<Record<string, string>>, { label, operator, value }: Matcher): Known {
  const actual = labels[label];
  if (actual === undefined && !ruleLabels.has(label)) return 'unknown';
  if (actual !== undefined && /\{\{|_{3}/.test(actual)) return 'unknown';
  if (operator === '=' || operator === '!=') return ((actual ?? '') === value) === (operator === '=') ? 'yes' : 'no';
  const found = matchesPattern(actual ?? '', value);
  if (found === undefined) return 'unknown';
  return found === (operator === '=~') ? 'yes' : 'no';
}

/** Alternatives of plain texts, with `.*` or `.+` at either end: what configurations use. Other patterns are not run. */
function matchesPattern(actual: string, pattern: string): boolean | undefined {
  const plain = pattern.replace(/^\^?\(?(?:\?:)?/, '').replace(/\)?\$?$/, '');
  const results = plain.split('|').map(alternative => {
    const core = alternative.replace(/^\.[*+]/, '').replace(/\.[*+]$/, '');
    if (/[()[\]{}*+?\\^$]/.test(core)) return undefined;
    const openStart = /^\.[*+]/.test(alternative);
    const openEnd = /\.[*+]$/.test(alternative);
    if (openStart && openEnd) return actual.includes(core);
    if (openStart) return actual.endsWith(core);
    return openEnd ? actual.startsWith(core) : actual === core;
  });
  if (results.includes(true)) return true;
  return results.includes(undefined) ? undefined : false;
}
