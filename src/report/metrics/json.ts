import { definitionsInWords, type MetricDefinition, type MetricValue } from '../../model/metric.ts';
import { meaningOf } from '../../model/metric-names.ts';
import type { MetricsJson, SubjectJson, ValueJson } from './contract.ts';

/** What was asked. */
export interface Asked {
  readonly environment: string;
  readonly window: { readonly from: Date; readonly to: Date };
  readonly asOf: Date;
  readonly zone: string;
  readonly unit: MetricsJson['by'];
  readonly definition: MetricDefinition;
  readonly linkHours: number;
}

/** What was measured of a service, a team or all together. */
interface MeasuredSubject {
  readonly subject: string;
  readonly values: readonly MetricValue[];
  readonly periods: readonly {
    readonly period: { readonly label: string; readonly complete: boolean };
    readonly values: readonly MetricValue[];
  }[];
}

export function toMetricsJson(measured: readonly MeasuredSubject[], asked: Asked, days: number, version: string): MetricsJson {
  return {
    schema: 'opsex.metrics/1',
    opsex: version,
    asOf: asked.asOf.toISOString(),
    definition: asked.definition,
    counts: definitionsInWords[asked.definition],
    environment: asked.environment,
    window: { from: asked.window.from.toISOString(), to: asked.window.to.toISOString(), days },
    timezone: asked.zone,
    by: asked.unit,
    linkHours: asked.linkHours,
    subjects: measured.map(toSubjectJson),
  };
}

function toSubjectJson({ subject, values, periods }: MeasuredSubject): SubjectJson {
  return {
    subject,
    values: values.map(each => ({
      ...valueJson(each),
      means: meaningOf(each.name),
      window: each.window,
      timezone: each.timezone,
      definition: each.definition,
    })),
    periods: periods.flatMap(({ period: { label, complete }, values: own }) => {
      const window = own[0]?.window;
      return window ? [{ label, complete, window, values: own.map(valueJson) }] : [];
    }),
  };
}

function valueJson({ name, value, unit, n, excluded, assumed, confidence }: MetricValue): ValueJson {
  return { name, value, unit, n, excluded: { ...excluded }, assumed: { ...assumed }, confidence };
}
