import type { Tree } from '../../../lib/tree.ts';
import type { Read } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { objectsOf } from '../kubernetes.ts';
import type { MetricSource } from './metric-finding.ts';

const texts = [
  'spanmetrics',
  'span_metrics',
  'span-metrics',
  'istio-injection',
  'istio.io/rev',
  'istio.io/dataplane-mode',
  'linkerd.io/inject',
];

/** Metrics that somebody makes from traces, or a mesh from the traffic. */
export const derivedReads: readonly Read[] = [{ extensions: ['.yaml', '.yml', '.json', '.tpl'], text: texts }];

export function* derivedIn(file: SourceFile): Generator<MetricSource> {
  if (!/\.(?:ya?ml|json|tpl)$/.test(file.path) || !texts.some(text => file.text.includes(text))) return;
  for (const document of file.yaml()) {
    for (const node of document.walk()) yield* fromTraces(node);
  }
  for (const object of objectsOf(file.yaml(), '/Namespace', 'apps/Deployment', 'apps/StatefulSet')) yield* meshed(object);
}

/** What a collector only prints is nowhere to be looked at: https://opentelemetry.io/docs/collector/components/exporter/ */
function leaves(pipeline: Tree): boolean {
  const exporters = pipeline.texts('exporters');
  return exporters.length === 0 || exporters.some(name => !/^(?:debug|logging|nop)(?:\/|$)/.test(name));
}

/** The connector works only as the end of a pipeline of traces and the beginning of one of metrics. */
function* fromTraces(node: Tree): Generator<MetricSource> {
  if (node.kind !== 'map') return;
  for (const [name, connector] of node.pairs('connectors')) {
    if (!/^span_?metrics(?:\/|$)/.test(name)) continue;
    const pipelines = node.pairs('service.pipelines');
    const fed = pipelines.some(([kind, pipeline]) => kind.startsWith('traces') && pipeline.texts('exporters').includes(name));
    const read = pipelines.some(
      ([kind, pipeline]) => kind.startsWith('metrics') && pipeline.texts('receivers').includes(name) && leaves(pipeline),
    );
    if (fed && read) yield derived('otel-collector', connector.line);
  }
  const processors = node.get('metrics_generator.processors') ?? node.get('metrics_generator_processors');
  if (processors?.texts().includes('span-metrics')) yield derived('tempo', processors.line);
}

function derived(library: string, line: number): MetricSource {
  return { kind: 'use', via: 'derived', language: '', library, line, complete: 'yes' };
}

const meshes: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'istio-injection': ['istio', ['enabled']],
  'istio.io/rev': ['istio', []],
  'linkerd.io/inject': ['linkerd', ['enabled', 'ingress']],
};

function* meshed(object: Tree): Generator<MetricSource> {
  const places = ['metadata.labels', 'metadata.annotations', 'spec.template.metadata.annotations', 'spec.template.metadata.labels'];
  for (const [key, value] of places.flatMap(place => object.pairs(place))) {
    const [library, values] = meshes[key] ?? [];
    if (library && values && (values.length === 0 || values.includes(value.text() ?? '')))
      yield { kind: 'use', via: 'mesh', language: '', library, line: value.line, complete: 'yes' };
  }
}
