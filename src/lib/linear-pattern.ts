import type { RE2JS } from 're2js';

/** Loaded when the first pattern is needed: most runs have none. */
let engine: typeof RE2JS | undefined;

export async function prepareLinearPatterns(): Promise<void> {
  engine ??= (await import('re2js')).RE2JS;
}

export interface LinearPattern {
  /** Names of its groups. */
  readonly groups: readonly string[];
  /** The texts of the named groups at the first match; a group that took no part is absent. */
  find(text: string): Readonly<Record<string, string>> | undefined;
}

const longest = 400;
const largest = 600;

/**
 * A regular expression in the syntax of RE2 that takes time in proportion to the text, whatever it says. Throws a `RangeError` with the reason
 * when it is not one or is too large. `prepareLinearPatterns` must have been called. https://github.com/google/re2/wiki/Syntax
 */
export function linearPattern(source: string): LinearPattern {
  if (!engine) throw new Error('prepareLinearPatterns was not called');
  if (source.length > longest) throw new RangeError(`is longer than ${longest} characters`);
  const compiled = compile(engine, source);
  if (compiled.programSize() > largest) throw new RangeError('repeats too much: smaller counts in braces make it fit');
  const groups = Object.keys(compiled.namedGroups());
  return {
    groups,
    find(text) {
      const matcher = compiled.matcher(text);
      if (!matcher.find()) return undefined;
      return Object.fromEntries(groups.flatMap(name => (matcher.group(name) === null ? [] : [[name, matcher.group(name) ?? '']])));
    },
  };
}

function compile(regex: typeof RE2JS, source: string): RE2JS {
  try {
    return regex.compile(source);
  } catch (error) {
    throw new RangeError((error as Error).message.replace(/^error parsing regexp: /, ''));
  }
}
