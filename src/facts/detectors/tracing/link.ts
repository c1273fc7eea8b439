import { type FactDraft, fact, type Known } from '../../../model/fact.ts';
import type { Located, Scene } from '../../detector.ts';
import { dependencies, dependenciesAround } from '../dependencies/dependencies.ts';
import { ecosystemOf } from '../dependencies/ecosystems.ts';
import { concerns, moduleFolders } from '../modules.ts';
import { sendsUnder } from './exporter-setting.ts';
import { selfStarting, sleeping } from './trace-calls.data.ts';
import type { TraceFinding, TraceStart } from './trace-finding.ts';

export function* linkTracing(findings: readonly Located<TraceFinding>[], scene: Scene): Generator<FactDraft> {
  const seen = new Set<string>();
  const moduleOf = moduleFolders(scene);
  const starts = [...startsOf(findings), ...selfStarted(scene)];
  for (const { path, finding } of starts) {
    const key = `${finding.how === 'code' ? moduleOf(path) : path}:${finding.service ?? ''}:${finding.says.library}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield setup(path, withExporter(finding, moduleOf(path), findings), finding.conditional ? 'unknown' : 'yes');
  }
  for (const each of asleep(scene)) {
    const module = moduleOf(each.path);
    if (!starts.some(start => start.finding.says.vendor === each.finding.says.vendor && concerns(start.path, module)))
      yield setup(each.path, each.finding, 'unknown');
  }
  for (const { path, finding } of findings) {
    if (finding.kind === 'sampler') yield fact('trace.sampling', { tool: finding.tool, how: finding.how }, { path, line: finding.line });
  }
}

/** What the code leaves open the environment decides, except when a platform exports by itself. */
function withExporter(start: TraceStart, module: string, findings: readonly Located<TraceFinding>[]): TraceStart {
  if (!start.says.openTelemetry || start.how === 'platform') return start;
  const sends = sendsUnder(module, findings);
  return sends === 'no' || start.exports === 'unknown' ? { ...start, exports: sends === 'unknown' ? start.exports : sends } : start;
}

/** What starts tracing, New Relic only with distributed tracing on. */
function startsOf(findings: readonly Located<TraceFinding>[]): readonly Located<TraceStart>[] {
  const off = findings.some(({ finding }) => finding.kind === 'newrelic-ini' && !finding.distributed);
  return findings.filter(
    (each): each is Located<TraceStart> =>
      each.finding.kind === 'start' && !(off && each.finding.language === 'python' && each.finding.says.vendor === 'newrelic'),
  );
}

/** Starters that trace by being there. */
export function selfStarted(scene: Scene): readonly Located<TraceStart>[] {
  const around = dependenciesAround(scene);
  return scene.findings(dependencies).flatMap(({ path, finding: { name, line, dev, ecosystem } }) => {
    const starter = dev || ecosystem !== 'jvm' ? undefined : selfStarting.find(each => each.name === name);
    if (!starter || (starter.needs && !around(path, 'jvm').some(each => each.name === starter.needs))) return [];
    return [
      {
        path,
        finding: {
          kind: 'start' as const,
          how: 'code' as const,
          language: 'jvm' as const,
          line,
          says: starter.says,
          exports: 'unknown' as const,
        },
      },
    ];
  });
}

function asleep(scene: Scene): readonly Located<TraceStart>[] {
  return scene.findings(dependencies).flatMap(({ path, finding: { name, line, dev, ecosystem } }) => {
    const found = dev ? undefined : sleeping.find(each => each.name === name && ecosystemOf[each.language] === ecosystem);
    return found
      ? [
          {
            path,
            finding: {
              kind: 'start' as const,
              how: 'code' as const,
              language: found.language,
              line,
              says: found.says,
              exports: 'unknown' as const,
            },
          },
        ]
      : [];
  });
}

function setup(path: string, { language, says, exports, line, service, how }: TraceStart, initialised: Known): FactDraft {
  const { library, vendor, openTelemetry } = says;
  const exporting = exports === 'unknown' && vendor !== '' && how === 'agent' ? 'yes' : exports;
  return fact(
    'trace.setup',
    { language: language === 'unknown' ? '' : language, library, vendor, openTelemetry, initialised, exports: exporting },
    { path, line, ...(service ? { scope: { service } } : {}) },
  );
}
