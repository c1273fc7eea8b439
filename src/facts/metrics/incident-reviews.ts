import type { Fact } from '../../model/fact.ts';
import type { MetricValue } from '../../model/metric.ts';
import type { IncidentEntry } from './incident-entries.ts';
import { percentile } from './percentile.ts';
import { type Frame, metric } from './values.ts';
import { workingDaysBetween } from './working-days.ts';

const halfYear = 183;
/** A postmortem may take this many working days; an incident that is younger lacks none yet. */
const patience = 5;
/** The severity at which a postmortem is called for: the highest. */
const calling = 1;
const day = 86_400_000;

/** An incident that called for a postmortem, with the one that was found. */
export interface ReviewedIncident {
  readonly incident: IncidentEntry;
  /** `record`: the incident itself names one; a fact: a document is about its day; none. */
  readonly postmortem: 'record' | Fact<'postmortem'> | 'none';
}

/** Incidents of the last six months that called for a postmortem: the most severe ones that are over for some days. */
export function reviewedIncidents(
  incidents: readonly IncidentEntry[],
  postmortems: readonly Fact<'postmortem'>[],
  now: Date,
): readonly ReviewedIncident[] {
  const left = new Set(postmortems.filter(fact => !fact.fields.drill));
  return incidents
    .filter(incident => callsForOne(incident, now))
    .map(incident => {
      if (incident.postmortem) return { incident, postmortem: 'record' };
      const found = [...left].find(fact => isAbout(fact, incident));
      if (!found) return { incident, postmortem: 'none' };
      left.delete(found);
      return { incident, postmortem: found };
    });
}

function callsForOne({ severity, resolved }: IncidentEntry, now: Date): boolean {
  if (severity === null || severity > calling || resolved === null) return false;
  return Date.parse(resolved) >= now.getTime() - halfYear * day && workingDaysBetween(resolved, now.toISOString()) > patience;
}

/** A document names the incident, or is of the day that it began, give or take the time zone. */
function isAbout({ fields }: Fact<'postmortem'>, { id, began }: IncidentEntry): boolean {
  if (id.length >= 4 && fields.title.toLowerCase().includes(id.toLowerCase())) return true;
  const date = Date.parse(fields.date.slice(0, 10));
  return !Number.isNaN(date) && Math.abs(date - Date.parse(began.slice(0, 10))) <= day;
}

/** How many of them have no postmortem. With incidents of unknown severity, none that is missing is not known to be none. */
export function missingPostmortems(
  reviewed: readonly ReviewedIncident[],
  incidents: readonly IncidentEntry[],
  isConnected: boolean,
  frame: Frame,
): MetricValue {
  const missing = reviewed.filter(each => each.postmortem === 'none').length;
  const from = new Date(Date.parse(frame.window.to) - halfYear * day).toISOString();
  const unrated = incidents.filter(({ severity, began }) => severity === null && began >= from).length;
  const known = missing > 0 || (unrated === 0 && isConnected);
  return metric(frame, 'incidents-without-postmortem', known ? missing : null, reviewed.length, { excluded: { no_severity: unrated } });
}

/** Working days from the end of an incident to its postmortem, where the day of both is known. */
export function postmortemDelay(reviewed: readonly ReviewedIncident[], frame: Frame): MetricValue {
  const delays = reviewed.flatMap(({ incident, postmortem }) => {
    if (typeof postmortem === 'string' || !/^\d{4}-\d{2}-\d{2}/.test(postmortem.fields.published) || incident.resolved === null) return [];
    return [Math.max(0, workingDaysBetween(incident.resolved, postmortem.fields.published))];
  });
  const excluded = { no_day_of_postmortem: reviewed.length - delays.length };
  return metric(frame, 'postmortem-delay-p90', percentile(delays, 0.9), delays.length, { excluded });
}
