import type { TextDocument } from '../../../lib/text-document.ts';
import { headingPhrases } from '../documents/headings.data.ts';
import { phrases } from '../documents/phrases.ts';
import type { Procedure } from '../documents/reading.ts';

/** What each class of section adds to the score of a runbook; they sum up to 100. */
export const weights = {
  trigger: 15,
  impact: 10,
  diagnosis: 20,
  remediation: 25,
  verification: 5,
  rollback: 5,
  escalation: 15,
  metadata: 5,
} as const;

export type SectionClass = keyof typeof weights;

const classes = Object.keys(weights) as SectionClass[];
const tests = new Map(classes.map(name => [name, phrases(headingPhrases[name])]));

/** The classes that headings, labels (`Impact: …`) and front matter of a document announce. A procedure is a remediation without a heading. */
export function classesOf(document: TextDocument, procedure: Procedure): ReadonlySet<SectionClass> {
  const announced = [document.title, ...document.sections.map(section => section.title), ...labelsOf(document)];
  const found = new Set(classes.filter(name => announced.some(text => tests.get(name)?.test(text))));
  if (procedure.steps >= 3 || procedure.commands >= 1) found.add('remediation');
  const keys = document.frontMatter?.pairs().map(([key]) => key) ?? [];
  if (keys.some(key => /owner|review|maintainer/i.test(key))) found.add('metadata');
  return found;
}

export function scoreOf(found: ReadonlySet<SectionClass>): number {
  return [...found].reduce((sum, name) => sum + weights[name], 0);
}

/** The classes that would raise the score. */
export function lackingIn(found: ReadonlySet<SectionClass>): readonly SectionClass[] {
  return classes.filter(name => !found.has(name));
}

function labelsOf(document: TextDocument): readonly string[] {
  return document.sections.flatMap(section => section.lines.flatMap(({ text }) => /^([\p{L}][\p{L} ]{2,30}):/u.exec(text)?.[1] ?? []));
}
