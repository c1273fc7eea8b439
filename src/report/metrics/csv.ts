import { cell } from '../csv.ts';
import type { MetricsJson, ValueJson } from './contract.ts';

const columns = [
  'subject',
  'environment',
  'metric',
  'value',
  'unit',
  'n',
  'period',
  'from',
  'to',
  'timezone',
  'definition',
  'basis',
  'links',
  'excluded',
  'assumed',
];

/** One row for each value, as in RFC 4180; `period` is empty for the whole window. */
export function metricsToCsv(json: MetricsJson): string {
  const rows = json.subjects.flatMap(({ subject, values, periods }) => [
    ...values.map(value => row(json, subject, value, '', value.window)),
    ...periods.flatMap(({ label, window, values: own }) => own.map(value => row(json, subject, value, label, window))),
  ]);
  return [columns.join(','), ...rows, ''].join('\r\n');
}

function row(
  { environment, timezone, definition }: MetricsJson,
  subject: string,
  value: ValueJson,
  period: string,
  { from, to }: { readonly from: string; readonly to: string },
): string {
  const { basis, links } = value.confidence;
  const cells = [subject, environment, value.name, value.value, value.unit, value.n, period, from, to, timezone, definition, basis, links];
  return [...cells, listed(value.excluded), listed(value.assumed)].map(cell).join(',');
}

function listed(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([reason, count]) => `${reason}:${count}`)
    .join(' ');
}
