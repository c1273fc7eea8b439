import { type Detector, detector } from '../../detector.ts';
import { languageOf, readsFor, signalsIn } from '../source-signals.ts';
import { exporterReads, exporterSettings } from './exporter-setting.ts';
import { injectionReads, injectionsIn } from './injection.ts';
import { linkTracing } from './link.ts';
import { samplersIn, samplingReads } from './sampling.ts';
import { agentReads, isStartFile, startsIn } from './start.ts';
import { traceCalls } from './trace-calls.data.ts';
import type { TraceFinding } from './trace-finding.ts';

export const tracing: Detector<TraceFinding> = detector<TraceFinding>({
  id: 'tracing',
  title: 'Distributed tracing',
  docs: 'https://opentelemetry.io/docs/languages/',
  reads: [...readsFor(traceCalls), ...agentReads, ...injectionReads, ...samplingReads, ...exporterReads],
  emits: ['trace.setup', 'trace.sampling'],

  *parse(file) {
    const language = languageOf(file.path);
    for (const { line, says } of signalsIn(file, traceCalls)) {
      yield { kind: 'start', how: 'code', language: language ?? 'unknown', line, says, exports: exportsOf(file.text) };
    }
    if (isStartFile(file)) yield* startsIn(file);
    yield* injectionsIn(file);
    yield* samplersIn(file);
    yield* exporterSettings(file);
  },
  link: linkTracing,
});

function exportsOf(text: string): 'yes' | 'no' | 'unknown' {
  if (/\bOTLP|\botlp|exporter|Exporter|tracesSampleRate|traces_sample_rate/.test(text)) {
    const real = /OTLP|otlp|Jaeger|jaeger|Zipkin|zipkin|CloudTrace|AzureMonitor|XRay/.test(text);
    return real
      ? 'yes'
      : /ConsoleSpanExporter|ConsoleExporter|stdouttrace|AddConsoleExporter|LoggingSpanExporter/.test(text)
        ? 'no'
        : 'unknown';
  }
  return 'unknown';
}
