import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { nearest } from '../lib/nearest.ts';
import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { Scaffolds } from '../scaffold/load-scaffolds.ts';
import type { PlannedFile } from '../scaffold/plan.ts';
import type { Values } from '../scaffold/render.ts';
import type { Scaffold } from '../scaffold/scaffold.ts';
import { terminalColumns, wantsColour, writeResult } from './output.ts';
import { readScaffolds, targetFor, writeNew } from './scaffold-files.ts';
import { findSurroundings } from './scaffold-surroundings.ts';
import { cacheHelp, configOption, noConfigHelp } from './shared-options.ts';

interface Options {
  readonly dryRun?: boolean;
  readonly set?: readonly string[];
  readonly output?: string;
  readonly cache: boolean;
  readonly config?: string | boolean;
}

export function addScaffold(program: Command): void {
  program
    .command('scaffold')
    .summary('write a starting point for what is missing, filled in from what was found')
    .argument('[what]', 'a scaffold, a criterion (rb-top3) or an action (pipeline); "list" shows all', 'list')
    .argument('[path]', 'folder of the repository', '.')
    .option('--dry-run', 'write nothing, and print a diff instead')
    .option('--set <key=value...>', 'fill in a place, or say what opsex cannot find (ci=gitlab, language=go)')
    .option('-o, --output <folder>', 'write below this folder instead of the repository')
    .option('--no-cache', cacheHelp)
    .addOption(configOption())
    .option('--no-config', noConfigHelp)
    .action(async (what: string, path: string, options: Options) => {
      if (what === 'list') return list();
      await scaffold(what, path, options);
    });
}

async function list(): Promise<void> {
  const { listOf } = await import('../scaffold/screen.ts');
  writeResult(listOf((await readScaffolds()).scaffolds, screen()), undefined);
}

async function scaffold(what: string, path: string, options: Options): Promise<void> {
  const all = await readScaffolds();
  const { scaffoldsFor } = await import('../scaffold/scaffold.ts');
  const wanted = scaffoldsFor(what, all.scaffolds);
  if (wanted.length === 0) throw unknown(what, all.scaffolds);
  const given = readGiven(options.set ?? [], wanted);
  const found = await findSurroundings(path, options);
  const { planScaffold, missingValue } = await import('../scaffold/plan.ts');
  for (const each of wanted) {
    const missing = missingValue(each, found, all.following, given);
    if (missing) throw cannotTell(each, missing);
  }
  const plans = wanted.map(each => planScaffold(each, found, all.following, given));
  const root = options.output ?? path;
  const files = distinct(plans.flatMap(plan => plan.files));
  for (const file of files) targetFor(root, file.path); // nothing is written when any of them leads out of the folder
  const there = files.filter(({ path: at }) => existsSync(join(root, at)));
  const fresh = files.filter(file => !there.includes(file));
  if (options.dryRun) return showDiff(fresh, there);
  for (const { path: at, text } of fresh) writeNew(root, at, text);
  const { reportOf } = await import('../scaffold/screen.ts');
  const [criterion = ''] = wanted.flatMap(({ criteria }) => (criteria.includes(what) ? [what] : criteria));
  writeResult(reportOf({ fresh, there, next: plans.flatMap(({ next }) => next), criterion }, screen()), undefined);
}

/** The diff alone is on standard output, so that `git apply` takes it. */
async function showDiff(fresh: readonly PlannedFile[], there: readonly PlannedFile[]): Promise<void> {
  const { newFileDiff } = await import('../scaffold/new-file-diff.ts');
  for (const { path } of there) process.stderr.write(`${plainText(path)} is there already and stays as it is\n`);
  writeResult(fresh.map(({ path, text }) => newFileDiff(path, text)).join(''), undefined);
}

function screen() {
  return { colour: wantsColour(undefined), columns: terminalColumns() };
}

function distinct(files: readonly PlannedFile[]): readonly PlannedFile[] {
  return [...new Map(files.map(file => [file.path, file])).values()];
}

function unknown(what: string, scaffolds: Scaffolds['scaffolds']): UserError {
  const words = scaffolds.flatMap(({ name, criteria, actions }) => [name, ...criteria, ...actions]);
  const guess = nearest(what, words) ?? words.find(word => word.includes(what));
  return new UserError(
    `there is no scaffold for "${plainText(what)}"`,
    guess
      ? `Did you mean ${guess}? opsex scaffold list shows all`
      : 'opsex scaffold list shows all; opsex explain <criterion> says what to do',
  );
}

function cannotTell({ name }: Scaffold, { key, known, value }: { key: string; known: readonly string[]; value?: string }): UserError {
  const [first, ...others] = known;
  const choice = `--set ${key}=${first}${others.length > 0 ? ` (or ${others.join(', ')})` : ''}`;
  if (value === undefined) return new UserError(`opsex found nothing that tells the ${key}, which ${name} needs`, `Say it with ${choice}`);
  return new UserError(`${name} is not there for ${key} ${plainText(value)}`, `It is there with ${choice}`);
}

const general = [
  'service',
  'ci',
  'language',
  'cloud',
  'rollouts',
  'production',
  'staging',
  'branch',
  'infra',
  'incident-date',
  'incident-name',
];

function readGiven(pairs: readonly string[], wanted: readonly Scaffold[]): Values {
  const known = [...new Set([...wanted.flatMap(({ asks }) => Object.keys(asks)), ...general])];
  const given: Record<string, string> = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const [key, value] = [pair.slice(0, Math.max(0, at)), pair.slice(at + 1)];
    if (at < 1) throw new UserError(`--set ${plainText(pair)} has no value`, 'Write it as --set key=value');
    if (!known.includes(key)) {
      const guess = nearest(key, known);
      throw new UserError(`--set knows no "${plainText(key)}" here`, guess ? `Did you mean ${guess}?` : `It knows ${known.join(', ')}`);
    }
    if (value === '' || /["\\\p{C}«»]|<fill in/u.test(value))
      throw new UserError(
        `--set ${key} cannot take that value`,
        'It is put between quotes: leave out quotes, backslashes and control characters, or fill it in by hand',
      );
    if (general.includes(key) && (!/^[A-Za-z0-9][\w./-]*$/.test(value) || value.includes('..')))
      throw new UserError(`--set ${key} cannot take that value`, 'Write a plain name: letters, digits, dots, dashes and slashes');
    given[key] = value;
  }
  return given;
}
