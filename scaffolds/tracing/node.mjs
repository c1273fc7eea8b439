// Start it before everything else: node --import ./src/tracing.mjs src/server.js
import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { ParentBasedSampler, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace-base';

const sdk = new NodeSDK({
  serviceName: '«service»',
  traceExporter: new OTLPTraceExporter({ url: '«collector»/v1/traces' }),
  // who calls us has decided already whether the request is traced
  sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(Number('«sample»')) }),
  instrumentations: [getNodeAutoInstrumentations({ '@opentelemetry/instrumentation-fs': { enabled: false } })],
});
sdk.start();

// the last spans before a stop are often the ones that explain it
process.once('SIGTERM', () => sdk.shutdown().finally(() => process.exit(0)));
