import { chapterOf, type TextDocument } from '../../../lib/text-document.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { spoken } from '../documents/phrases.ts';
import { documentExtensions, documentOf, headingsIn, isPlaceholder, isTemplateName } from '../documents/reading.ts';
import { type Entry, entriesOfCsv, entriesOfDocument, entriesOfTree } from '../documents/records.ts';

const logPath = /(?:^|\/)(?:drift[-_]?log|drift[-_]?register|drift[-_]?history|drift[-_]?incidents)[^/]*\.(?:md|csv|ya?ml|adoc)$/i;
const heading = /\b(?:configuration|config|infrastructure|infra|terraform|iac)?[- ]?drift\b/i;
const otherDrift =
  /\b(?:data|model|concept|feature|schema|calibration|prediction|clock|label|target|psi|covariate)[- ]?drift|drift (?:postmortem|drill)/i;
/** Logs of drift in what a model learned from: their names, headings or columns say so. */
const otherLog = new RegExp(`${otherDrift.source}|^(?:model|model_name|dataset|feature)$`, 'i');
const infrastructure = /\b(?:terraform|tofu|infrastructure|iac|console|cloud|state|cluster|argo ?cd|resources?)\b/i;
const severity = /\b(?:critical|high|medium|low|sev-?[0-4]|p[0-4]|kritisch|hoch|mittel|niedrig)\b/gi;
const limit = /\b\d+\s*(?:h|hours?|d|days?|minutes?|stunden|tage|timer)\b|\b(?:next sprint|within the sprint|same day)\b/i;

/** Documents about drift of infrastructure: its time limits and its log. Drift of data and models is another matter. */
export const driftDocuments = detector<FactDraft>({
  id: 'drift-documents',
  title: 'Time limits for drift and the log of drift',
  docs: 'https://developer.hashicorp.com/terraform/tutorials/state/resource-drift',
  reads: [
    { extensions: [...documentExtensions, '.csv', '.yml', '.yaml'], path: logPath },
    { extensions: documentExtensions, text: ['drift', 'Drift'] },
  ],
  emits: ['drift.policy', 'drift.log'],

  *parse(file) {
    const isDocument = !/\.(?:csv|ya?ml)$/i.test(file.path);
    if (logPath.test(file.path) && !isTemplateName(file.name)) {
      const entries = isDocument
        ? entriesOfDocument(documentOf(file))
        : file.path.endsWith('.csv')
          ? entriesOfCsv(file.text)
          : file.yaml().flatMap(tree => entriesOfTree(tree, ['entries', 'items', 'drift', 'log']));
      const titles = isDocument ? headingsIn(file.text) : [];
      const isOther = [spoken(file.path), ...titles, ...(entries[0]?.values.keys() ?? [])].some(text => otherLog.test(text));
      if (entries.length > 0 && !isOther)
        yield fact('drift.log', { entries: entries.length, resolved: entries.filter(isResolved).length }, { line: entries[0]?.line ?? 1 });
    }
    if (isDocument && headingsIn(file.text).some(isDriftHeading)) {
      const policy = policyIn(documentOf(file));
      if (policy) yield policy;
    }
  },
});

function isDriftHeading(title: string): boolean {
  return heading.test(title) && !otherDrift.test(title);
}

function isResolved(entry: Entry): boolean {
  const value = (...names: readonly string[]) =>
    names
      .map(name => entry.values.get(name) ?? '')
      .join(' ')
      .trim();
  if (/\b(?:resolved|closed|done|fixed|codified|reverted|erledigt)\b/i.test(value('status', 'state'))) return true;
  return /\d/.test(value('resolved', 'resolved_at', 'resolution_time', 'closed', 'resolution_date'));
}

/** At least two severities with a time limit each, in a chapter on drift of infrastructure. */
function policyIn(document: TextDocument): FactDraft<'drift.policy'> | undefined {
  for (const [index, section] of document.sections.entries()) {
    if (section.depth === 0 || !isDriftHeading(section.title)) continue;
    const lines = chapterOf(document, index).flatMap(part => part.lines);
    if (!lines.some(line => infrastructure.test(line.text)) && !infrastructure.test(section.title)) continue;
    const severities = new Set(lines.flatMap(({ text }) => (limit.test(text) ? (text.toLowerCase().match(severity) ?? []) : [])));
    if (severities.size >= 2 && !isPlaceholder(document, 100))
      return fact('drift.policy', { severities: severities.size }, { line: section.line });
  }
  return undefined;
}
