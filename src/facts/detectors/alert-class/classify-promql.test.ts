import { expect, test } from 'vitest';
import { classifyPromQl } from './classify-promql.ts';
import { readPromQl } from './promql-reading.ts';

const records = new Map([
  ['job:errors:ratio', readPromQl('sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))')],
  ['l1', readPromQl('sum(rate(http_requests_total{code=~"5.."}[5m]))')],
  ...[2, 3, 4, 5, 6].map(level => [`l${level}`, readPromQl(`l${level - 1} / 2`)] as const),
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
  ['histogram_fraction(0, 0.2, rate(http_request_duration_seconds[1h])) < 0.9', 'symptom', 'latency'],
  ['http_request_duration_seconds{quantile="0.99"} > 1', 'symptom', 'latency'],
  ['rate(http_request_duration_seconds_sum[5m]) / rate(http_request_duration_seconds_count[5m]) > 1', 'symptom', 'latency'],
  ['rate(http_requests_total{code!="200"}[5m]) > 1', 'symptom', 'errors'],
  ['slo:sli_error:ratio_rate1h > 14.4 * 0.001', 'symptom', 'burn_rate'],
  ['l4 > 1', 'symptom', 'errors'],
  ['l6 > 1', 'unknown', 'other'], // resolved at most four deep
  ['synthetic_check_success == 0', 'symptom', 'availability'],
  ['probe_success == 0', 'symptom', 'availability'],
  ['probe_ssl_earliest_cert_expiry - time() < 86400', 'cause', 'saturation'],
  ['up{job="api"} == 0', 'weak_symptom', 'availability'],
  ['up{job="clickhouse"} == 0', 'cause', 'availability'],
  ['absent(up{job="api"})', 'weak_symptom', 'availability'],
  ['absent(slo:sli_error:ratio_rate5m)', 'meta', 'availability'],
  ['node_load1 > 4', 'cause', 'saturation'],
  ['redis_up == 0', 'weak_symptom', 'availability'],
  ['up{job="node-exporter"} == 0', 'cause', 'availability'],
  ['jvm_memory_used_bytes > 1', 'cause', 'saturation'],
  ['go_goroutines > 1000', 'cause', 'saturation'],
  ['process_open_fds > 1000', 'cause', 'saturation'],
  ['pg_replication_slots > 1', 'cause', 'saturation'],
  ['rabbitmq_queue_messages > 1000', 'cause', 'saturation'],
  ['kube_pod_container_status_restarts_total > 5', 'cause', 'saturation'],
  ['predict_linear(node_filesystem_avail_bytes[6h], 86400) < 0', 'cause', 'saturation'],
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
  ['slo:errors:ratio_rate1h > 5 * 0.001', 'single_window'],
  ['slo:errors:ratio_rate1h > 36 * 0.001 and slo:errors:ratio_rate5m > 36 * 0.001', 'multi_window'],
  ['slo:errors:ratio_rate1h > 100 * 0.001 and slo:errors:ratio_rate5m > 100 * 0.001', 'none'],
  ['slo:errors:ratio_rate1h > 0.5 * 0.001 and slo:errors:ratio_rate5m > 0.5 * 0.001', 'none'],
  ['slo:errors:ratio_rate10m > 14.4 * 0.001 and slo:errors:ratio_rate5m > 14.4 * 0.001', 'single_window'],
  ['slo:errors:ratio_rate1h > 14.4 * 0.001 and slo:latency:ratio_rate1h > 14.4 * 0.001', 'single_window'],
  ['slo:errors:ratio_rate1h > 14.4 * 0.001 or slo:errors:ratio_rate5m > 14.4 * 0.001', 'single_window'],
  [
    '(slo:e:ratio_rate1h > 14.4 * 0.001 and slo:e:ratio_rate5m > 14.4 * 0.001) or (slo:e:ratio_rate6h > 6 * 0.001 and slo:e:ratio_rate30m > 6 * 0.001)',
    'multi_window',
  ],
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
