import { type Fact, fact, type Strength } from '../../model/fact.ts';
import type { Basis, MetricValue } from '../../model/metric.ts';

/** A number with the events that say most about it. */
export interface Outcome {
  readonly value: MetricValue;
  /** `source:id` of events, the most telling ones first. */
  readonly events: readonly string[];
  /** Nothing happened that could be measured, although events of the kind come in. */
  readonly quiet?: boolean;
}

/** Id of what looks for outcomes, as the search record names it. */
export const eventsDetector = 'events';

/** What events weigh: events of the tools were observed, releases are what a team applied, and what git lets guess is only declared. */
const strengthOf: Readonly<Record<Basis, Strength>> = { events: 'observed', releases: 'applied', git: 'declared', attested: 'declared' };

/** Outcomes as facts about the workload as a whole. `null` becomes a fact that knows no value, never 0. */
export function metricFacts(outcomes: readonly Outcome[]): readonly Fact<'metric'>[] {
  return outcomes.map(outcome => {
    const { value } = outcome;
    const draft = fact(
      'metric',
      {
        name: value.name,
        known: value.value !== null,
        quiet: outcome.quiet === true,
        value: value.value ?? 0,
        unit: value.unit,
        n: value.n,
        definition: value.definition,
        windowDays: value.window.days,
        basis: value.confidence.basis,
      },
      { line: 0 },
    );
    return {
      kind: 'metric',
      fields: draft.fields,
      origin: { kind: 'events', reference: referenceOf(outcome) },
      strength: strengthOf[value.confidence.basis],
      scope: { service: '', environment: '', production: 'yes' },
      pathClass: 'own',
      templated: false,
      detector: eventsDetector,
    };
  });
}

function referenceOf({ value, events }: Outcome): string {
  if (events.length === 0) return value.n > 0 ? `from ${value.n} records` : 'no event';
  const more = value.n - events.length;
  return `${events.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
