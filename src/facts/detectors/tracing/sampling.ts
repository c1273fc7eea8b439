import { blankComments } from '../../../lib/comments.ts';
import type { Tree } from '../../../lib/tree.ts';
import type { Read } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { objectsOf } from '../kubernetes.ts';
import { resourcesOf, terraform } from '../terraform-resources.ts';
import type { Sampler } from './trace-finding.ts';

const collectorSamplers = ['tail_sampling', 'probabilistic_sampler'];
const variables = ['OTEL_TRACES_SAMPLER_ARG', 'DD_TRACE_SAMPLE_RATE', 'DD_TRACE_SAMPLING_RULES'];

export const samplingReads: readonly Read[] = [
  { extensions: ['.yaml', '.yml', '.json', '.tpl'], text: [...collectorSamplers, ...variables, 'opentelemetry.io/v1'] },
  { names: ['dockerfile'], text: variables },
  { extensions: ['.env', '.service', '.tf'], text: variables },
  ...terraform('aws_xray_sampling_rule'),
];

export function* samplersIn(file: SourceFile): Generator<Sampler> {
  if (/\.(?:tf|tofu|tf\.json)$/.test(file.path)) {
    for (const { line, name } of resourcesOf(file.hcl(), 'aws_xray_sampling_rule'))
      yield { kind: 'sampler', line, tool: 'aws-xray', how: name };
  }
  if (/\.(?:ya?ml|json|tpl)$/.test(file.path)) yield* configured(file);
  const text = variables.some(variable => file.text.includes(variable)) ? blankComments(file.text, 'hash') : '';
  const found =
    /\b(OTEL_TRACES_SAMPLER_ARG|DD_TRACE_SAMPLE_RATE|DD_TRACE_SAMPLING_RULES)\b["']?\s{0,4}(?:[:=]\s{0,4}|\s{1,80}value:\s{0,4}|,\s{0,80}value\s{0,8}=\s{0,4})["']?([\w.[{]+)/.exec(
      text,
    );
  if (found && !/^(?:1|1\.0+|value)$/.test(found[2] ?? ''))
    yield { kind: 'sampler', line: file.lineAt(found.index), tool: 'environment', how: found[1] ?? '' };
}

function* configured(file: SourceFile): Generator<Sampler> {
  const { text } = file;
  if (!collectorSamplers.some(name => text.includes(name)) && !text.includes('opentelemetry.io/v1')) return;
  for (const document of file.yaml()) {
    if (document.text('apiVersion')?.startsWith('opentelemetry.io/')) continue;
    for (const node of nodes(document)) yield* collectorSampling(node);
  }
  for (const object of objectsOf(file.yaml(), 'opentelemetry.io/Instrumentation')) {
    const sampler = object.get('spec.sampler');
    if (sampler) yield { kind: 'sampler', line: sampler.line, tool: 'opentelemetry-operator', how: sampler.text('type') ?? '' };
  }
  for (const object of objectsOf(file.yaml(), 'opentelemetry.io/OpenTelemetryCollector'))
    yield* collectorSampling(object.get('spec.config'));
}

/** A collector's configuration may be the whole file or a part of chart values. */
function* nodes(document: Tree): Generator<Tree> {
  for (const node of document.walk()) if (node.kind === 'map' && node.entries.has('processors') && node.entries.has('service')) yield node;
}

/** Only a sampler that a pipeline uses does anything. */
function* collectorSampling(config: Tree | undefined): Generator<Sampler> {
  const used = new Set((config?.pairs('service.pipelines') ?? []).flatMap(([, pipeline]) => pipeline.texts('processors')));
  for (const [name, processor] of config?.pairs('processors') ?? []) {
    if (used.has(name) && collectorSamplers.some(each => name === each || name.startsWith(`${each}/`)))
      yield { kind: 'sampler', line: processor.line, tool: 'otel-collector', how: name };
  }
}
