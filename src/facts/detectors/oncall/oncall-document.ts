import { chapterOf, type Section, type Table, type TextDocument } from '../../../lib/text-document.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { phrases } from '../documents/phrases.ts';
import { isQuestionnaire } from '../documents/reading.ts';
import { oncallPhrases, tierPhrases } from './oncall.data.ts';

const heading = phrases(oncallPhrases);
const otherEscalation = /privilege|permission|admission|\broot\b|attack|exploit|policy escalat/i;
const tier = new RegExp(phrases(tierPhrases), 'gi');
const address = /[\w.+-]+@[\w-]+\.[\w.-]+|\+\d[\d ()-]{7,}/;
const channel = /(?:^|[\s(`])#[a-z][\w-]{2,}|slack\.com|teams\.microsoft\.com|(?:^|[\s(])@[a-z][\w-]+/i;
const rotaSite = /pagerduty\.com|opsgenie\.com|oncall|on-call|rota|schedule|incident\.io|dienstplan/i;
const rotaWord = phrases([
  'rota',
  'rotation',
  'schedule',
  'shift',
  'shifts',
  'hours',
  'weekdays',
  'weekly',
  'dienstplan*',
  'turnus',
  'wöchentlich',
  'werktags',
  'uhr',
  'planning d astreinte',
  'roulement',
  'semaine',
  'heures',
  'turno*',
  'horario*',
  'semanal',
  'vaktliste',
  'vaktplan',
  'turnus*',
  'ukentlig',
  'kl',
  'jourschema',
  'veckovis',
  'rooster',
  'wekelijks',
  'escala',
  'plantões',
  'графік',
  'щотижня',
  'годин*',
]); // prettier-ignore
const duty =
  /\bon[- ]?call\b|\brota\b|bereitschaft|astreinte|guardia|vakt|\bduty\b|jourtjänst|jourschema|piket|wachtdienst|bereikbaarheidsdienst|storingsdienst|plantão|sobreaviso|чергув/i;

export function isOncallHeading(title: string): boolean {
  return heading.test(title) && !otherEscalation.test(title);
}

/** The first chapter on duty or escalation that names tiers, a rota or a way to reach somebody. A passing mention has none. */
export function* oncallIn(document: TextDocument): Generator<FactDraft<'oncall'>> {
  if (isQuestionnaire(document) || isManual(document)) return;
  for (const [index, section] of document.sections.entries()) {
    if (section.depth === 0 || !isOncallHeading(section.title)) continue;
    const chapter = chapterOf(document, index);
    const tiers = tiersIn(chapter);
    const schedule = hasSchedule(chapter);
    const escalation = tiers >= 2 || (/e[sk][ck]ala|ескалац/i.test(section.title) && reaches(chapter));
    if (!escalation && !schedule) continue;
    yield fact('oncall', { tool: 'document', via: 'document', tiers, schedule, escalation }, { line: section.line });
    return;
  }
}

/** Pages of a published manual name the address they are found at; what they say about duty is how others set it up in a product. */
function isManual(document: TextDocument): boolean {
  return document.frontMatter?.has('canonical') === true;
}

function tiersIn(chapter: readonly Section[]): number {
  const words = new Set(chapter.flatMap(section => section.lines.flatMap(line => line.text.toLowerCase().match(tier) ?? [])));
  const rows = chapter.flatMap(section => section.tables.filter(leadsToPeople).map(table => table.rows.length));
  return Math.max(words.size, ...rows, 0);
}

/** Who is reached at which tier: two columns say so, or an address in a row. A list of roles with what they may do has neither. */
function leadsToPeople(table: Table): boolean {
  const columns = table.header.filter(isContactColumn);
  if (columns.length === 0 || table.header.some(cell => /^(?:description|default|type|value|required)$/i.test(cell.trim()))) return false;
  const people = columns.some(cell => !tierColumn.test(firstWord(cell)));
  return (people && columns.length >= 2) || table.rows.some(row => row.cells.some(cell => address.test(cell) || channel.test(cell)));
}

const tierColumn = phrases([
  'tier',
  'level',
  'role',
  'stufe',
  'ebene',
  'rolle',
  'niveau',
  'rôle',
  'nivel',
  'rol',
  'nivå',
  'roll',
  'nível',
  'papel',
  'рівень',
  'роль',
]);

const contactColumn = phrases([
  'phone',
  'email',
  'e mail',
  'slack',
  'channel',
  'tier',
  'level',
  'role',
  'contact',
  'who',
  'stufe',
  'ebene',
  'rolle',
  'kontakt',
  'name',
  'wer',
  'niveau',
  'rôle',
  'qui',
  'nom',
  'nivel',
  'rol',
  'quién',
  'nombre',
  'nivå',
  'hvem',
  'navn',
  'roll',
  'namn',
  'wie',
  'naam',
  'nível',
  'papel',
  'contato',
  'contacto',
  'persona',
  'pessoa',
  'personne',
  'рівень',
  'роль',
  'контакт',
]); // prettier-ignore

/** The header of a column begins with such a word. */
function isContactColumn(cell: string): boolean {
  return contactColumn.test(firstWord(cell));
}

function firstWord(cell: string): string {
  return cell.trim().split(/\s/)[0] ?? '';
}

/** A heading on duty with hours or a rotation, and a place or a person to reach. */
function hasSchedule(chapter: readonly Section[]): boolean {
  if (!chapter.some(section => duty.test(section.title))) return false;
  const times = chapter.some(section => section.lines.some(line => rotaWord.test(line.text)) || rotaWord.test(section.title));
  return times && (reaches(chapter) || chapter.some(section => section.links.some(link => rotaSite.test(`${link.url} ${link.text}`))));
}

function reaches(chapter: readonly Section[]): boolean {
  return chapter.some(
    section =>
      section.lines.some(line => address.test(line.text) || channel.test(line.text)) ||
      section.links.some(link => channel.test(link.url) || /^(?:mailto|tel):|pagerduty|opsgenie/.test(link.url)),
  );
}
