import type { Known } from '../../../model/fact.ts';
import type { Ecosystem } from '../dependencies/dependency.ts';
import type { SourceSignal } from '../source-signals.ts';

export interface MetricUse {
  readonly library: string;
  /** A histogram of requests counts them, tells failures by a label and measures how long they took. */
  readonly complete: Known;
}

const whole = (library: string): MetricUse => ({ library, complete: 'yes' });

/** Names of histograms that measure requests. Gauges and counters alone do not say how long anything took. */
const request = String.raw`[^;)]{0,200}(?:request|http|rpc|grpc|handler|endpoint|response|latency)\w{0,60}(?:duration|latency|seconds|time|ms)`;

export const metricCalls: readonly SourceSignal<MetricUse>[] = [
  {
    languages: ['node'],
    literal: 'express-prom-bundle',
    pattern: /\b(?:promBundle|prometheusMiddleware|expressPromBundle)\s*\(/,
    says: whole('express-prom-bundle'),
  },
  { languages: ['node'], literal: 'fastify-metrics', pattern: /\.register\s*\(/, says: whole('fastify-metrics') },
  {
    languages: ['node'],
    literal: 'prom-client',
    pattern: new RegExp(String.raw`\bnew\s+(?:\w+\.)?(?:Histogram|Summary)\s*\(${request}`, 'i'),
    says: whole('prom-client'),
  },
  { languages: ['go'], literal: 'promhttp.InstrumentHandlerDuration', says: whole('client_golang') },
  {
    languages: ['go'],
    literal: 'NewHistogram',
    pattern: new RegExp(String.raw`\bNew(?:Histogram|Summary)Vec\s*\(${request}`, 'i'),
    says: whole('client_golang'),
  },
  {
    languages: ['go'],
    literal: 'providers/prometheus',
    pattern: /\bWithServerHandlingTimeHistogram\s*\(/,
    says: whole('go-grpc-middleware'),
  },
  // otelhttp and otelgrpc measure only when a meter provider exports
  { languages: ['go'], literal: 'otel.SetMeterProvider', besides: /\botel(?:http|grpc|gin|echo|mux)\./, says: whole('opentelemetry-go') },
  {
    languages: ['python'],
    literal: 'prometheus_fastapi_instrumentator',
    pattern: /\bInstrumentator\s*\(/,
    says: whole('prometheus-fastapi-instrumentator'),
  },
  { languages: ['python'], literal: 'starlette_exporter', pattern: /\bPrometheusMiddleware\b\s*[,)]/, says: whole('starlette-exporter') },
  {
    languages: ['python'],
    literal: 'prometheus_flask_exporter',
    pattern: /\b\w*PrometheusMetrics(?:\.for_app_factory)?\s*\(/,
    says: whole('prometheus-flask-exporter'),
  },
  { languages: ['python'], literal: 'django_prometheus.middleware', says: whole('django-prometheus') },
  {
    languages: ['python'],
    literal: 'prometheus_client',
    pattern: new RegExp(String.raw`\b(?:Histogram|Summary)\s*\(${request}`, 'i'),
    says: whole('prometheus-client'),
  },
  { languages: ['dotnet'], literal: 'UseHttpMetrics', pattern: /\.\s*UseHttpMetrics\s*\(/, says: whole('prometheus-net') },
  {
    languages: ['dotnet'],
    literal: 'WithMetrics',
    pattern: /\.\s*AddAspNetCoreInstrumentation\s*\(/,
    besides: /\.\s*WithMetrics\s*\(/,
    says: whole('opentelemetry-dotnet'),
  },
  // https://ktor.io/docs/server-metrics-micrometer.html
  { languages: ['jvm'], literal: 'MicrometerMetrics', pattern: /\binstall\s*\(\s*MicrometerMetrics\b/, says: whole('micrometer') },
  { languages: ['ruby'], literal: 'PrometheusExporter::Middleware', says: whole('prometheus_exporter') },
  { languages: ['ruby'], literal: 'Prometheus::Middleware::Collector', says: whole('prometheus-client') },
  {
    languages: ['rust'],
    literal: 'PrometheusMetricLayer',
    pattern: /\bPrometheusMetricLayer(?:Builder)?::/,
    says: whole('axum-prometheus'),
  },
  {
    languages: ['rust'],
    literal: 'istogram',
    pattern: new RegExp(String.raw`\b(?:HistogramOpts::new|histogram_opts!|register_histogram_vec!|histogram!)\s*\(${request}`, 'i'),
    says: whole('prometheus'),
  },
  // fields of a struct of metrics: how long requests took, and how they ended
  {
    languages: ['rust'],
    literal: 'HistogramVec',
    pattern: /\b(?:http_)?(?:request|response)s?_(?:times?|durations?|latency|latencies)(?:_\w{1,20})?\s*:\s*HistogramVec\b/,
    besides: /\b(?:request|response)\w{0,40}status\w{0,20}\s*:\s*\w{0,10}CounterVec\b/,
    says: whole('prometheus'),
  },
];

/** Agents that measure every request once they are there: as a library, and what shows that they are switched on. */
export const agents: readonly { readonly ecosystem: Ecosystem; readonly name: string; readonly switch: string }[] = [
  { ecosystem: 'ruby', name: 'skylight', switch: 'SKYLIGHT_' }, // https://www.skylight.io/support/getting-set-up
  { ecosystem: 'ruby', name: 'newrelic_rpm', switch: 'NEW_RELIC_' },
  { ecosystem: 'ruby', name: 'scout_apm', switch: 'SCOUT_' },
];
