import type { Tree } from '../../../lib/tree.ts';
import type { Read } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { objectsOf } from '../kubernetes.ts';
import type { Language } from '../source-signals.ts';
import { literal, resourcesOf, terraform } from '../terraform-resources.ts';
import type { TraceUse } from './trace-calls.data.ts';
import type { TraceStart } from './trace-finding.ts';

const yaml = ['.yaml', '.yml', '.json', '.tpl'];

/** Platforms that instrument what they run. */
export const injectionReads: readonly Read[] = [
  {
    extensions: yaml,
    text: ['instrumentation.opentelemetry.io/inject-', 'autoInstrumentation', 'Tracing: Active', 'admission.datadoghq.com/'],
  },
  ...terraform('aws_lambda_function'),
];

const languages: Readonly<Record<string, Language>> = { java: 'jvm', nodejs: 'node', python: 'python', dotnet: 'dotnet', go: 'go' };

export function* injectionsIn(file: SourceFile): Generator<TraceStart> {
  if (/\.(?:tf|tofu|tf\.json)$/.test(file.path)) yield* tracedFunctions(file);
  else if (/\.(?:ya?ml|json|tpl)$/.test(file.path)) yield* injectedWorkloads(file);
}

function* injectedWorkloads(file: SourceFile): Generator<TraceStart> {
  if (!/inject-|autoInstrumentation|Tracing: Active|admission\.datadoghq/.test(file.text)) return;
  for (const object of objectsOf(file.yaml(), ...workloads)) {
    const service = object.text('metadata.name') ?? '';
    for (const place of ['spec.template.metadata', 'spec.jobTemplate.spec.template.metadata', 'metadata'])
      yield* annotated(object.get(place), service);
  }
  for (const object of objectsOf(file.yaml(), 'nais.io/Application', 'nais.io/Naisjob')) yield* naisInstrumented(object);
  for (const document of file.yaml()) yield* tracedTemplate(document);
}

const workloads = ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'argoproj.io/Rollout', 'batch/CronJob', '/Namespace'];

/** https://opentelemetry.io/docs/platforms/kubernetes/operator/automatic/ */
function* annotated(metadata: Tree | undefined, service: string): Generator<TraceStart> {
  for (const [key, value] of metadata?.pairs('annotations') ?? []) {
    const runtime = /^instrumentation\.opentelemetry\.io\/inject-(\w+)$/.exec(key)?.[1];
    const text = value.text();
    if (runtime && text && text !== 'false')
      yield platform(value, languages[runtime], service, {
        library: 'opentelemetry-operator',
        vendor: '',
        openTelemetry: true,
        intoLogs: true,
      });
    const datadog = /^admission\.datadoghq\.com\/(\w+)-lib\.version$/.exec(key)?.[1];
    if (datadog)
      yield platform(value, languages[datadog === 'js' ? 'nodejs' : datadog], service, {
        library: 'datadog-admission',
        vendor: 'datadog',
        openTelemetry: false,
      });
  }
}

/** https://doc.nais.io/observability/how-to/auto-instrumentation/ */
function* naisInstrumented(object: Tree): Generator<TraceStart> {
  const setting = object.get('spec.observability.autoInstrumentation');
  if (setting?.flag('enabled') !== true) return;
  const language = languages[setting.text('runtime') ?? ''];
  const at = setting.get('enabled') ?? setting;
  yield platform(at, language, object.text('metadata.name') ?? '', {
    library: 'nais-auto-instrumentation',
    vendor: '',
    openTelemetry: true,
    intoLogs: true,
  });
}

function* tracedTemplate(document: Tree): Generator<TraceStart> {
  const everywhere = document.get('Globals.Function.Tracing');
  if (everywhere?.text() === 'Active') yield platform(everywhere, undefined, '', xray);
  for (const [name, resource] of document.pairs('Resources')) {
    const setting = resource.get('Properties.Tracing') ?? resource.get('Properties.TracingConfig.Mode');
    if (/^AWS::(?:Serverless|Lambda)::Function$/.test(resource.text('Type') ?? '') && setting?.text() === 'Active')
      yield platform(setting, undefined, resource.text('Properties.FunctionName') ?? name, xray);
  }
}

const xray: TraceUse = { library: 'aws-lambda', vendor: 'aws', openTelemetry: false };

function* tracedFunctions(file: SourceFile): Generator<TraceStart> {
  for (const { body, name, created } of resourcesOf(file.hcl(), 'aws_lambda_function')) {
    const mode = body.get('tracing_config.mode');
    if (mode?.text() !== 'Active') continue;
    const start = platform(mode, undefined, literal(body, 'function_name') ?? name, xray);
    yield created === 'unknown' ? { ...start, conditional: true } : start;
  }
}

function platform(at: Tree, language: Language | undefined, service: string, says: TraceUse): TraceStart {
  return { kind: 'start', how: 'platform', language: language ?? 'unknown', line: at.line, says, exports: 'yes', service };
}
