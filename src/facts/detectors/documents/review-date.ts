import type { TextDocument } from '../../../lib/text-document.ts';
import { dateIn } from './dates.ts';

const keys = [
  'last_reviewed_on',
  'last_reviewed',
  'reviewed_on',
  'reviewed',
  'last-reviewed',
  'lastReviewed',
  'review_date',
  'last_review',
];
const label =
  /^(?:last review(?:ed)?|reviewed(?: on)?|last verified|letzte (?:überprüfung|prüfung)|zuletzt (?:über)?geprüft|dernière (?:révision|relecture)|relu|última revisi[óo]n|sist (?:gjennomgått|revidert)|senast granskad|laatst (?:herzien|gecontroleerd)|última revisão|останній перегляд)\s*(?:on|am|den|le|el|op|em)?\s*[:|]/i;
const headLines = 30;

/** When a document says of itself that it was reviewed: in its front matter or in a label near its beginning. */
export function reviewDateOf(document: TextDocument): string {
  for (const key of keys) {
    const date = dateIn(document.frontMatter?.text(key) ?? '');
    if (date !== '') return date;
  }
  for (const section of document.sections) {
    const line = section.lines.find(({ text, line }) => line <= document.titleLine + headLines && label.test(text));
    if (line) return dateIn(line.text);
  }
  return '';
}
