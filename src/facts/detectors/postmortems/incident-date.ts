import type { TextDocument } from '../../../lib/text-document.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { dateIn, datesIn, daysBetween } from '../documents/dates.ts';

const label = /^(?:incident )?(?:date(?: range)?|datum|start(?:ed)?(?: time)?(?: at)?|issue discovered|fired|when|fecha|dato|дата)\b/i;
const isRange = /range|→|->|–|\bto\b|\bbis\b/i;
const headLines = 40;
const farApart = 45;

export interface IncidentDate {
  readonly date: string;
  readonly dateFrom: FactFields<'postmortem'>['dateFrom'];
  readonly dateConflict: boolean;
}

/**
 * When the incident was: front matter, a label near the beginning, the title, the file name, in this order.
 * Where title and file name are far apart, the timeline decides, and the conflict is kept.
 */
export function incidentDateOf(path: string, document: TextDocument): IncidentDate {
  const front =
    ['incident_date', 'date', 'started_at', 'start'].map(key => dateIn(document.frontMatter?.text(key) ?? '')).find(date => date !== '') ??
    '';
  const body = labelled(document) || dateIn(document.title);
  const name = dateIn(path.slice(path.lastIndexOf('/') + 1).replace(/_/g, '-'));
  const candidates = [front, body, name].filter(date => date !== '');
  const dateConflict = candidates.some(date => daysBetween(date, candidates[0] ?? date) > farApart);
  if (front !== '') return { date: front, dateFrom: 'front_matter', dateConflict };
  if (dateConflict && agrees(document, name)) return { date: name, dateFrom: 'file_name', dateConflict };
  if (body !== '') return { date: body, dateFrom: 'body', dateConflict };
  return { date: name, dateFrom: name === '' ? 'none' : 'file_name', dateConflict };
}

function labelled(document: TextDocument): string {
  for (const section of document.sections) {
    for (const { text, line } of section.lines) {
      if (line > document.titleLine + headLines) return '';
      if (label.test(text)) {
        const dates = datesIn(text);
        const date = isRange.test(text) ? dates[dates.length - 1] : dates[0];
        if (date) return date;
      }
    }
  }
  return '';
}

function agrees(document: TextDocument, name: string): boolean {
  const dates = document.sections.filter(section => section.title !== document.title).map(section => dateIn(section.title));
  return name !== '' && dates.some(date => date !== '' && daysBetween(date, name) <= farApart);
}
