import { type Detector, detector } from '../../detector.ts';
import { isProduction, tierOf } from '../../production.ts';
import type { SourceFile } from '../../source-file.ts';
import { codeOf, languageOf, readsFor, signalsIn } from '../source-signals.ts';
import { linkLogging } from './link.ts';
import { idCalls, logCalls } from './log-calls.data.ts';
import type { LogFinding } from './log-finding.ts';
import { formatsOfLog4j, formatsOfLogback } from './logback.ts';
import { settingsIn, settingsReads } from './settings.ts';

export const logging: Detector<LogFinding> = detector<LogFinding>({
  id: 'logging',
  title: 'Log formats of services',
  docs: 'https://opentelemetry.io/docs/specs/otel/logs/data-model/',
  reads: [
    ...readsFor([...logCalls, ...idCalls]),
    { extensions: ['.xml'], path: /(?:^|\/)log(?:back|4j2)[\w.-]{0,60}\.xml$/ },
    ...settingsReads,
  ],
  emits: ['log.setup'],

  *parse(file) {
    const language = languageOf(file.path);
    if (language && isOfPipeline(file.path)) return;
    if (language) {
      const everywhere = environmentOf(file);
      for (const { line, says } of signalsIn(file, logCalls)) {
        const format = says.format === 'json' && prettified(file) ? 'text' : says.format;
        yield { kind: 'format', language, line, library: says.library, format, profiles: '', context: false, everywhere };
      }
      for (const { line, says } of signalsIn(file, idCalls)) yield { kind: 'id', language, line, correlation: says.correlation };
    } else if (file.name.startsWith('logback')) yield* formatsOfLogback(file);
    else if (file.name.startsWith('log4j2') && file.name.endsWith('.xml')) yield* formatsOfLog4j(file);
    else yield* settingsIn(file);
  },
  link: linkLogging,
});

/** Programs that only a pipeline starts serve nobody. */
function isOfPipeline(path: string): boolean {
  return /^\.(?:github|gitlab|circleci|buildkite)\//.test(path);
}

/** Rails and its like keep one file an environment. */
function environmentOf(file: SourceFile): 'yes' | 'no' | 'unknown' {
  const environment = /(?:^|\/)(?:environments|config\/env)\/([\w-]+)\.\w+$/.exec(file.path)?.[1] ?? '';
  if (environment === '') return 'unknown';
  return isProduction(environment) === 'yes' ? 'yes' : tierOf(environment) === 'unknown' ? 'unknown' : 'no';
}

/** A pretty printer takes the JSON away, unless a condition keeps it to developers. */
function prettified(file: SourceFile): boolean {
  const code = codeOf(file);
  const at = code.search(/target\s*:\s*['"]pino-pretty['"]|prettyPrint\s*:\s*true/);
  if (at === -1) return false;
  const before = code.slice(Math.max(0, at - 300), at);
  return !/\?|\bif\b|&&|NODE_ENV|\b[iI]s(?:Dev|Local|Prod)/.test(before);
}
