import type { SourceFile } from '../../source-file.ts';
import { codeOf, type Language } from '../source-signals.ts';
import type { FlagConstant, FlagFinding, Reading, Registry } from './flag-finding.ts';

const definition =
  /^[ \t]{0,40}(?:export\s+)?(?:default\s+)?(?:public\s+)?(?:final\s+)?(?:static\s+)?(?:class|module|object|enum(?:\s+class)?|const|var|type)\s+(\w{0,40}(?:[fF]lags?|[tT]oggles?|FLAGS|TOGGLES|Features))\b/gm;
const fromOutside = /\bENV\b|process\.env|import\.meta\.env|os\.environ|os\.[gG]etenv|System\.getenv|FEATURE_|load_file|const_get|@Value/;
const constant = /^[ \t]{0,40}([A-Z]\w{2,60})\s*=\s*((?:[A-Z]\w{0,40})?(?:Flag|Toggle))\.new\s*\(/gm;
const reading =
  /\b([A-Z]\w{2,60})(?:(?:\.|::)(\w{2,60}))?\.(?:enabled\?|disabled\?|active\?|isEnabled\b|is_enabled\b|enabled\b|isActive\b|IsEnabled\b)/g;
const call =
  /\b(\w{0,40}(?:[fF]lags?|[tT]oggles?|FLAGS|TOGGLES|Features))(?:\.|\[|::)(?:isEnabled|is_enabled|enabled|IsEnabled|isOn|is_on|active|get|[A-Z_]{4,60}\b|["'][\w.-]{2,60}["']\])/g;

export const registryLiterals: readonly string[] = ['Flag', 'Toggle', 'FLAGS', 'flags', 'toggles', 'Features'];
export const readingLiterals: readonly string[] = [
  '.enabled?',
  '.disabled?',
  '.active?',
  '.isEnabled',
  '.is_enabled',
  '.isActive',
  'IsEnabled',
];
const most = 60;

export function* homeGrownIn(file: SourceFile, language: Language): Generator<FlagFinding> {
  const code = codeOf(file);
  if (/[Ff]lag|[Tt]oggle|FLAG|Features/.test(file.path) || /[fF]eature_?(?:Flag|Toggle|flag|toggle)/.test(code))
    yield* registries(file, code, language);
  yield* constants(file, code);
  yield* readings(file, code, language);
}

/** A class or a map of switches whose values come from outside of the code; a bare list of names or a country's flag is none. */
function* registries(file: SourceFile, code: string, language: Language): Generator<Registry> {
  if (!fromOutside.test(code)) return;
  for (const match of [...code.matchAll(definition)].slice(0, most)) {
    const name = match[1] ?? '';
    if (/feature|^flags?$|toggle/i.test(name)) yield { kind: 'registry', name, language, line: file.lineAt(match.index) };
  }
}

function* constants(file: SourceFile, code: string): Generator<FlagConstant> {
  for (const match of [...code.matchAll(constant)].slice(0, most)) {
    yield { kind: 'constant', name: match[1] ?? '', registry: match[2] ?? '', line: file.lineAt(match.index) };
  }
}

function* readings(file: SourceFile, code: string, language: Language): Generator<Reading> {
  const seen = new Set<string>();
  for (const match of [...code.matchAll(reading), ...code.matchAll(call)].slice(0, most)) {
    const name = match[1] ?? '';
    if (seen.has(name)) continue;
    seen.add(name);
    yield { kind: 'reading', name, language, line: file.lineAt(match.index) };
  }
}
