import type { MetricValue } from '../../model/metric.ts';
import type { IncidentEntry } from './incident-entries.ts';
import { type Frame, metric } from './values.ts';

const day = 86_400_000;
const year = 365;
/** How long the first records may lag behind a full two years. */
const slack = 31;

/**
 * The share of repeated incidents of the last year minus that of the year before. An incident repeats another when both are of one service and
 * are called alike but for numbers. Titles that are missing decide nothing.
 */
export function repeatTrend(incidents: readonly IncidentEntry[], firstIncident: string | null, frame: Frame): MetricValue {
  const end = Date.parse(frame.window.to);
  const named = incidents.filter(each => keyOf(each) !== undefined);
  const ofYear = (ago: number) =>
    named.filter(({ began }) => {
      const age = (end - Date.parse(began)) / day;
      return age >= ago * year && age < (ago + 1) * year;
    });
  const [last, before] = [ofYear(0), ofYear(1)];
  const isRecorded = firstIncident !== null && (end - Date.parse(firstIncident)) / day >= 2 * year - slack;
  const excluded = { no_title: incidents.length - named.length };
  if (!isRecorded || last.length === 0 || before.length === 0) return metric(frame, 'repeat-incident-trend', null, 0, { excluded });
  return metric(frame, 'repeat-incident-trend', repeatShare(last) - repeatShare(before), Math.min(last.length, before.length), {
    excluded,
  });
}

function repeatShare(incidents: readonly IncidentEntry[]): number {
  return 1 - new Set(incidents.map(keyOf)).size / incidents.length;
}

/** The title without what differs from one time to the next. */
function keyOf({ service, title }: IncidentEntry): string | undefined {
  const words = (title ?? '')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
  return words === '' ? undefined : `${service ?? ''}\n${words}`;
}

/** Groups of incidents that are alike, largest first, of those that came more than once. */
export function repeatedGroups(incidents: readonly IncidentEntry[]): readonly (readonly IncidentEntry[])[] {
  const groups = new Map<string, IncidentEntry[]>();
  for (const incident of incidents) {
    const key = keyOf(incident);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), incident]);
  }
  return [...groups.values()].filter(group => group.length > 1).sort((a, b) => b.length - a.length);
}
