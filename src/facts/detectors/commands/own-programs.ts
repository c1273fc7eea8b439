import { parseToml } from '../../../lib/toml.ts';
import type { SourceFile } from '../../source-file.ts';
import type { Callee } from './callees.ts';
import { type CommandPlace, shortened } from './command-place.ts';
import type { Call } from './effects.ts';
import { effectsOfName } from './names.ts';

/** The programs that a package installs. What they do is told by the subcommand in the command that calls them. */
export function programsOf(file: SourceFile): readonly Callee[] {
  const tree = file.name === 'package.json' ? file.json() : parseToml(file.text).tree;
  const bin = tree?.text('bin') === undefined ? undefined : tree.text('name')?.replace(/^.*\//, '');
  const sets = ['bin', 'project.scripts', 'tool.poetry.scripts'].flatMap(path => tree?.pairs(path) ?? []);
  const names = [...(bin ? [bin] : []), ...sets.map(([name]) => name)];
  return names.slice(0, 50).map(name => ({ runner: 'program', name, line: 1, reading: [], idle: false }));
}

/** `shopctl deploy-web eu` deploys if `shopctl` is a program of the repository. */
export function programCall(words: readonly string[], { line, blocking, folder }: CommandPlace): readonly Call[] {
  const [program = '', ...rest] = words;
  const subcommand = rest.find(word => !word.startsWith('-')) ?? '';
  if (!/^[a-z][\w-]{1,60}$/.test(program) || !/^[a-z][a-z-]{1,60}$/.test(subcommand)) return [];
  const place = { command: shortened(words), line, blocking };
  const otherwise = effectsOfName(subcommand, place);
  return otherwise.length === 0 ? [] : [{ runner: 'program', target: program, folder, ...place, otherwise }];
}
