import { blankComments, type CommentStyle } from '../../lib/comments.ts';
import type { Read } from '../detector.ts';
import type { SourceFile } from '../source-file.ts';
import { isBehindSwitch } from './behind-switch.ts';

/** Something that source code says at one place: data of a detector, matched on code without comments. */
export interface SourceSignal<Says> {
  readonly languages: readonly Language[];
  /** A part of the text without which the pattern cannot match; files without any are never opened. */
  readonly literal: string;
  /** Linear, and with `m` when it uses anchors. Left out: the literal itself. */
  readonly pattern?: RegExp;
  /** Also needed somewhere in the file, mostly the import that gives a common word its meaning. */
  readonly besides?: RegExp;
  /** The file as a whole must not say this. */
  readonly unless?: RegExp;
  readonly says: Says;
}

export interface Said<Says> {
  readonly line: number;
  readonly says: Says;
  /** It happens only where a setting says so. */
  readonly switched: boolean;
}

export type Language = 'node' | 'go' | 'jvm' | 'python' | 'dotnet' | 'ruby' | 'php' | 'rust' | 'elixir';

const languages: Readonly<Record<Language, { readonly extensions: readonly string[]; readonly comments: CommentStyle }>> = {
  node: { extensions: ['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx', '.vue', '.svelte'], comments: 'slashes' },
  go: { extensions: ['.go'], comments: 'slashes' },
  jvm: { extensions: ['.java', '.kt', '.scala', '.groovy'], comments: 'slashes' },
  python: { extensions: ['.py'], comments: 'python' },
  dotnet: { extensions: ['.cs', '.fs'], comments: 'slashes' },
  ruby: { extensions: ['.rb', '.erb', '.slim', '.haml', '.ru', '.rake'], comments: 'hash' },
  php: { extensions: ['.php'], comments: 'slashes-and-hash' },
  rust: { extensions: ['.rs'], comments: 'rust' },
  elixir: { extensions: ['.ex', '.exs'], comments: 'hash' },
};

export function languageOf(path: string): Language | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const extension = name.slice(Math.max(0, name.lastIndexOf('.')));
  return (Object.keys(languages) as Language[]).find(language => languages[language].extensions.includes(extension));
}

/** What to read so that every signal can be found. */
export function readsFor(signals: readonly SourceSignal<unknown>[]): readonly Read[] {
  return (Object.keys(languages) as Language[]).flatMap(language => {
    const text = [...new Set(signals.filter(signal => signal.languages.includes(language)).map(signal => signal.literal))];
    return text.length > 0 ? [{ extensions: languages[language].extensions, text }] : [];
  });
}

/** Each signal at the first place where the file gives it. */
export function* signalsIn<Says>(file: SourceFile, signals: readonly SourceSignal<Says>[]): Generator<Said<Says>> {
  const language = languageOf(file.path);
  if (!language || file.name.endsWith('.min.js')) return;
  for (const signal of signals) {
    if (!signal.languages.includes(language) || !file.text.includes(signal.literal)) continue;
    const code = codeOf(file);
    const at = signal.pattern ? code.search(signal.pattern) : code.indexOf(signal.literal);
    if (at === -1 || signal.unless?.test(code) || (signal.besides && !signal.besides.test(code))) continue;
    yield { line: lineOfMatch(file, code, at), says: signal.says, switched: isBehindSwitch(code, at + blanksAt(code, at)) };
  }
}

/** The text of a source file without its comments; offsets and lines stay true. */
export function codeOf(file: SourceFile): string {
  const language = languageOf(file.path);
  return language ? file.parsed('code', text => blankComments(text, languages[language].comments)) : file.text;
}

/** A match may begin with white space of an earlier line. */
function lineOfMatch(file: SourceFile, code: string, at: number): number {
  return file.lineAt(at + blanksAt(code, at));
}

function blanksAt(code: string, at: number): number {
  return /^\s*/.exec(code.slice(at, at + 200))?.[0].length ?? 0;
}
