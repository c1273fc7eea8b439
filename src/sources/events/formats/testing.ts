import { formatOf, openRecord, unfold } from '../deliveries.ts';
import { gather, projectOne } from '../project.ts';
import { type ReadingWishes, readingRules } from './reading.ts';

const latest = '2026-07-01T00:00:00.000Z';

export interface Told {
  readonly formats: readonly string[];
  /** `deployment`, `incident`, … -> rows without what is not known. */
  readonly [kind: string]: unknown;
}

/** What messages tell: parts of events by kind, artifacts, problems and why messages were left out. */
export function told(messages: readonly unknown[], wishes: Partial<ReadingWishes> = {}): Told {
  const result: Record<string, unknown[]> = { formats: [] };
  const add = (name: string, values: readonly unknown[]) => {
    if (values.length > 0) result[name] = [...(result[name] ?? []), ...values];
  };
  for (const delivery of messages.flatMap(each => unfold(openRecord(each)))) {
    const format = formatOf(delivery);
    add('formats', [format?.id ?? 'none']);
    if (!format) continue;
    const rules = readingRules({ source: format.id, constants: new Map(), deploys: [], incidentLabels: [], ...wishes });
    const { events, problems, skipped, left } = projectOne(format, delivery, rules, latest);
    const { rows, artifacts } = gather(events, rules.source);
    for (const [kind, list] of rows) add(kind, list.map(withoutUnknown));
    add('artifacts', artifacts);
    add('problems', problems);
    add('skipped', skipped);
    add('left', left);
  }
  return { ...result, formats: [...new Set(result.formats as string[])] };
}

function withoutUnknown(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}
