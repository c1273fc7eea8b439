import type { SourceFile } from '../../source-file.ts';
import type { Callee } from './callees.ts';
import { isIdle, readScript } from './read-script.ts';

/** The scripts of a package.json; those that npm runs before and after are part of them. */
export function scriptsOfPackage(file: SourceFile): readonly Callee[] {
  const scripts = new Map(
    (file.json()?.pairs('scripts') ?? []).map(([name, value]) => [name, { text: value.text() ?? '', line: value.line }]),
  );
  return [...scripts].map(([name, { text, line }]) => {
    const parts = [scripts.get(`pre${name}`), { text, line }, scripts.get(`post${name}`)].flatMap(part => part ?? []);
    const reading = parts.flatMap(part => readScript(part.text, part.line).map(item => ({ ...item, line: part.line })));
    return { runner: 'npm', name, line, reading, idle: isIdle(text) };
  });
}
