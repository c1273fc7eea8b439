import { descendants, type Element } from '../../../lib/xml.ts';
import type { SourceFile } from '../../source-file.ts';
import { xmlOf } from '../dependencies/xml-manifests.ts';
import { jsonEncoders, jsonLayouts } from './encoders.data.ts';
import type { LogFormat } from './log-finding.ts';

interface Appender {
  readonly name: string;
  readonly line: number;
  readonly format: 'json' | 'text';
  readonly context: boolean;
}

/** https://logback.qos.ch/manual/configuration.html: an appender writes only when the root logger refers to it, directly or through another appender. */
export function* formatsOfLogback(file: SourceFile): Generator<LogFormat> {
  const root = xmlOf(file);
  if (root?.name !== 'configuration') return;
  const appenders = [...descendants(root)].filter(element => element.name === 'appender');
  const wrapped = new Map(appenders.map(each => [each.attributes.name ?? '', refsIn(each)]));
  for (const { names, profiles, scopes } of rootsIn(root, '', [root])) {
    const byName = new Map(scopes.flatMap(appendersOf).map(appender => [appender.name, appender]));
    for (const name of names.flatMap(each => [each, ...(wrapped.get(each) ?? [])])) {
      const appender = byName.get(name);
      if (appender)
        yield {
          kind: 'format',
          language: 'jvm',
          library: 'logback',
          profiles,
          everywhere: 'unknown',
          line: appender.line,
          format: appender.format,
          context: appender.context,
        };
    }
  }
}

interface RootLogger {
  readonly names: readonly string[];
  readonly profiles: string;
  /** Where its appenders are looked up: two profiles may each have one called `stdout`. The last ones hold. */
  readonly scopes: readonly Element[];
}

function* rootsIn(element: Element, profiles: string, scopes: readonly Element[]): Generator<RootLogger> {
  for (const child of element.children) {
    if (child.name === 'root') {
      const conditions = conditionsOf(child);
      yield { names: refsIn(child), profiles: [profiles, ...conditions].filter(Boolean).join(' & '), scopes };
    } else if (child.name === 'springProfile') {
      yield* rootsIn(child, [profiles, child.attributes.name ?? ''].filter(Boolean).join(' & '), [...scopes, child]);
    } else if (['if', 'then', 'else', 'included'].includes(child.name)) yield* rootsIn(child, profiles, scopes);
  }
}

function appendersOf(scope: Element): readonly Appender[] {
  return [...descendants(scope)].filter(element => element.name === 'appender').flatMap(readAppender);
}

/** Inside a root logger each profile may refer to its own appender; only when all stand under one is that the condition. */
function conditionsOf(root: Element): readonly string[] {
  const conditions = root.children.filter(child => child.name === 'springProfile').map(child => child.attributes.name ?? '');
  const always = root.children.some(child => child.name === 'appender-ref');
  return always || conditions.length === 0 ? [] : [conditions.join(' | ')];
}

function refsIn(element: Element): readonly string[] {
  return [...descendants(element)].filter(each => each.name === 'appender-ref').map(each => withDefault(each.attributes.ref ?? ''));
}

/** A variable that nobody sets has the default behind `:-`: https://logback.qos.ch/manual/configuration.html#defaultValuesForVariables */
function withDefault(text: string): string {
  return /^\$\{[^}:]{1,80}:-([^{}]{0,80})\}$/.exec(text)?.[1] ?? text;
}

function readAppender(appender: Element): readonly Appender[] {
  const writers = appender.children.filter(child => child.name === 'encoder' || child.name === 'layout');
  return writers.map(writer => {
    const inner = writer.children.find(child => child.name === 'layout' && child.attributes.class);
    const type = inner?.attributes.class ?? writer.attributes.class ?? '';
    const json = jsonEncoders.some(each => type.endsWith(each));
    return {
      name: appender.attributes.name ?? '',
      line: writer.line,
      format: json ? 'json' : 'text',
      context: writesContext(writer, type),
    };
  });
}

function writesContext(writer: Element, type: string): boolean {
  const parts = [...descendants(writer)];
  if (parts.some(part => part.name === 'includeMdc' && part.text === 'false')) return false;
  const keys = parts.filter(part => part.name === 'includeMdcKeyName').map(part => part.text);
  if (keys.length > 0) return keys.some(key => /trace|correlation|request|call/i.test(key));
  if (type.endsWith('LoggingEventCompositeJsonEncoder')) return parts.some(part => part.name === 'mdc' || /mdc|X\{/.test(part.text));
  if (jsonEncoders.some(each => type.endsWith(each))) return true;
  return parts.some(part => part.name === 'pattern' && /%(?:X|mdc)\b|%X\{/.test(part.text));
}

/** https://logging.apache.org/log4j/2.x/manual/layouts.html; only layouts of appenders that the root logger refers to count. */
export function* formatsOfLog4j(file: SourceFile): Generator<LogFormat> {
  const root = xmlOf(file);
  if (root?.name !== 'Configuration') return;
  const refs = [...descendants(root)].filter(each => /^appender-?ref$/i.test(each.name)).map(each => each.attributes.ref ?? '');
  const appenders = root.children.filter(each => each.name === 'Appenders').flatMap(each => each.children);
  for (const appender of appenders.filter(each => refs.includes(each.attributes.name ?? ''))) {
    for (const layout of appender.children.filter(each => each.name.endsWith('Layout'))) {
      const format = jsonLayouts.includes(layout.name) ? 'json' : 'text';
      const context =
        format === 'json' ||
        [...descendants(layout)].some(each => /%(?:X|mdc|MDC)\b/.test(`${each.text} ${each.attributes.pattern ?? ''}`));
      yield { kind: 'format', language: 'jvm', library: 'log4j2', format, profiles: '', context, everywhere: 'unknown', line: layout.line };
    }
  }
}
