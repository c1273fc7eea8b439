import { chapterOf, type TextDocument } from '../../../lib/text-document.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';

const subject = /post[- ]?mortems?\b|post[- ]incident|incident review|nachbereitung|retour d.expérience/i;
const severities = /\b(?:SEV|severity|priority|P)[- ]?[0-4]\b/i;
const trigger = /\b(?:when|after|every|each|all|any|required|must|fires)\b/i;
const deadline = /\bwithin\b.{1,25}\b(?:hours?|days?|weeks?)\b|\binnerhalb\b.{1,25}\b(?:stunden|tagen)|\b\d+ (?:business|working) days\b/i;
const owner = /\b(?:owner|owns|lead|responsible|author|operator|assign\w*|verantwortlich)\b/i;

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
    blameless: lines.some(text => /\bblame(?:less|free)/i.test(text)),
  };
  const stated = Object.values(fields).filter(Boolean).length;
  return stated >= (isAbout ? 2 : 3) ? fact('postmortem.policy', fields, { line: section.line }) : undefined;
}
