import type { Language, SourceSignal } from '../source-signals.ts';

export interface TraceUse {
  readonly library: string;
  readonly vendor: string;
  readonly openTelemetry: boolean;
  /** The instrumentation puts the trace id into the records of the usual loggers. */
  readonly intoLogs?: true;
}

const otel = (library: string): TraceUse => ({ library, vendor: '', openTelemetry: true });
const agent = (library: string, vendor: string): TraceUse => ({ library, vendor, openTelemetry: false });

/** Where code starts tracing. Importing the API, or making spans without a provider, starts nothing. */
export const traceCalls: readonly SourceSignal<TraceUse>[] = [
  {
    languages: ['node'],
    literal: 'getNodeAutoInstrumentations',
    pattern: /\bgetNodeAutoInstrumentations\s*\(/,
    besides: /\bnew\s+(?:\w+\.)?NodeSDK\s*\(|registerInstrumentations\s*\(/,
    says: { ...otel('opentelemetry-js'), intoLogs: true },
  },
  {
    languages: ['node'],
    literal: 'NodeSDK',
    pattern: /\bnew\s+(?:\w+\.)?NodeSDK\s*\(/,
    unless: /getNodeAutoInstrumentations/,
    says: otel('opentelemetry-js'),
  },
  {
    languages: ['node'],
    literal: 'TracerProvider',
    pattern: /\bnew\s+(?:\w+\.)?(?:Node|Basic|Web)TracerProvider\s*\(/,
    unless: /\bnew\s+(?:\w+\.)?NodeSDK\s*\(/,
    says: otel('opentelemetry-js'),
  },
  { languages: ['node'], literal: '@vercel/otel', pattern: /\bregisterOTel\s*\(/, says: otel('@vercel/otel') },
  {
    languages: ['node'],
    literal: 'dd-trace',
    pattern: /(?:require\(\s*['"]dd-trace['"]\s*\)|\btracer)\s*\.\s*init\s*\(|['"]dd-trace\/init['"]/,
    says: agent('dd-trace', 'datadog'),
  },
  {
    languages: ['node'],
    literal: 'newrelic',
    pattern: /(?:^[ \t]{0,20}import\s+|require\s*\(\s*)['"]newrelic['"]/m,
    says: agent('newrelic', 'newrelic'),
  },
  {
    languages: ['node'],
    literal: 'elastic-apm-node',
    pattern: /elastic-apm-node['"]\s*\)\s*\.\s*start\s*\(|elastic-apm-node\/start|\bapm\.start\s*\(/,
    says: agent('elastic-apm', 'elastic'),
  },
  {
    languages: ['node'],
    literal: 'aws-xray-sdk',
    pattern: /\bAWSXRay\w*\s*\.\s*(?:express\.openSegment|captureAWS|captureHTTPsGlobal|captureAWSv3Client)\s*\(/,
    says: agent('aws-xray-sdk', 'aws'),
  },
  {
    languages: ['node'],
    literal: 'tracesSampleRate',
    pattern: /\btracesSampleRate\s*:\s*(?:0?\.0*[1-9]|[1-9]|[A-Za-z_])/,
    besides: /@sentry\//,
    says: agent('sentry', 'sentry'),
  },

  { languages: ['go'], literal: 'otel.SetTracerProvider', says: otel('opentelemetry-go') },
  { languages: ['go'], literal: 'dd-trace-go', pattern: /\btracer\.Start\s*\(/, says: agent('dd-trace-go', 'datadog') },
  { languages: ['go'], literal: 'newrelic.NewApplication', says: agent('newrelic', 'newrelic') },

  {
    languages: ['jvm'],
    literal: 'OpenTelemetrySdk',
    pattern: /\b(?:AutoConfigured)?OpenTelemetrySdk\s*\.\s*(?:builder|initialize)\s*\(/,
    says: otel('opentelemetry-java'),
  },

  { languages: ['python'], literal: 'set_tracer_provider', pattern: /\bset_tracer_provider\s*\(/, says: otel('opentelemetry-python') },
  {
    languages: ['python'],
    literal: 'configure_azure_monitor',
    pattern: /\bconfigure_azure_monitor\s*\(/,
    says: otel('azure-monitor-opentelemetry'),
  },
  { languages: ['python'], literal: 'logfire', pattern: /\blogfire\.configure\s*\(/, says: otel('logfire') },
  {
    languages: ['python'],
    literal: 'ddtrace',
    pattern: /\bpatch_all\s*\(|^[ \t]{0,20}import\s+ddtrace\.auto\b/m,
    says: agent('ddtrace', 'datadog'),
  },
  { languages: ['python'], literal: 'newrelic.agent', pattern: /\bnewrelic\.agent\.initialize\s*\(/, says: agent('newrelic', 'newrelic') },
  {
    languages: ['python'],
    literal: 'elasticapm',
    pattern: /\bElasticAPM\s*\(|["']elasticapm\.contrib\.django["']/,
    says: agent('elastic-apm', 'elastic'),
  },
  {
    languages: ['python'],
    literal: 'aws_xray_sdk',
    pattern: /\bpatch_all\s*\(|\bxray_recorder\.configure\s*\(/,
    says: agent('aws-xray-sdk', 'aws'),
  },
  {
    languages: ['python'],
    literal: 'traces_sample_rate',
    pattern: /\btraces_sample_rate\s*=\s*(?:0?\.0*[1-9]|[1-9]|[A-Za-z_])/,
    besides: /\bsentry_sdk\b/,
    says: agent('sentry', 'sentry'),
  },

  { languages: ['dotnet'], literal: 'WithTracing', pattern: /\.\s*WithTracing\s*\(/, says: otel('opentelemetry-dotnet') },
  {
    languages: ['dotnet'],
    literal: 'AddOpenTelemetryTracing',
    pattern: /\.\s*AddOpenTelemetryTracing\s*\(/,
    says: otel('opentelemetry-dotnet'),
  },
  { languages: ['dotnet'], literal: 'CreateTracerProviderBuilder', says: otel('opentelemetry-dotnet') },
  {
    languages: ['dotnet'],
    literal: 'AddApplicationInsightsTelemetry',
    pattern: /\.\s*AddApplicationInsightsTelemetry(?:WorkerService)?\s*\(/,
    says: agent('application-insights', 'azure'),
  },

  { languages: ['ruby'], literal: 'OpenTelemetry::SDK', pattern: /\bOpenTelemetry::SDK\.configure\b/, says: otel('opentelemetry-ruby') },
  {
    languages: ['ruby'],
    literal: 'Datadog.configure',
    pattern: /\b\w+\.tracing\.(?:instrument|enabled\s*=\s*true)\b/,
    says: agent('datadog', 'datadog'),
  },
  {
    languages: ['ruby'],
    literal: 'traces_sample',
    pattern: /\.traces_sample(?:_rate\s*=\s*(?:0?\.0*[1-9]|[1-9]|[A-Za-z_])|r\s*=)/,
    besides: /\bSentry\b/,
    says: agent('sentry', 'sentry'),
  },

  {
    languages: ['php'],
    literal: 'OpenTelemetry',
    pattern: /\bSdk::builder\s*\(|\bnew\s+TracerProvider\s*\(/,
    says: otel('opentelemetry-php'),
  },
  {
    languages: ['rust'],
    literal: 'set_tracer_provider',
    pattern: /\bset_tracer_provider\s*\(/,
    besides: /\bopentelemetry/,
    says: otel('opentelemetry-rust'),
  },
  {
    languages: ['rust'],
    literal: 'tracing_opentelemetry',
    pattern: /\btracing_opentelemetry::layer\s*\(|\bOpenTelemetryLayer::new\s*\(/,
    says: otel('opentelemetry-rust'),
  },
  // https://docs.sentry.io/platforms/rust/tracing/
  {
    languages: ['rust'],
    literal: 'traces_sample',
    pattern: /\btraces_sample(?:_rate\s*:\s*(?:0?\.0*[1-9]|[1-9]|[a-z_])|r\s*:\s*Some\b)/,
    besides: /\bsentry::(?:\w+::)*(?:init|ClientOptions|\{[^}]{0,200}\bClientOptions)\b/,
    says: agent('sentry', 'sentry'),
  },
  {
    languages: ['elixir'],
    literal: 'Opentelemetry',
    pattern: /\bOpentelemetry(?:Phoenix|Ecto|Bandit|Cowboy)\.setup\s*\(/,
    says: otel('opentelemetry-erlang'),
  },
];

/** Dependencies that start tracing by themselves once they are on the class path. */
export const selfStarting: readonly { readonly name: string; readonly needs?: string; readonly says: TraceUse }[] = [
  // https://docs.spring.io/spring-boot/reference/actuator/tracing.html; the trace id goes into the MDC
  {
    name: 'io.micrometer:micrometer-tracing-bridge-otel',
    needs: 'org.springframework.boot:spring-boot-starter-actuator',
    says: { ...otel('micrometer-tracing'), intoLogs: true },
  },
  {
    name: 'io.micrometer:micrometer-tracing-bridge-brave',
    needs: 'org.springframework.boot:spring-boot-starter-actuator',
    says: { ...agent('micrometer-tracing', ''), intoLogs: true },
  },
  {
    name: 'io.opentelemetry.instrumentation:opentelemetry-spring-boot-starter',
    says: { ...otel('opentelemetry-spring-boot-starter'), intoLogs: true },
  },
  { name: 'org.springframework.cloud:spring-cloud-starter-sleuth', says: { ...agent('spring-cloud-sleuth', ''), intoLogs: true } },
  // https://quarkus.io/guides/opentelemetry
  { name: 'io.quarkus:quarkus-opentelemetry', says: { ...otel('quarkus-opentelemetry'), intoLogs: true } },
];

/** Dependencies that trace nothing until something starts them: found alone, it stays open whether anything does. */
export const sleeping: readonly { readonly language: Language; readonly name: string; readonly says: TraceUse }[] = [
  { language: 'node', name: '@opentelemetry/sdk-node', says: otel('opentelemetry-js') },
  { language: 'node', name: '@opentelemetry/auto-instrumentations-node', says: otel('opentelemetry-js') },
  { language: 'node', name: 'dd-trace', says: agent('dd-trace', 'datadog') },
  { language: 'node', name: 'newrelic', says: agent('newrelic', 'newrelic') },
  { language: 'node', name: 'elastic-apm-node', says: agent('elastic-apm', 'elastic') },
  { language: 'go', name: 'go.opentelemetry.io/otel/sdk', says: otel('opentelemetry-go') },
  { language: 'python', name: 'opentelemetry-distro', says: otel('opentelemetry-python') },
  { language: 'python', name: 'ddtrace', says: agent('ddtrace', 'datadog') },
  { language: 'python', name: 'newrelic', says: agent('newrelic', 'newrelic') },
  { language: 'ruby', name: 'newrelic_rpm', says: agent('newrelic', 'newrelic') },
  { language: 'ruby', name: 'opentelemetry-sdk', says: otel('opentelemetry-ruby') },
];

/** What starts an agent from outside of the code: a start command, an environment variable, a Java option. */
export const agentStarts: readonly {
  readonly literal: string;
  readonly pattern: RegExp;
  readonly language: Language | 'unknown';
  readonly says: TraceUse;
}[] = [
  {
    // https://aws-otel.github.io/docs/getting-started/lambda
    literal: 'AWS_LAMBDA_EXEC_WRAPPER',
    pattern:
      /\bAWS_LAMBDA_EXEC_WRAPPER["']?\s{0,20}[:= ]\s{0,20}["']?\/opt\/otel-(?:instrument|handler|proxy-handler|stream-handler|sqs-handler)\b/,
    language: 'unknown',
    says: otel('opentelemetry-lambda'),
  },
  {
    // https://docs.datadoghq.com/serverless/aws_lambda/instrumentation/
    literal: 'AWS_LAMBDA_EXEC_WRAPPER',
    pattern: /\bAWS_LAMBDA_EXEC_WRAPPER["']?\s{0,20}[:= ]\s{0,20}["']?\/opt\/datadog_wrapper\b/,
    language: 'unknown',
    says: agent('datadog-lambda', 'datadog'),
  },
  {
    literal: 'opentelemetry-javaagent',
    pattern: /-javaagent:\S{0,200}opentelemetry-javaagent\S{0,40}\.jar/,
    language: 'jvm',
    says: { ...otel('opentelemetry-javaagent'), intoLogs: true },
  },
  {
    literal: 'dd-java-agent',
    pattern: /-javaagent:\S{0,200}dd-java-agent\S{0,40}\.jar/,
    language: 'jvm',
    says: { ...agent('dd-java-agent', 'datadog'), intoLogs: true },
  },
  {
    literal: 'elastic-apm-agent',
    pattern: /-javaagent:\S{0,200}elastic-apm-agent\S{0,40}\.jar/,
    language: 'jvm',
    says: { ...agent('elastic-apm', 'elastic'), intoLogs: true },
  },
  { literal: 'newrelic', pattern: /-javaagent:\S{0,200}newrelic\S{0,40}\.jar/, language: 'jvm', says: agent('newrelic', 'newrelic') },
  {
    literal: 'applicationinsights-agent',
    pattern: /-javaagent:\S{0,200}applicationinsights-agent\S{0,40}\.jar/,
    language: 'jvm',
    says: { ...agent('application-insights', 'azure'), intoLogs: true },
  },
  {
    literal: 'auto-instrumentations-node/register',
    pattern: /(?:--require|--import|-r)[= ]\S{0,3}@opentelemetry\/auto-instrumentations-node\/register/,
    language: 'node',
    says: { ...otel('opentelemetry-js'), intoLogs: true },
  },
  {
    literal: 'dd-trace/init',
    pattern: /(?:--require|--import|-r)[= ]\S{0,3}dd-trace\/(?:init|register\.js|initialize\.mjs)/,
    language: 'node',
    says: agent('dd-trace', 'datadog'),
  },
  { literal: 'newrelic', pattern: /(?:--require|--import|-r)[= ]newrelic\b/, language: 'node', says: agent('newrelic', 'newrelic') },
  {
    literal: 'opentelemetry-instrument',
    pattern: /(?:^|[\s"'[;&=/])opentelemetry-instrument["',]{0,2}\s/m,
    language: 'python',
    says: otel('opentelemetry-python'),
  },
  { literal: 'ddtrace-run', pattern: /(?:^|[\s"'[;&=/])ddtrace-run["',]?\s/m, language: 'python', says: agent('ddtrace', 'datadog') },
  {
    literal: 'newrelic-admin',
    pattern: /(?:^|[\s"'[;&=/])newrelic-admin["',]*\s{1,4}["']?run-program\b/m,
    language: 'python',
    says: agent('newrelic', 'newrelic'),
  },
];
