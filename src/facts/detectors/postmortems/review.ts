import { type TextDocument, wordsIn } from '../../../lib/text-document.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { dateIn } from '../documents/dates.ts';
import { phrases } from '../documents/phrases.ts';
import { isPlaceholder } from '../documents/reading.ts';
import { actionListIn, actionsIn } from './actions.ts';
import { incidentDateOf } from './incident-date.ts';
import { reviewPhrases, reviewTexts } from './postmortems.data.ts';

export type ReviewClass = keyof typeof reviewPhrases;
export const reviewClasses = Object.keys(reviewPhrases) as ReviewClass[];
const headingTests = new Map(reviewClasses.map(name => [name, phrases(reviewPhrases[name])]));
const textTests = new Map(Object.entries(reviewTexts).map(([name, list]) => [name, phrases(list)]));

const severity =
  /^(?:incident )?(?:severity|schweregrad|sévérité|gravité|severidad|gravedad|alvorlighet(?:sgrad)?|allvarlighetsgrad|ernst|severidade|gravidade|критичність)\s*[:|]\s*([^·|]{2,40})|\b(?:SEV[- ]?[0-5])\b|^(?:priority|priorität|priorité|prioridad|prioritet|prioriteit|prioridade|пріоритет)\s*[:|]\s*([^·|]{2,20})/i;

/** A written review of one incident. Directory and date make it one; sections decide whether it is `valid`. */
export function reviewOf(path: string, document: TextDocument): FactDraft<'postmortem'> | undefined {
  if (wordsIn(document.sections) < 60) return undefined;
  const { announced, told } = reviewClassesIn(document);
  const when = incidentDateOf(path, document);
  if (announced.length === 0 || (when.date === '' && announced.length < 2)) return undefined;
  // Investigations of performance have a cause, a fix and next steps, but no timeline and no impact.
  const isIncident = announced.includes('timeline') || announced.includes('impact');
  const lines = document.sections.flatMap(section => section.lines.map(line => line.text));
  return fact(
    'postmortem',
    {
      title: document.title || path.slice(path.lastIndexOf('/') + 1),
      ...when,
      drill: isDrill(path, document),
      valid: isIncident && announced.length >= 2 && told.length >= 3 && !isPlaceholder(document, wordsIn(document.sections)),
      sections: told.length,
      ...actionsIn(document),
      blameless: lines.some(text =>
        /\bblame(?:less|free)|schuldfrei|ohne schuldzuweisung|sans (?:reproche|blâme)|sin culpa|skyldfri|uten skyld|skuldfri|zonder schuld|sem culpa|без звинувачень/i.test(
          text,
        ),
      ),
      classified: isClassified(document),
      published:
        ['published', 'published_at', 'date_published']
          .map(key => dateIn(document.frontMatter?.text(key) ?? ''))
          .find(date => date !== '') ?? '',
      severity: document.frontMatter?.text('severity') ?? severityIn(lines.slice(0, 40)),
    },
    { line: document.titleLine },
  );
}

const mostActions = 50;
const longest = 300;

/** The actions of a review, one by one. */
export function actionsOf(draft: FactDraft<'postmortem'>, document: TextDocument): readonly FactDraft<'postmortem.action'>[] {
  return actionListIn(document)
    .slice(0, mostActions)
    .map(({ task, owner, owned, due, ticketed, done, line }) => {
      const said = { postmortem: draft.fields.title, text: task.slice(0, longest), owner: owner.slice(0, longest) };
      return fact('postmortem.action', { ...said, owned, due, ticketed, done }, { line });
    });
}

/** What a review tells of: by its headings, or by what stands in its text as well. */
export function reviewClassesIn(document: TextDocument): {
  readonly announced: readonly ReviewClass[];
  readonly told: readonly ReviewClass[];
} {
  const announced = reviewClasses.filter(name =>
    document.sections.some(section => section.depth > 0 && headingTests.get(name)?.test(section.title)),
  );
  const told = reviewClasses.filter(
    name => announced.includes(name) || document.sections.some(section => section.lines.some(line => textTests.get(name)?.test(line.text))),
  );
  return { announced, told };
}

function isDrill(path: string, document: TextDocument): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const opening = document.sections.flatMap(section => section.lines)[0]?.text ?? '';
  return (
    /(?:^|[-_. ])(?:drill|game-?day|exercise|übung|notfallübung|exercice|simulacro|øvelse|övning|oefening|simulado|навчання)(?:[-_. ]|$)/i.test(
      `${name} ${document.title}`,
    ) || /^drill\b/i.test(opening)
  );
}

function isClassified(document: TextDocument): boolean {
  const keys = document.frontMatter?.pairs().map(([key]) => key) ?? [];
  if (keys.some(key => /^(?:tags|category|cause|cause_class|labels|related|root_cause_category)$/i.test(key))) return true;
  const labels = document.sections.flatMap(section => [section.title, ...section.lines.map(line => line.text)]);
  return labels.some(text =>
    /^(?:related incidents|similar incidents|(?:cause |root cause )?(?:category|class)\s*:|ursachenklasse)/i.test(text),
  );
}

function severityIn(texts: readonly string[]): string {
  for (const text of texts) {
    const found = severity.exec(text);
    if (found) return (found[1] ?? found[2] ?? found[0]).trim();
  }
  return '';
}
