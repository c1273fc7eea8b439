import { expect, test } from 'vitest';
import { classifyPromQl } from './classify-promql.ts';
import { readPromQl } from './promql-reading.ts';

const records = new Map([
  ['job:errors:ratio', readPromQl('sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))')],
  ['loop:a', readPromQl('loop:b')],
  ['loop:b', readPromQl('loop:a')],
]);

test.each([
  ['sum(rate(http_requests_total{code=~"5.."}[5m])) > 5', 'symptom', 'errors'],
  ['sum(rate(grpc_server_handled_total{grpc_code!="OK"}[5m])) > 5', 'symptom', 'errors'],
  ['sum(rate(http_requests_total{code!~"2.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.1', 'symptom', 'errors'],
  ['sum(rate(http_requests_total{code=~"4.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.1', 'unknown', 'other'],
  ['job:errors:ratio > 0.05', 'symptom', 'errors'],
  ['loop:a > 1', 'unknown', 'other'],
  ['histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 1', 'symptom', 'latency'],
  ['caddy_http_request_duration_seconds_count{code=~"4.."} / caddy_http_request_duration_seconds_count > 0.1', 'unknown', 'other'],
  ['probe_success == 0', 'symptom', 'availability'],
  ['probe_ssl_earliest_cert_expiry - time() < 86400', 'cause', 'saturation'],
  ['up{job="api"} == 0', 'weak_symptom', 'availability'],
  ['up{job="clickhouse"} == 0', 'cause', 'availability'],
  ['absent(up{job="api"})', 'weak_symptom', 'availability'],
  ['absent(slo:sli_error:ratio_rate5m)', 'meta', 'availability'],
  ['node_load1 > 4', 'cause', 'saturation'],
  ['sum(rate(container_cpu_usage_seconds_total[5m])) > 1', 'cause', 'saturation'],
  ['orders_total < 3', 'unknown', 'other'],
  ['sum(increase(http_requests_total[5m])) == 0', 'symptom', 'traffic'],
  ['prometheus_notifications_dropped_total > 0', 'meta', 'other'],
  ['vector(1)', 'meta', 'other'],
  ['time() - app_last_success_timestamp_seconds > 3600', 'weak_symptom', 'freshness'],
])('%s', (expression, alertClass, signal) => {
  expect(classifyPromQl(readPromQl(expression), records)).toEqual({ class: alertClass, signal });
});

const ratio = (window: string) => `sum(rate(http_requests_total{code=~"5.."}[${window}])) / sum(rate(http_requests_total[${window}]))`;

test.each([
  [`${ratio('1h')} > (14.4 * 0.001) and ${ratio('5m')} > (14.4 * 0.001)`, 'multi_window'],
  [`(${ratio('6h')} > 6 * (1 - 0.999)) and (${ratio('30m')} > 6 * (1 - 0.999))`, 'multi_window'],
  ['http_requests:burnrate5m{slo="a"} > (14 * (1-0.9)) and http_requests:burnrate1h{slo="a"} > (14 * (1-0.9))', 'multi_window'],
  [
    '(slo:sli_error:ratio_rate5m > 0.01 and slo:sli_error:ratio_rate1h > 0.01) or (slo:sli_error:ratio_rate30m > 0.005 and slo:sli_error:ratio_rate6h > 0.005)',
    'multi_window',
  ],
  [`${ratio('1h')} > 14.4 * 0.001`, 'single_window'],
  [`${ratio('5m')} > 0.05`, 'none'],
  [`${ratio('5m')} > 0.05 and ${ratio('10m')} > 0.05`, 'none'],
  ['absent(slo:sli_error:ratio_rate5m)', 'none'],
  ['rate(slow_queries_total[5m]) > 2 * 0.1', 'none'],
  ['node_memory_MemAvailable_bytes < 800 * 1024 * 1024', 'none'],
])('burn rate of %s', (expression, burn) => {
  expect(readPromQl(expression).burn).toBe(burn);
});

test('a thousand alerts are read and classified in half a second', () => {
  const expressions = Array.from({ length: 1000 }, (_, index) => `${ratio(`${index + 1}m`)} > 0.0${index}`);
  const start = performance.now();
  for (const expression of expressions) classifyPromQl(readPromQl(expression), records);
  expect(performance.now() - start).toBeLessThan(2000); // the bound is 0.5 s; a loaded machine gets slack
});

test('hostile expressions end', () => {
  for (const text of ['('.repeat(50_000), '{'.repeat(50_000), 'a'.repeat(1_000_000), '[$'.repeat(20_000)]) readPromQl(text);
});
