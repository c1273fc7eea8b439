import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { ReadNamed, SettingsProblem, SettingsText } from '../config/load.ts';
import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { OwnDetector } from '../model/own-detector.ts';
import type { Settings } from '../model/settings.ts';
import { type FileText, fileReader } from '../sources/repository/read-file.ts';
import { placeSources } from './place-sources.ts';

/** Names under which it is looked for at the root of a repository; the first is the usual one. */
const fileNames = ['opsex.yaml', '.opsex.yaml', 'opsex.yml'] as const;

/**
 * The organisation's words for the folder `path`: from the named file, else from the `opsex.yaml` at its root; nothing when there is none or
 * `named` is `false`. Throws a `UserError` that lists every problem. Reader and checks are only loaded when there is something to read.
 * When `path` is a copy of the folder `copyOf` at another commit, the sources beside it are those beside the original.
 */
export async function openSettings(path: string, named: string | boolean | undefined, copyOf?: string): Promise<Settings | undefined> {
  if (named === false) return undefined;
  const root = resolve(path);
  const file = typeof named === 'string' ? namedFile(named) : fileAtRoot(root);
  if (!file) return undefined;
  const folder = realpathSync(dirname(file.absolute));
  const fromRoot = relative(realpathSync(root), join(folder, basename(file.absolute))).replaceAll(sep, '/');
  const inside = !leaves(fromRoot);
  const shown = inside ? fromRoot : file.shown;
  const { loadSettings } = await import('../config/load.ts');
  const loaded = await loadSettings(
    { path: shown, text: textOf(folder, basename(file.absolute), shown) },
    { inside, read: inside ? fileInside(realpathSync(root), folder) : fileBeside(folder, shown), taken: builtInIds },
  );
  if ('problems' in loaded) throw refusal(shown, loaded.problems, 'or leave the file out with --no-config');
  const { settings } = loaded;
  if (!settings.sources) return settings;
  const original = copyOf === undefined ? undefined : { copy: realpathSync(root), original: realpathSync(copyOf) };
  const placed = placeSources(settings.sources, { folder, root: realpathSync(root), inside, ...(original ? { original } : {}) });
  if ('sources' in placed) return { ...settings, sources: placed.sources };
  throw refusal(shown, placed.problems, 'or leave the file out with --no-config');
}

/** The detectors of a file of detectors, or of an `opsex.yaml`. Throws a `UserError` when there are none or they cannot be used. */
export async function openDetectors(named: string): Promise<readonly OwnDetector[]> {
  const file = namedFile(named);
  if (fileNames.some(name => name === basename(named))) {
    const detectors = (await openSettings(dirname(named), named))?.detectors ?? [];
    if (detectors.length === 0) throw new UserError(`${named} names no detectors`, 'List files or definitions under the key "detectors"');
    return detectors;
  }
  const { loadDetectors } = await import('../config/load.ts');
  const text = textOf(dirname(file.absolute), basename(file.absolute), file.shown);
  const loaded = await loadDetectors({ path: file.shown, text }, builtInIds);
  if ('detectors' in loaded) return loaded.detectors;
  throw refusal(file.shown, loaded.problems, 'then run this again');
}

/** The message for a file that cannot be used, problem by problem. */
function refusal(shown: string, problems: readonly SettingsProblem[], otherwise: string): UserError {
  const lines = problems.slice(0, 20).map(({ path, line, column, message }) => plainText(`${path}:${line}:${column}: ${message}`));
  const more = problems.length > 20 ? [`and ${problems.length - 20} more`] : [];
  return new UserError(
    `${plainText(shown)} cannot be used:\n  ${[...lines, ...more].join('\n  ')}`,
    `Mend the lines above (docs/reference/configuration.md lists every key), ${otherwise}`,
  );
}

/** Ids of the detectors that opsex has. Loading them takes a moment. */
async function builtInIds(): Promise<readonly string[]> {
  const { detectors } = await import('../facts/detectors/index.ts');
  return [...detectors.map(({ id }) => id), 'wrappers', 'workload'];
}

/** The file that `openSettings` would read, or would find if it were there. */
export function settingsFile(path: string, named: string | undefined): SettingsFile {
  return (
    (named === undefined ? fileAtRoot(resolve(path)) : namedFile(named)) ?? {
      absolute: join(resolve(path), fileNames[0]),
      shown: fileNames[0],
    }
  );
}

interface SettingsFile {
  readonly absolute: string;
  /** How messages and evidence name it. */
  readonly shown: string;
}

function namedFile(named: string): SettingsFile {
  const stat = statSync(named, { throwIfNoEntry: false });
  if (!stat)
    throw new UserError(
      `${named} does not exist`,
      'Name a file after --config, or leave --config out to take the opsex.yaml of the repository',
    );
  if (!stat.isFile()) throw new UserError(`${named} is not a file`, 'Name the file itself: --config path/to/opsex.yaml');
  return { absolute: realpathSync(named), shown: named };
}

function fileAtRoot(root: string): SettingsFile | undefined {
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) return undefined; // whoever reads it says so
  const found = fileNames.filter(name => lstatSync(join(root, name), { throwIfNoEntry: false }));
  if (found.length > 1) throw new UserError(`there are ${found.join(' and ')}`, 'Keep one of them, or name one with --config');
  return found[0] === undefined ? undefined : { absolute: join(root, found[0]), shown: found[0] };
}

function leaves(path: string): boolean {
  return path === '..' || path.startsWith('../') || isAbsolute(path);
}

function textOf(folder: string, name: string, shown: string): string {
  const content = fileReader(folder)(name);
  if ('text' in content) return content.text;
  throw new UserError(`${shown} cannot be read: it ${content.problem}`, 'Put a plain file there, or leave it out with --no-config');
}

/** Reads a file that the `opsex.yaml` of a repository names, relative to it; none outside of the repository. */
function fileInside(root: string, folder: string): ReadNamed {
  const read = fileReader(root);
  return named => {
    const path = relative(root, resolve(folder, named)).replaceAll(sep, '/');
    return leaves(path) || isAbsolute(named) ? 'stands outside of the repository' : contentOf(read(path), path);
  };
}

/** The same for a file of the caller's own, which may name what it likes. */
function fileBeside(folder: string, shown: string): ReadNamed {
  return named => {
    const path = resolve(folder, named);
    if (!existsSync(path)) return 'does not exist';
    const beside = isAbsolute(named) || !shown.includes('/') ? named : `${shown.slice(0, shown.lastIndexOf('/'))}/${named}`;
    return contentOf(fileReader(dirname(path))(basename(path)), beside);
  };
}

function contentOf(content: FileText, path: string): SettingsText | string {
  if ('text' in content) return { path, text: content.text };
  return content.problem === 'is tracked by git but not on disk' ? 'does not exist' : content.problem;
}
