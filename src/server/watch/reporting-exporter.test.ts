import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { expect, test } from 'vitest';
import { ReportingExporter } from './reporting-exporter.ts';

test('that spans cannot be sent is said once, and once that they can again', () => {
  const said: string[] = [];
  let isDown = false;
  const exporter = new ReportingExporter(
    {
      export: (_, done) => done(isDown ? { code: 1, error: new Error('connect ECONNREFUSED') } : { code: 0 }),
      shutdown: async () => {},
    },
    (level, message) => said.push(`${level} ${message}`),
  );
  const results: number[] = [];
  const send = () => exporter.export([{} as ReadableSpan, {} as ReadableSpan], ({ code }) => results.push(code));
  send();
  isDown = true;
  send();
  send();
  isDown = false;
  send();
  send();
  expect(said).toEqual([
    'warn traces cannot be sent (connect ECONNREFUSED); requests go on without',
    'info traces are sent again; 4 spans were lost',
  ]);
  expect(results).toEqual([0, 0, 0, 0, 0]);
});
