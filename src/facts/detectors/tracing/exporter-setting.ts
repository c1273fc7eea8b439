import { blankComments } from '../../../lib/comments.ts';
import type { Known } from '../../../model/fact.ts';
import type { Located, Read } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { concerns } from '../modules.ts';
import type { ExporterSetting, TraceFinding } from './trace-finding.ts';

/** https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
const variables = ['OTEL_TRACES_EXPORTER', 'OTEL_SDK_DISABLED', 'OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'];

/** Files that run the service where it counts: not those of developers and pipelines. */
export const exporterReads: readonly Read[] = [
  { names: ['dockerfile', 'containerfile', 'procfile'], text: variables },
  { extensions: ['.service', '.tf'], text: variables },
  { extensions: ['.yaml', '.yml'], path: /^(?!(?:.*\/)?(?:docker-)?compose)(?!\.github\/)/, text: variables },
];

const setting =
  /\b(OTEL_TRACES_EXPORTER|OTEL_SDK_DISABLED|OTEL_EXPORTER_OTLP(?:_TRACES)?_ENDPOINT)["']?(?:\s{0,4}[:=]\s{0,4}|\s{1,4}|\s{1,80}value\s{0,4}[:=]\s{0,4})["']?([^\s"',]{1,200})/g;

export function* exporterSettings(file: SourceFile): Generator<ExporterSetting> {
  if (!variables.some(variable => file.text.includes(variable)) || /(?:^|\/)(?:docker-)?compose|^\.github\//.test(file.path)) return;
  for (const [, name = '', value = ''] of blankComments(file.text, 'hash').matchAll(setting)) {
    if (name === 'OTEL_SDK_DISABLED') {
      if (value.toLowerCase() === 'true') yield { kind: 'exporter', sends: 'no' };
    } else if (name !== 'OTEL_TRACES_EXPORTER') yield { kind: 'exporter', sends: 'yes' };
    else yield { kind: 'exporter', sends: /^(?:none|console|logging)$/.test(value) ? 'no' : value.includes('otlp') ? 'yes' : 'unknown' };
  }
}

/** Whether the environment of a module lets its spans leave: several settings that disagree leave it open. */
export function sendsUnder(module: string, findings: readonly Located<TraceFinding>[]): Known {
  const said = new Set(
    findings.flatMap(({ path, finding }) => (finding.kind === 'exporter' && concerns(path, module) ? [finding.sends] : [])),
  );
  if (said.has('no')) return said.size === 1 ? 'no' : 'unknown';
  return said.has('yes') ? 'yes' : 'unknown';
}
