import { type Fact, fact } from '../../model/fact.ts';
import { eventsDetector } from './metric-facts.ts';

export interface ReviewEntry {
  readonly quarter: string;
  readonly reviewedAt: string;
  readonly reviewer: string;
}

/** Reviews that were held, as far as they were by the date. One that was held late is as old as its quarter. */
export function reviewFacts(reviews: readonly ReviewEntry[], asOf: Date): readonly Fact<'review.outcomes'>[] {
  return reviews
    .filter(({ reviewedAt }) => reviewedAt <= asOf.toISOString())
    .map(({ quarter, reviewedAt, reviewer }) => {
      const end = endOfQuarter(quarter);
      const date = (end !== undefined && end < reviewedAt ? end : reviewedAt).slice(0, 10);
      return {
        kind: 'review.outcomes',
        fields: fact('review.outcomes', { topic: 'dora', date, via: 'opsex review' }, { line: 0 }).fields,
        origin: { kind: 'events', reference: `review of ${quarter} by ${reviewer} on ${reviewedAt.slice(0, 10)}` },
        strength: 'observed',
        scope: { service: '', environment: '', production: 'unknown' },
        pathClass: 'own',
        templated: false,
        detector: eventsDetector,
      };
    });
}

/** The first moment after a quarter, in UTC: `2026-10-01T…` for `2026-Q3`. */
function endOfQuarter(quarter: string): string | undefined {
  const [, year, number] = /^(\d{4})-Q([1-4])$/.exec(quarter) ?? [];
  return year === undefined ? undefined : new Date(Date.UTC(Number(year), Number(number) * 3, 1)).toISOString();
}
