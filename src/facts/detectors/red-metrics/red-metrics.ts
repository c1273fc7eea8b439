import { blankComments } from '../../../lib/comments.ts';
import { type Detector, detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { languageOf, readsFor, signalsIn } from '../source-signals.ts';
import { derivedIn, derivedReads } from './derived.ts';
import { linkMetrics } from './link.ts';
import { agents, metricCalls } from './metric-calls.data.ts';
import type { MetricFinding } from './metric-finding.ts';

const spring = /(?:^|\/)application(?:-[\w-]{1,60})?\.(?:ya?ml|properties)$/;
const switches = agents.map(agent => agent.switch);

export const redMetrics: Detector<MetricFinding> = detector<MetricFinding>({
  id: 'red-metrics',
  title: 'Request rate, errors and duration',
  docs: 'https://grafana.com/blog/2018/08/02/the-red-method-how-to-instrument-your-services/',
  reads: [
    ...readsFor(metricCalls),
    { extensions: ['.yml', '.yaml', '.properties'], path: spring, text: ['exposure'] },
    { extensions: ['.yml', '.yaml', '.tf', '.env', '.json'], text: switches },
    ...derivedReads,
  ],
  emits: ['metric.red'],

  *parse(file) {
    const language = languageOf(file.path) ?? '';
    for (const { line, says, switched } of signalsIn(file, metricCalls)) {
      yield { kind: 'use', language, line, via: 'library', ...says, ...(switched ? { complete: 'unknown' } : {}) };
    }
    if (spring.test(file.path)) yield* exposures(file);
    if (language === '' && switches.some(each => file.text.includes(each))) yield* switchesIn(file);
    yield* derivedIn(file);
  },
  link: linkMetrics,
});

/** https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.exposing */
function* exposures(file: SourceFile): Generator<MetricFinding> {
  const found = /exposure\.?\s{0,80}:?\s{0,80}include\s{0,4}[:=]([^\n]{0,300}(?:\n\s{1,40}-[^\n]{0,80}){0,20})/.exec(
    blankComments(file.text, 'hash'),
  );
  if (found && /\bprometheus\b|\*/.test(found[1] ?? '')) yield { kind: 'exposed', line: file.lineAt(found.index) };
}

function* switchesIn(file: SourceFile): Generator<MetricFinding> {
  const text = blankComments(file.text, 'hash');
  for (const each of switches) {
    const found = new RegExp(
      String.raw`\b${each}(?:ENABLED["']?\s{0,4}[:=]\s{0,4}["']?true|AUTHENTICATION|LICENSE_KEY|KEY|MONITOR["']?\s{0,4}[:=]\s{0,4}["']?true)`,
    ).exec(text);
    if (found) yield { kind: 'switch', name: each, line: file.lineAt(found.index) };
  }
}
