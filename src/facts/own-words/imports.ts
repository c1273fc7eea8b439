import { codeOf, type Language, languageOf } from '../detectors/source-signals.ts';
import type { SourceFile } from '../source-file.ts';

export interface Use {
  readonly name: string;
  readonly line: number;
}

/** One import a line, with the name that is imported; linear. */
const forms: Readonly<Record<Language, RegExp>> = {
  node: /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*["'`]([^"'`\s]{1,200})["'`]/,
  go: /^\s*(?:import\s+)?(?:[\w.]+\s+)?"([^"\s]{1,200})"\s*$/,
  jvm: /^\s*import\s+(?:static\s+)?([\w.]{1,200})/,
  python: /^\s*(?:import|from)\s+([\w.]{1,200})/,
  dotnet: /^\s*(?:global\s+)?(?:using|open)\s+(?:static\s+)?([\w.]{1,200})/,
  ruby: /^\s*(?:require|gem)\s*\(?\s*["']([^"'\s]{1,200})["']/,
  php: /^\s*use\s+\\?([\w\\]{1,200})/,
  rust: /^\s*(?:pub\s+)?(?:use|extern\s+crate)\s+([\w:]{1,200})/,
  elixir: /^\s*(?:use|import|alias|require)\s+([\w.]{1,200})/,
};
const mostLength = 1000;
const mostUses = 200;

/** What a source file imports; comments do not count. */
export function importsOf(file: SourceFile): readonly Use[] {
  const language = languageOf(file.path);
  if (!language) return [];
  const uses: Use[] = [];
  for (const [index, line] of codeOf(file).split('\n').entries()) {
    const name = line.length > mostLength ? undefined : forms[language].exec(line)?.[1];
    if (name !== undefined && uses.length < mostUses) uses.push({ name, line: index + 1 });
  }
  return uses;
}

/** The image on which the last stage of a Dockerfile builds, stages followed. https://docs.docker.com/reference/dockerfile/#from */
export function baseImageOf(text: string): Use | undefined {
  const stages = new Map<string, Use>();
  let last: Use | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const [, image, stage] = /^\s*FROM\s+(?:--\S{1,100}\s+)?(\S{1,300})(?:\s+AS\s+(\S{1,100}))?\s*$/i.exec(line.slice(0, mostLength)) ?? [];
    if (image === undefined) continue;
    last = stages.get(image.toLowerCase()) ?? { name: image, line: index + 1 };
    if (stage !== undefined) stages.set(stage.toLowerCase(), last);
  }
  return last;
}
