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

/** Folders on troubleshooting are often for the users of a product; operators speak of production, alerts and incidents. */
export function isForUsers(path: string, document: TextDocument): boolean {
  if (!/troubleshoot/i.test(path) || /(?:^|\/)(?:sys)?admin(?:istration)?\//i.test(path)) return false;
  return !document.sections.some(({ title, lines }) =>
    [title, ...lines.map(line => line.text)].some(text => /\b(?:production|alerts?|on-?call|incidents?|pager)\b/i.test(text)),
  );
}

const french = phrases([
  'sauvegarde*',
  'restauration*',
  'panne*',
  'supervision',
  'redémarrage*',
  'mise en production',
  'mises à jour',
  'mise à jour',
  'déploiement',
  'journaux',
  'astreinte',
  'services',
  'procédure*',
  'en cas de',
  'en cas d',
]); // prettier-ignore

/** `exploitation` is the work of operators in French, and that of attackers in English. */
export function isAboutAttacks(path: string, document: TextDocument): boolean {
  return /(?:^|[/_-])exploitation[/._-]/i.test(path) && !document.sections.some(({ title }) => french.test(title));
}

export function isForOperators(path: string, title: string): boolean {
  const names = [spoken(path.slice(path.lastIndexOf('/') + 1)), title];
  return operators.some(words => names.some(name => words.every(word => word.test(name))));
}
