import { isSaidRunbook } from '../../own-words/runbook-roots.ts';
import { isIndex, isTemplateName } from '../documents/reading.ts';

/**
 * How surely a path belongs to operators: `named` folders and files say runbook, `operations` folders hold guides of all sorts,
 * `plain` is any other document, and
 * `other` documents record or plan something.
 */
export type Location = 'named' | 'operations' | 'plain' | 'other' | 'index' | 'template';

export const runbookPath =
  /(?:^|[/._ -])(?:run[-_ ]?books?|play-?books?|sops?|on[-_]?call|incident[-_]response|operations?|operating|ops|sre|troubleshooting|maintenance|disaster[-_]recovery)[/._ -]/i;

/** Folders of documents about something else: automation code, plans, decisions, reports of what happened. */
const elsewhere =
  /^(?:ansible|roles|plans?|planning|rfcs?|proposals?|adrs?|architecture-decision-records?|decisions|designs?|handoffs?|sessions|research|post-?mortems?|incident-reports?|incidents|changelogs?|release-notes|blog|news)$/i;
const named = /^(?:run[-_ ]?books?|play-?books?|sops?|on[-_]?call|incident[-_]response)$/i;
const operations =
  /^(?:operations?|operations?[-_]guides?|operations?[-_]manual|operating|ops|sre(?:[-_](?:guides?|docs|handbook|manual))?|troubleshooting|maintenance|disaster[-_]recovery|oncall[-_]guide)$/i;
const namedFile = /(?:^|[-_. ])(?:run[-_ ]?book|play-?book)s?(?:[-_. ]|$)/i;

export function locationOf(path: string): Location {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  if (isSaidRunbook(path) && !isTemplateName(name)) return isIndex(name) ? 'index' : 'named';
  if (folders.some(folder => elsewhere.test(folder))) return 'other';
  const isNamed = folders.some(folder => named.test(folder));
  if (isIndex(name)) return isNamed ? 'index' : 'plain';
  if (isTemplateName(name)) return 'template';
  if (isNamed || namedFile.test(name)) return 'named';
  return folders.some(folder => operations.test(folder)) || operations.test(name.replace(/\..*$/, '')) ? 'operations' : 'plain';
}
