import { isSaidRunbook } from '../../own-words/runbook-roots.ts';
import { isIndex, isTemplateName } from '../documents/reading.ts';

/**
 * How surely a path belongs to operators: `named` folders and files say runbook, `operations` folders hold guides of all sorts,
 * `plain` is any other document, and
 * `other` documents record or plan something.
 */
export type Location = 'named' | 'operations' | 'plain' | 'other' | 'index' | 'template';

/** Names of folders and files for operators in other languages than English. */
const handbooks =
  'betriebshandb[uü]ch(?:er)?|betriebsdokumentation|notfallhandb[uü]ch(?:er)?|notfallpl(?:an|[aä]ne)|rufbereitschaft|fiches?[-_ ]r[ée]flexes?|manuel[-_ ]d[-_ ]exploitation|plan[-_ ]de[-_ ]reprise|astreintes?|manual[-_ ]de[-_ ]operaci(?:ones|ón|on)|guardias?|driftsh[åa]ndbok|driftsrutiner?|beredskap(?:splan)?|vaktrutiner|driftmanual|driftdokumentation|draaiboek(?:en)?|storingshandboek|manual[-_ ]de[-_ ]opera[cç][aã]o|plant[aã]o|рунбуки?|чергування';
const places =
  'betrieb|exploitation|wartung|st[oö]rungen|entst[oö]rung|dossier[-_ ]d[-_ ]exploitation|d[ée]pannage|operaciones|mantenimiento|driftsdok(?:umentasjon)?|driftsst[oø]tte|driftst[oö]rningar|beheer|onderhoud|storing(?:en)?|opera[cç](?:[aã]o|[oõ]es)|manuten[cç][aã]o|експлуатація|обслуговування';

export const runbookPath = new RegExp(
  `(?:^|[/._ -])(?:run[-_ ]?books?|play-?books?|sops?|on[-_]?call|incident[-_]response|operations?|operating|ops|sre|troubleshooting|maintenance|disaster[-_]recovery|${handbooks}|${places})[/._ -]`,
  'i',
);

/** Folders of documents about something else: automation code, plans, decisions, reports of what happened. */
const elsewhere =
  /^(?:ansible|roles|plans?|planning|rfcs?|proposals?|adrs?|architecture-decision-records?|decisions|designs?|handoffs?|sessions|research|post-?mortems?|incident-reports?|incidents|changelogs?|release-notes|blog|news)$/i;
/** Files that teach, look ahead or look back, and folders of lessons: their readers learn, look up or decide, they do not operate. */
const lessons = /^(?:tutorials?|getting[-_ ]?started|quick[-_ ]?starts?|lessons?|workshops?|labs?|features?|api[-_ ]?reference)$/i;
const studies =
  /^(?:change-?log|changes|history|news|release[-_ ]?notes|what-?s[-_ ]?new|roadmap|faq|glossary|concepts?|design|proposal|features?|comparison|adr[-_ ]?\d.*|rfc[-_ ]?\d.*|\d{4}-.+|tutorial|getting[-_ ]?started|quick[-_ ]?start|migrating|migration[-_ ]guide)$/i;

const named = new RegExp(`^(?:run[-_ ]?books?|play-?books?|sops?|on[-_]?call|incident[-_]response|${handbooks})$`, 'i');
const operations = new RegExp(
  `^(?:operations?|operations?[-_]guides?|operations?[-_]manual|operating|ops|sre(?:[-_](?:guides?|docs|handbook|manual))?|troubleshooting|maintenance|disaster[-_]recovery|oncall[-_]guide|${places})$`,
  'i',
);
const namedFile = new RegExp(`(?:^|[-_. ])(?:run[-_ ]?books?|play-?books?|${handbooks})(?:[-_. ]|$)`, 'i');

/** What teaches, compares, plans or records: whatever it says about deployments, it is none of the deployments here. */
export function isStudy(path: string): boolean {
  const folders = path.split('/');
  const name = (folders.pop() ?? '').replace(/\..*$/, '');
  return studies.test(name) || folders.some(folder => lessons.test(folder));
}

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
