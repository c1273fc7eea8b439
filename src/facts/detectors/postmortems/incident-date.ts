import type { TextDocument } from '../../../lib/text-document.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { calendarDate, dateIn, datesIn, daysBetween, monthEndIn } from '../documents/dates.ts';

const label =
  /^(?:incident )?(?:date(?: range)?|datum|start(?:ed)?(?: time)?(?: at)?|issue discovered|fired|when|fecha|dato|data|дата|début|beginn|zeitpunkt|zeitraum|inicio|tidspunkt|startet|starttid|aanvang|início|початок|date (?:de|du|d)\b.{0,20})(?![\p{L}\p{N}_])/iu;
/** Columns of lists of actions, whose dates are still to come. */
const ofActions = /action|owner|due|maßnahme|tiltak/i;
const isRange = /range|→|->|–|\bto\b|\bbis\b|\bau\b|\bal\b|\btil\b|\btill\b|\btot\b/i;
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
  const body = labelled(document) || tabulated(document) || dateIn(document.title);
  const name = dateOfName(path.slice(path.lastIndexOf('/') + 1).replace(/_/g, '-'));
  const candidates = [front, body, name].filter(date => date !== '');
  const dateConflict = candidates.some(date => areFarApart(date, candidates[0] ?? date));
  if (front !== '') return { date: front, dateFrom: 'front_matter', dateConflict };
  if (dateConflict && agrees(document, name)) return { date: name, dateFrom: 'file_name', dateConflict };
  if (body !== '') return { date: body, dateFrom: 'body', dateConflict };
  return { date: name, dateFrom: name === '' ? 'none' : 'file_name', dateConflict };
}

/** Too far for two dates of one incident. */
export function areFarApart(one: string, other: string): boolean {
  return daysBetween(one, other) > farApart;
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

/** `| Date | Severity |` over a single row. */
function tabulated(document: TextDocument): string {
  for (const { line, header, rows } of document.sections.flatMap(section => section.tables)) {
    if (line > document.titleLine + headLines || rows.length !== 1 || header.some(cell => ofActions.test(cell))) continue;
    const date = dateIn(rows[0]?.cells[header.findIndex(cell => label.test(cell))] ?? '');
    if (date !== '') return date;
  }
  return '';
}

/** `2026-01-05-…`, `20260105-…`, or `2026-01-…` for the end of a month; the number in `INC-2026-004` is no month. */
function dateOfName(name: string): string {
  const compact = /^(\d{4})(\d{2})(\d{2})(?!\d)/.exec(name);
  if (compact) return calendarDate(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  return dateIn(name) || (/^\d{4}-\d{2}(?!\d)/.test(name) ? monthEndIn(name) : '');
}

function agrees(document: TextDocument, name: string): boolean {
  const dates = document.sections.filter(section => section.title !== document.title).map(section => dateIn(section.title));
  return name !== '' && dates.some(date => date !== '' && !areFarApart(date, name));
}
