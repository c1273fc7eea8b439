import { type MetricName, meaningOf } from '../../model/metric-names.ts';
import type { MetricsJson, SubjectJson } from './contract.ts';

type Value = SubjectJson['values'][number];

/** Base units, as OpenMetrics asks for: the suffix of the name, and the factor. */
const units: Readonly<Record<string, readonly [suffix: string, factor: number]>> = {
  minutes: ['seconds', 60],
  hours: ['seconds', 3600],
  share: ['ratio', 1],
  'per day': ['per_day', 1],
};

/**
 * The values of the window as gauges, with the number of samples of each. Nothing is said where nothing was measured.
 * https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md
 */
export function toOpenMetrics(json: MetricsJson): string {
  const byName = new Map<string, (readonly [subject: string, value: Value])[]>();
  for (const { subject, values } of json.subjects)
    for (const value of values) byName.set(value.name, [...(byName.get(value.name) ?? []), [subject, value]]);
  const lines = [...byName].flatMap(([name, values]) => family(json, name as MetricName, values));
  return `${[...lines, ...samples(json, byName), '# EOF'].join('\n')}\n`;
}

function family(json: MetricsJson, name: MetricName, values: readonly (readonly [string, Value])[]): readonly string[] {
  const [suffix, factor] = units[values[0]?.[1].unit ?? ''] ?? ['', 1];
  const full = `opsex_${name.replaceAll('-', '_')}${suffix && !name.endsWith(suffix) ? `_${suffix}` : ''}`;
  const hasParts = values.some(([subject, { value }]) => subject !== '' && value !== null); // who adds them up must not count the total
  const points = values.flatMap(([subject, value]) =>
    value.value === null || (hasParts && subject === '') ? [] : [`${full}{${labels(json, subject, value)}} ${value.value * factor}`],
  );
  if (points.length === 0) return [];
  return [`# TYPE ${full} gauge`, ...(suffix ? [`# UNIT ${full} ${suffix}`] : []), `# HELP ${full} ${escaped(meaningOf(name))}`, ...points];
}

function samples(json: MetricsJson, byName: ReadonlyMap<string, readonly (readonly [string, Value])[]>): readonly string[] {
  const points = [...byName].flatMap(([name, values]) =>
    values.map(([subject, value]) => `opsex_samples{metric="${name}",${labels(json, subject, value)}} ${value.n}`),
  );
  return ['# TYPE opsex_samples gauge', '# HELP opsex_samples Deployments, commits, incidents or weeks that a value rests on', ...points];
}

function labels({ environment, definition }: MetricsJson, subject: string, { confidence, window }: Value): string {
  const pairs = { service: subject, environment, definition, window_days: String(window.days), basis: confidence.basis };
  return Object.entries(pairs)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',');
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}
