import * as z from 'zod';
import { bases, metricDefinitions } from '../../model/metric.ts';

/** The public JSON of outcomes: `opsex.metrics/1`. What stands here is a promise; new optional fields may be added within version 1. */

const counts = z.record(z.string(), z.number().int());
const window = z.strictObject({
  from: z.iso.datetime(),
  to: z.iso.datetime().describe('the first instant that is not in the window any more'),
  days: z.number().int().describe('days in the time zone that the window touches'),
});
const value = {
  name: z.string().describe('name of the metric, as in docs/guides/metrics.md'),
  value: z.number().nullable().describe('null: nothing could be measured; never the same as 0'),
  unit: z.string(),
  n: z.number().int().describe('how many deployments, commits, incidents or weeks it rests on'),
  excluded: counts.describe('what was left out, by reason'),
  assumed: counts.describe('what was counted although a part of it had to be taken from elsewhere, by reason'),
  confidence: z.strictObject({
    basis: z.enum(bases).describe('the weakest of what it rests on'),
    links: z
      .number()
      .nullable()
      .describe('how sure the links between incidents and deployments are, 1 when all are by name; null: there are none'),
  }),
};
const definition = z.enum(metricDefinitions);

export const metricsSchema = z.strictObject({
  schema: z.literal('opsex.metrics/1'),
  opsex: z.string().describe('version of opsex'),
  asOf: z.iso.datetime(),
  definition,
  counts: z.string().optional().describe('what the definition counts, in words'),
  environment: z.string(),
  window,
  timezone: z.string(),
  by: z.enum(['week', 'month', 'quarter']),
  linkHours: z.number().describe('how long after a deployment an incident is put down to it when nothing says so'),
  subjects: z.array(
    z.strictObject({
      subject: z.string().describe("a service or team; '' for all together"),
      services: z.array(z.string()).optional().describe('the services whose events were counted; absent when it is the subject itself'),
      values: z.array(
        z.strictObject({
          ...value,
          means: z.string().optional().describe('the metric in words'),
          window,
          timezone: z.string(),
          definition,
        }),
      ),
      periods: z.array(
        z.strictObject({
          label: z.string().describe('2026-W05, 2026-02 or 2026-Q1'),
          complete: z.boolean().describe('whether all of it lies in the window'),
          window,
          values: z.array(z.strictObject(value)),
        }),
      ),
    }),
  ),
});

export type MetricsJson = z.infer<typeof metricsSchema>;
export type SubjectJson = MetricsJson['subjects'][number];
export type ValueJson = SubjectJson['periods'][number]['values'][number];
