import type { FactFields } from '../../../model/fact-kinds.ts';
import { saidRunbookLink } from '../../own-words/runbook-roots.ts';
import { genericRunbooks } from './alert-packs.data.ts';

export type RunbookQuality = FactFields<'alert.rule'>['runbook'];

export interface RunbookLink {
  readonly runbook: RunbookQuality;
  readonly runbookUrl: string;
}

const noRunbook: RunbookLink = { runbook: 'none', runbookUrl: '' };

/** Keys whose value is a runbook by their name, the best first. */
const runbookKeys = [
  'runbookurl',
  'runbook',
  'runbooks',
  'runbookuri',
  'runbooklink',
  'playbookurl',
  'playbook',
  'sopurl',
  'sop',
  'troubleshootingurl',
];
/** Keys whose value may be anything: believed only when the link itself says that it is a runbook. */
const documentKeys = ['docs', 'documentation', 'documentationurl', 'wiki', 'wikiurl'];
const runbookWords = /run-?_?books?\b|playbooks?\b|\bsops?\b|procedures?\b|troubleshoot/i;

/** The text that should lead to a runbook, out of an alert's annotations or labels; `undefined` when there is none. */
export function runbookText(pairs: Readonly<Record<string, string>>): string | undefined {
  const byKey = new Map(Object.entries(pairs).map(([key, value]) => [key.toLowerCase().replace(/[^a-z]/g, ''), value]));
  for (const key of runbookKeys) if (byKey.has(key)) return byKey.get(key);
  return documentKeys.map(key => byKey.get(key)).find(value => value !== undefined && runbookWords.test(value));
}

const url = /https?:\/\/[^\s"'<>)\]|]+/g;

/** A link to a runbook in the words of a description: the link or its line must say so. A bare link proves nothing. */
export function runbookInText(text: string): string | undefined {
  for (const line of text.slice(0, 10_000).split('\n')) {
    const links = [...line.matchAll(url)].map(match => match[0]);
    const named = links.find(link => runbookWords.test(link));
    if (named) return named;
    const first = links[0];
    if (first && runbookWords.test(line.replace(first, ''))) return first;
  }
  return undefined;
}

const placeholder = /^(?:\W*|todo.*|tbd.*|fixme.*|n\/?a|none|null|not-?available|-|\?+|missing|placeholder|changeme)$/i;
const placeholderHost =
  /^https?:\/\/(?:[\w.-]*\.)?(?:example\.(?:com|org|net)|localhost|127\.0\.0\.1|wiki\.company\.com|company\.com|yourcompany\.\w+|your-?(?:org|domain|company)[\w.-]*|acme\.(?:com|org|corp)|mycompany\.\w+|foo\.bar|domain\.tld)(?:[:/#]|$)|<[\w -]+>|\b(?:TODO|TBD|FIXME|CHANGEME)\b|github\.com\/(?:your|my|example)-?(?:org|company)?\//i;

export interface Targets {
  has(path: string): boolean;
  /** The file is there and not filled in yet. */
  isOpen(path: string): boolean;
  hasFolder(path: string): boolean;
  /** `owner/name` of the scanned repository, as far as links that meet existing files give it away. */
  readonly own: ReadonlySet<string>;
}

/** How good a link to a runbook is. Links into the scanned repository must meet a file; links to other places are believed. */
export function judgeRunbook(text: string | undefined, targets: Targets): RunbookLink {
  if (text === undefined) return noRunbook;
  const link = text.trim();
  return { runbook: qualityOf(link, targets), runbookUrl: link.slice(0, 300) };
}

function qualityOf(link: string, targets: Targets): RunbookQuality {
  const said = saidRunbookLink(link, targets.has);
  if (said) return said;
  if (placeholder.test(link) || placeholderHost.test(link.replace(/#.*$/, ''))) return 'placeholder';
  if (/^(?:\{\{[^{}]*\}\}|_+|\$\{[^{}]*\})$/.test(link)) return 'unknown';
  const lower = link.toLowerCase();
  if (genericRunbooks.some(host => lower.includes(host))) return 'generic';
  const forge = forgePath(link);
  if (forge) return forgeQuality(forge, targets);
  if (/^https?:\/\/[^/]+\.[^/]+/.test(link)) return isBareHost(link) ? 'placeholder' : 'linked';
  if (/_{4,}|\{\{|\$\{/.test(link)) return 'unknown';
  const path = link.replace(/^\.?\//, '').replace(/[#?].*$/, '');
  if (/^[\w./-]+\.(?:md|mdx|adoc|rst|txt|org|html)$/i.test(path)) return fileQuality(path, targets) ?? 'broken';
  return 'unknown';
}

function isBareHost(link: string): boolean {
  return /^https?:\/\/[^/]+\/?$/.test(link);
}

interface ForgePath {
  readonly repository: string;
  readonly path: string;
}

/** `https://github.com/o/r/blob/main/docs/x.md#y` and its likes on GitLab, Gitea and Bitbucket. */
export function forgePath(link: string): ForgePath | undefined {
  const match = /^https?:\/\/[^/]+\/([\w.-]+(?:\/[\w.-]+){1,5}?)\/(?:-\/)?(?:blob|tree|src)\/(?:branch\/)?[^/\s]+\/([^#?\s]*)/.exec(link);
  if (!match) return undefined;
  return { repository: (match[1] ?? '').toLowerCase(), path: decoded(match[2] ?? '').replace(/\/$/, '') };
}

function forgeQuality({ repository, path }: ForgePath, targets: Targets): RunbookQuality {
  if (!targets.own.has(repository)) return path.includes('{{') || path.includes('$') ? 'unknown' : 'linked';
  if (/\{\{|\$/.test(path)) return targets.hasFolder(path.slice(0, path.search(/\{\{|\$/)).replace(/\/[^/]*$/, '')) ? 'unknown' : 'broken';
  return fileQuality(path, targets) ?? (targets.hasFolder(path) ? 'generic' : 'broken');
}

function fileQuality(path: string, targets: Targets): RunbookQuality | undefined {
  if (targets.isOpen(path)) return 'placeholder';
  return targets.has(path) ? documentQuality(path) : undefined;
}

/** A design or a decision is no procedure, even where a runbook is expected. */
function documentQuality(path: string): RunbookQuality {
  return /(?:^|\/)(?:specs?|designs?|adrs?|rfcs?|decisions)\/|-design\.\w+$/i.test(path) && !runbookWords.test(path) ? 'broken' : 'linked';
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
