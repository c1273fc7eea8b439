import type { TextDocument } from '../../../lib/text-document.ts';
import { phrases, spoken } from '../documents/phrases.ts';
import { incidentPhrases, operatorHeadings, operatorTitles } from './runbooks.data.ts';

const incident = phrases(incidentPhrases);
const operators = operatorTitles.map(words => words.map(word => phrases([word])));
const section = phrases(operatorHeadings);

/** The name, the title or headings say that it is for an alert, a failure, a recovery or maintenance. */
export function isForIncidents(path: string, document: TextDocument): boolean {
  const name = spoken(path.slice(path.lastIndexOf('/') + 1));
  return (
    incident.test(name) || incident.test(document.title) || document.sections.some(({ title, depth }) => depth > 0 && section.test(title))
  );
}

export function isForOperators(path: string, title: string): boolean {
  const names = [spoken(path.slice(path.lastIndexOf('/') + 1)), title];
  return operators.some(words => names.some(name => words.every(word => word.test(name))));
}
