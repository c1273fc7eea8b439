import { blankComments } from '../../../lib/comments.ts';
import type { Tree } from '../../../lib/tree.ts';
import type { Known } from '../../../model/fact.ts';
import type { Read } from '../../detector.ts';
import { isProduction, tierOf } from '../../production.ts';
import type { SourceFile } from '../../source-file.ts';
import type { Language } from '../source-signals.ts';
import { resourcesOf, terraform } from '../terraform-resources.ts';
import { jsonFormatters, jsonLayouts } from './encoders.data.ts';
import type { ActiveProfiles, LogFormat } from './log-finding.ts';

const spring = /(?:^|\/)(?:application|bootstrap)(?:-[\w-]{1,60})?\.(?:ya?ml|properties)$/;

const log4jProperties = /(?:^|\/)log4j2(?:[-.][\w-]{1,60})?\.properties$/;

/** Settings files that decide the form of logs, and start files that switch Spring profiles on. */
export const settingsReads: readonly Read[] = [
  { extensions: ['.yml', '.yaml', '.properties'], path: spring, text: ['logging', 'quarkus', 'profiles'] },
  {
    extensions: ['.json'],
    path: /(?:^|\/)appsettings(?:\.[\w-]{1,60})?\.json$/,
    text: ['JsonFormatter', 'FormatterName', 'EcsTextFormatter', '"json"'],
  },
  { extensions: ['.properties'], path: log4jProperties, text: ['layout.type'] },
  { names: ['nlog.config'], text: ['JsonLayout'] },
  { extensions: ['.yml', '.yaml'], path: /(?:^|\/)config\/packages\/[\w/.-]{1,100}$/, text: ['monolog.formatter'] },
  { extensions: ['.yml', '.yaml'], text: ['LogFormat: JSON', 'LogFormat: "JSON"', "LogFormat: 'JSON'"] },
  ...terraform('aws_lambda_function'),
  { names: ['dockerfile', 'procfile'], text: ['SPRING_PROFILES_ACTIVE', 'spring.profiles.active'] },
  { extensions: ['.yml', '.yaml', '.service', '.sh', '.tf', '.env', '.json'], text: ['SPRING_PROFILES_ACTIVE', 'spring.profiles.active'] },
];

export function* settingsIn(file: SourceFile): Generator<LogFormat | ActiveProfiles> {
  if (spring.test(file.path)) yield* springSettings(file);
  else if (log4jProperties.test(file.path)) yield* log4jSettings(file);
  else if (file.name.toLowerCase() === 'nlog.config') yield* nlogSettings(file);
  else if (/(?:^|\/)appsettings/.test(file.path)) yield* dotnetSettings(file);
  else if (file.text.includes('monolog.formatter') && /\.ya?ml$/.test(file.path)) yield* symfonySettings(file);
  if (/\.(?:tf|tofu|tf\.json)$/.test(file.path)) {
    if (file.text.includes('logging_config')) yield* terraformFunctions(file);
  } else if (file.text.includes('LogFormat') && /\.ya?ml$/.test(file.path)) yield* templateFunctions(file);
  if (/SPRING_PROFILES_ACTIVE|spring\.profiles\.active/.test(file.text)) yield* startedProfiles(file);
}

/** https://docs.spring.io/spring-boot/reference/features/logging.html#features.logging.structured, https://quarkus.io/guides/logging#json-logging */
function* springSettings(file: SourceFile): Generator<LogFormat | ActiveProfiles> {
  const profile = /-([\w-]+)\.\w+$/.exec(file.name)?.[1] ?? '';
  for (const { key, text, line, under } of settingsOf(file)) {
    const profiles = [profile, under].filter(Boolean).join(' & ');
    if (/^logging\.structured\.format\.(?:console|file)$/.test(key) && /^(?:ecs|gelf|logstash)$/.test(text))
      yield format('jvm', 'spring-boot', line, { profiles, context: true });
    const quarkus = /^(?:%(\w+)\.)?quarkus\.log\.console\.json(?:\.enabled)?$/.exec(key);
    if (quarkus)
      yield {
        ...format('jvm', 'quarkus', line, { profiles: quarkus[1] ?? profiles, context: true }),
        format: text === 'true' ? 'json' : 'text',
      };
    if (key === 'spring.profiles.active' && profile === '' && under === '') yield { kind: 'profiles', line, names: listed(text) };
    if (/^spring\.profiles\.group\.\w+/.test(key) && isProduction(key.slice(22)) === 'yes')
      yield { kind: 'profiles', line, names: listed(text) };
  }
}

interface Setting {
  readonly key: string;
  readonly text: string;
  readonly line: number;
  readonly under: string;
}

function settingsOf(file: SourceFile): readonly Setting[] {
  if (!file.name.endsWith('.properties')) {
    return file.yaml().flatMap(document => {
      const under = document.text('spring.config.activate.on-profile') ?? '';
      return [...leaves(document, '', 0)].map(([key, tree]) => ({
        key,
        text: tree.text() ?? tree.texts().join(','),
        line: tree.line,
        under,
      }));
    });
  }
  return file.text.split('\n').flatMap((row, index) => {
    const [, key, text] = /^[ \t]{0,40}([^#!\s=:][^\s=:]{0,200})[ \t]{0,40}[=:](.*)$/.exec(row) ?? [];
    return key && text !== undefined ? [{ key, text: text.trim(), line: index + 1, under: '' }] : [];
  });
}

function* leaves(tree: Tree, prefix: string, depth: number): Generator<readonly [string, Tree]> {
  if (tree.kind !== 'map' || depth > 20) {
    yield [prefix, tree];
    return;
  }
  for (const [key, value] of tree.pairs()) yield* leaves(value, prefix === '' ? key : `${prefix}.${key}`, depth + 1);
}

/** https://logging.apache.org/log4j/2.x/manual/configuration.html#java-properties */
function* log4jSettings(file: SourceFile): Generator<LogFormat> {
  for (const { key, text, line } of settingsOf(file)) {
    if (!/^appender\.[\w.]{1,80}\.layout\.type$/.test(key)) continue;
    yield { ...format('jvm', 'log4j2', line, { context: true }), format: jsonLayouts.includes(text) ? 'json' : 'text' };
  }
}

/** https://github.com/NLog/NLog/wiki/JsonLayout */
function* nlogSettings(file: SourceFile): Generator<LogFormat> {
  const at = blankXmlComments(file.text).search(/<layout\b[^>]{0,200}\bxsi:type="JsonLayout"/);
  if (at >= 0) yield format('dotnet', 'nlog', file.lineAt(at), {});
}

function blankXmlComments(text: string): string {
  return text
    .split('<!--')
    .map((part, index) => {
      const end = part.indexOf('-->');
      return index === 0
        ? part
        : `    ${part.slice(0, end === -1 ? part.length : end + 3).replace(/[^\n]/g, ' ')}${end === -1 ? '' : part.slice(end + 3)}`;
    })
    .join('');
}

function* dotnetSettings(file: SourceFile): Generator<LogFormat> {
  const json = file.json();
  const environment = /appsettings\.([\w-]+)\.json$/i.exec(file.name)?.[1] ?? '';
  const everywhere =
    environment === '' ? 'unknown' : isProduction(environment) === 'yes' ? 'yes' : tierOf(environment) === 'unknown' ? 'unknown' : 'no';
  const console = json?.get('Logging.Console.FormatterName');
  if (console?.text()?.toLowerCase() === 'json') yield format('dotnet', 'Microsoft.Extensions.Logging', console.line, { everywhere });
  const sinks = json?.get('Serilog.WriteTo');
  for (const node of sinks ? sinks.walk() : []) {
    if (node.kind === 'map') {
      const formatter = node.key('formatter');
      if (jsonFormatters.test(formatter?.text() ?? formatter?.text('type') ?? ''))
        yield format('dotnet', 'serilog', formatter?.line ?? node.line, { everywhere });
    }
  }
}

/** https://symfony.com/doc/current/logging.html */
function* symfonySettings(file: SourceFile): Generator<LogFormat> {
  for (const document of file.yaml()) {
    const parts = [['', document], ...document.pairs().filter(([key]) => key.startsWith('when@'))] as const;
    for (const [key, part] of parts) {
      const environment = key.slice(5) || (/config\/packages\/(\w+)\//.exec(file.path)?.[1] ?? '');
      for (const [, handler] of part.pairs('monolog.handlers')) {
        if (!jsonFormatters.test(handler.text('formatter') ?? '')) continue;
        yield format('php', 'monolog', handler.get('formatter')?.line ?? handler.line, {
          everywhere: environment === '' ? 'unknown' : isProduction(environment),
        });
      }
    }
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html; not the logs that other services deliver. */
function* terraformFunctions(file: SourceFile): Generator<LogFormat> {
  for (const { body } of resourcesOf(file.hcl(), 'aws_lambda_function')) {
    const setting = body.get('logging_config.log_format');
    if (setting?.text()?.toUpperCase() === 'JSON') yield format(languageOfRuntime(body.text('runtime')), 'aws-lambda', setting.line, {});
  }
}

function* templateFunctions(file: SourceFile): Generator<LogFormat> {
  for (const document of file.yaml()) {
    const functions = document
      .pairs('Resources')
      .flatMap(([, resource]) =>
        /^AWS::(?:Serverless|Lambda)::Function$/.test(resource.text('Type') ?? '') ? [resource.get('Properties')] : [],
      );
    for (const properties of [document.get('Globals.Function'), ...functions]) {
      const setting = properties?.get('LoggingConfig.LogFormat');
      if (setting?.text() === 'JSON') yield format(languageOfRuntime(properties?.text('Runtime')), 'aws-lambda', setting.line, {});
    }
  }
}

function languageOfRuntime(runtime: string | undefined): Language {
  const name = /^[a-z]+/.exec(runtime ?? '')?.[0] ?? '';
  return (
    ({ nodejs: 'node', python: 'python', java: 'jvm', dotnet: 'dotnet', ruby: 'ruby', provided: 'go' } as Record<string, Language>)[name] ??
    'node'
  );
}

const started = /\b(?:SPRING_PROFILES_ACTIVE|spring\.profiles\.active)\b["']?(?:\s{0,4}[:=]\s{0,4}|\s{1,80}value:\s{0,4})["']?([\w,.-]+)/;

function* startedProfiles(file: SourceFile): Generator<ActiveProfiles> {
  if (spring.test(file.path)) return;
  const found = started.exec(blankComments(file.text, 'hash'));
  if (found) yield { kind: 'profiles', line: file.lineAt(found.index), names: listed(found[1] ?? '') };
}

function listed(text: string): readonly string[] {
  return text
    .split(/[\s,]+/)
    .filter(name => /^[\w.-]+$/.test(name))
    .slice(0, 20);
}

function format(
  language: Language,
  library: string,
  line: number,
  rest: { profiles?: string; context?: boolean; everywhere?: Known },
): LogFormat {
  return { kind: 'format', format: 'json', language, library, line, profiles: '', context: false, everywhere: 'unknown', ...rest };
}
