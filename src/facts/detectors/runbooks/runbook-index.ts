import type { TextDocument } from '../../../lib/text-document.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';

/** A list of at least two documents of the same sources; `tracked` when it keeps their status or owner. */
export function indexOf(document: TextDocument): FactDraft<'runbook.index'> | undefined {
  const targets = new Set(
    document.sections.flatMap(section => section.links.map(link => link.url)).filter(url => !/^(?:https?:|#|mailto:)/.test(url)),
  );
  const tables = document.sections.flatMap(section => section.tables);
  const tracked = tables.some(table => table.header.some(cell => /status|coverage|reviewed|owner/i.test(cell)));
  return targets.size >= 2 ? fact('runbook.index', { entries: targets.size, tracked }, { line: document.titleLine }) : undefined;
}
