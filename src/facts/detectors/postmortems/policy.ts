import { chapterOf, type TextDocument } from '../../../lib/text-document.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { phrases } from '../documents/phrases.ts';

const subject =
  /post[- ]?mortems?\b|post[- ]incident|incident review|nachbereitung|nachbetrachtung|retours? d.expérience|análisis (?:post ?mortem|de incidentes)|hendelsesgjennomgang|etterarbeid etter hendelse|incidentgranskning|incidentevaluatie|análise de incidentes|постмортем|розбір інцидент/i;
const severities = /\b(?:SEV|severity|priority|P|priorität|sévérité|gravité|prioridad|severidad|prioritet|prioridade)[- ]?[0-4]\b/i;
const trigger = phrases([
  'when',
  'after',
  'every',
  'each',
  'all',
  'any',
  'required',
  'must',
  'fires',
  'nach',
  'jeder',
  'jede',
  'jedem',
  'jeden',
  'muss',
  'alle',
  'après',
  'chaque',
  'tout',
  'doit',
  'tras',
  'después',
  'cada',
  'debe',
  'etter',
  'hver',
  'må',
  'skal',
  'efter',
  'varje',
  'måste',
  'na',
  'elk',
  'elke',
  'moet',
  'após',
  'deve',
  'після',
  'кожен',
  'кожного',
  'має',
]); // prettier-ignore
const deadline =
  /\bwithin\b.{1,25}\b(?:hours?|days?|weeks?)\b|\binnerhalb\b.{1,25}\b(?:stunden|tagen)|\b\d+ (?:business|working|werk|arbeits)[ -]?(?:days|tagen?)\b|\bsous \d+ (?:heures|jours)|\bdans les \d+ (?:heures|jours)|\ben (?:un plazo de )?\d+ (?:horas|días)|\binnen \d+ (?:timer|dager|arbeidsdager|virkedager|uur|dagen|werkdagen)|\binom \d+ (?:timmar|dagar)|\bem até \d+ (?:horas|dias)|протягом \d+ (?:годин|днів)/i;
const owner = phrases([
  'owner',
  'owns',
  'lead',
  'responsible',
  'author',
  'operator',
  'assign*',
  'verantwortlich*',
  'zuständig*',
  'responsable*',
  'pilote',
  'propriétaire',
  'autor*',
  'ansvarlig*',
  'eier',
  'ansvarig*',
  'eigenaar',
  'verantwoordelijk*',
  'responsável*',
  'відповідальн*',
  'власник',
]); // prettier-ignore

export function isReviewHeading(title: string): boolean {
  return subject.test(title);
}

/** A chapter or a document on how incidents are reviewed that states severity, trigger, deadline, owner or its spirit: two of them among the reviews, three elsewhere. */
export function policyIn(document: TextDocument, isAbout: boolean): FactDraft<'postmortem.policy'> | undefined {
  const index = document.sections.findIndex(section => section.depth > 0 && subject.test(section.title));
  const section = document.sections[index];
  if (!section) return undefined;
  const lines = chapterOf(document, index).flatMap(part => part.lines.map(line => line.text));
  const all = document.sections.flatMap(part => part.lines.map(line => line.text));
  const fields = {
    severities: (section.depth <= 1 ? lines : all).some(text => severities.test(text)),
    trigger: lines.some(text => trigger.test(text)),
    deadline: lines.some(text => deadline.test(text)),
    owner: lines.some(text => owner.test(text)),
    blameless: lines.some(text =>
      /\bblame(?:less|free)|schuldfrei|ohne schuldzuweisung|sans (?:reproche|blâme|chercher de coupable)|sin (?:culpa|culpables)|uten (?:skyld|å fordele skyld)|skyldfri|skuldfri|zonder schuld|sem (?:culpa|culpados)|без (?:звинувачень|пошуку винних)/i.test(
        text,
      ),
    ),
  };
  const stated = Object.values(fields).filter(Boolean).length;
  return stated >= (isAbout ? 2 : 3) ? fact('postmortem.policy', fields, { line: section.line }) : undefined;
}
