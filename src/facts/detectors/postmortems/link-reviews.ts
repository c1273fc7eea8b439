import type { FactDraft } from '../../../model/fact.ts';
import type { Located, Scene } from '../../detector.ts';
import { daysBetween } from '../documents/dates.ts';
import { ownFirst } from '../documents/own-first.ts';
import { isDuplicate } from '../documents/signature.ts';
import { areFarApart } from './incident-date.ts';

export interface ReviewFinding {
  readonly draft: FactDraft<'postmortem'>;
  readonly headings: readonly string[];
  readonly signature: readonly number[];
  readonly actions: readonly FactDraft<'postmortem.action'>[];
}

interface Incident extends Located<ReviewFinding> {
  readonly date: string;
  conflict: boolean;
}

const shortestSubject = 6;
const mostCompared = 500;

/** One fact for each incident: a review that is kept twice counts once, and dates of it that are far apart are a conflict. */
export function* linkReviews(findings: readonly Located<ReviewFinding>[], templates: readonly ReadonlySet<string>[], scene: Scene) {
  const incidents: Incident[] = [];
  for (const { path, finding } of ownFirst(findings, scene)) {
    const date = finding.draft.fields.date || (scene.historyOf(path)?.added ?? '');
    const earlier = incidents.slice(-mostCompared).find(each => isSame(finding, each));
    if (!earlier) incidents.push({ path, finding, date, conflict: finding.draft.fields.dateConflict });
    else if (areFarApart(earlier.date, date)) earlier.conflict = true;
  }
  for (const incident of incidents) {
    yield reviewFact(incident, templates, scene);
    yield* actionFacts(incident);
  }
}

/** What an exercise leaves behind is no action of an incident. */
function actionFacts({ path, finding: { draft, actions }, date }: Incident): readonly FactDraft[] {
  if (draft.fields.drill) return [];
  return actions.map(action => ({ ...action, path, fields: { ...action.fields, incident: date } }));
}

/** Nearly the same text, or the same telling title within a day. */
function isSame({ draft, signature }: ReviewFinding, { finding: other }: Incident): boolean {
  if (isDuplicate(signature, [other.signature])) return true;
  const [title, date] = [subjectOf(draft), draft.fields.date];
  if (title.length < shortestSubject || title !== subjectOf(other.draft)) return false;
  return date !== '' && other.draft.fields.date !== '' && daysBetween(date, other.draft.fields.date) <= 1;
}

/** What a title says besides that it is the title of a review. */
function subjectOf({ fields }: FactDraft<'postmortem'>): string {
  const words = fields.title.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.filter(word => !/^(?:incident|report|review|post|mortem|postmortem|outage|rca|analysis|root|cause)$/.test(word)).join(' ');
}

/** A review without any date in it is of the day on which it came. */
function reviewFact(incident: Incident, templates: readonly ReadonlySet<string>[], scene: Scene): FactDraft<'postmortem'> {
  const { path, finding, date, conflict } = incident;
  const { fields } = finding.draft;
  const shared = templates.map(template => finding.headings.filter(heading => template.has(heading)).length);
  return {
    ...finding.draft,
    path,
    fields: {
      ...fields,
      date,
      dateFrom: fields.date === '' && date !== '' ? 'git' : fields.dateFrom,
      dateConflict: conflict,
      valid: fields.valid && date !== '',
      published: fields.published || (scene.historyOf(path)?.added ?? ''),
      templateHeadings: Math.max(0, ...shared),
    },
  };
}
