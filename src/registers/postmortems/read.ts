import { dateIn } from '../../facts/detectors/documents/dates.ts';
import { documentOf } from '../../facts/detectors/documents/reading.ts';
import { actionListIn } from '../../facts/detectors/postmortems/actions.ts';
import { reviewClasses, reviewClassesIn } from '../../facts/detectors/postmortems/review.ts';
import { withoutSecrets } from '../../facts/secrets.ts';
import { SourceFile } from '../../facts/source-file.ts';
import type { Fact } from '../../model/fact.ts';

export interface ReviewAction {
  readonly text: string;
  readonly line: number;
  readonly due: string;
  readonly owned: boolean;
  readonly ticketed: boolean;
  readonly done: boolean;
}

export interface Review {
  readonly path: string;
  readonly title: string;
  readonly date: string;
  readonly severity: string;
  /** The class of its cause, in lower case; `''` when none is named. */
  readonly cause: string;
  readonly valid: boolean;
  /** What keeps it from being a full review, in words. */
  readonly gaps: readonly string[];
  readonly actions: readonly ReviewAction[];
}

/** A review as the detector found it, with its actions one by one. */
export function readReview(fact: Fact<'postmortem'>, path: string, text: string, hasTemplate: boolean): Review {
  const document = documentOf(new SourceFile(path, text));
  const { title, date, severity, valid, templateHeadings, dateConflict } = fact.fields;
  const { told } = reviewClassesIn(document);
  const actions = actionListIn(document);
  const missing = reviewClasses.filter(name => !told.includes(name));
  const review: Review = {
    path,
    title,
    date: dateIn(date),
    severity,
    cause: causeIn(document.frontMatter?.text('cause') ?? document.frontMatter?.text('category') ?? ''),
    valid,
    gaps: [
      ...(date === '' ? ['no date'] : []),
      ...(dateConflict ? ['its dates contradict each other'] : []),
      ...missing.map(name => `nothing on ${name}`),
      ...counted(actions.filter(action => !action.owned).length, 'without owner'),
      ...counted(actions.filter(isLoose).length, 'without date or ticket'),
      ...(hasTemplate && templateHeadings === 0 ? ['does not follow the template'] : []),
    ],
    actions,
  };
  return withoutSecrets(review, text);
}

function counted(number: number, lack: string): readonly string[] {
  return number === 0 ? [] : [`${number} ${number === 1 ? 'action' : 'actions'} ${lack}`];
}

function isLoose({ due, ticketed }: ReviewAction): boolean {
  return due === '' && !ticketed;
}

function causeIn(text: string): string {
  return text.replace(/#.*$/, '').trim().toLowerCase();
}
