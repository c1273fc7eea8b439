import { type FactDraft, fact, type Known } from '../../../model/fact.ts';
import type { Located, Scene } from '../../detector.ts';
import { concerns, moduleFolders } from '../modules.ts';
import { selfStarted } from '../tracing/link.ts';
import { tracing } from '../tracing/tracing.ts';
import type { LogFinding, LogFormat } from './log-finding.ts';
import { holdsInProduction } from './profiles.ts';

type Correlation = 'none' | 'request' | 'trace';

export function* linkLogging(findings: readonly Located<LogFinding>[], scene: Scene): Generator<FactDraft> {
  const moduleOf = moduleFolders(scene);
  const correlationOf = correlations(findings, scene, moduleOf);
  const seen = new Set<string>();
  for (const { path, finding } of byWeight(findings)) {
    const module = moduleOf(path);
    const own = scene.classOf(path) === 'own';
    const key = [module, finding.language, finding.library, finding.format, own].join(':');
    if (seen.has(key)) continue;
    seen.add(key);
    const { language, library, format, line } = finding;
    const everywhere = everywhereOf(finding, module, findings);
    yield fact('log.setup', { language, library, format, everywhere, correlation: correlationOf(path, finding) }, { path, line });
  }
}

/** The formats, those first that hold without a condition. */
function byWeight(findings: readonly Located<LogFinding>[]): readonly Located<LogFormat>[] {
  const formats = findings.filter((each): each is Located<LogFormat> => each.finding.kind === 'format');
  const weight = ({ finding }: Located<LogFormat>) => (finding.everywhere === 'no' ? 2 : finding.profiles === '' ? 0 : 1);
  return [...formats].sort((a, b) => weight(a) - weight(b));
}

function everywhereOf(finding: LogFormat, module: string, findings: readonly Located<LogFinding>[]): Known {
  if (finding.language !== 'jvm' || finding.library === 'aws-lambda') return finding.everywhere;
  const active = findings.flatMap(each => (each.finding.kind === 'profiles' && concerns(each.path, module) ? each.finding.names : []));
  return holdsInProduction(finding.profiles, new Set(active));
}

function correlations(findings: readonly Located<LogFinding>[], scene: Scene, moduleOf: (path: string) => string) {
  const traced = [...scene.findings(tracing), ...selfStarted(scene)];
  return (path: string, { language, context, library }: LogFormat): Correlation => {
    const module = moduleOf(path);
    const ids = findings.flatMap(each =>
      each.finding.kind === 'id' && each.finding.language === language && moduleOf(each.path) === module ? [each.finding.correlation] : [],
    );
    if (ids.includes('trace')) return 'trace';
    const hooked =
      language === 'node' ? ['pino', 'winston', 'bunyan', 'nestjs-pino'].includes(library) : language === 'jvm' ? context : true;
    const injected = traced.some(each => {
      if (!concerns(each.path, module) && !concernsService(each.finding, module)) return false;
      if (each.finding.kind === 'log-injection') return each.finding.language === language || each.finding.language === 'unknown';
      return (
        each.finding.kind === 'start' &&
        each.finding.says.intoLogs === true &&
        (each.finding.language === language || each.finding.language === 'unknown')
      );
    });
    if (hooked && injected && (language !== 'python' || traced.some(each => each.finding.kind === 'log-injection'))) return 'trace';
    return ids.includes('request') && (language !== 'jvm' || context) ? 'request' : 'none';
  };
}

function concernsService(finding: { readonly kind: string; readonly service?: string }, module: string): boolean {
  return finding.service !== undefined && finding.service !== '' && module.slice(module.lastIndexOf('/') + 1) === finding.service;
}
