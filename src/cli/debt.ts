import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { Git } from '../lib/git.ts';
import { plainJson, plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { DebtJson } from '../report/registers/contract.ts';
import { fileReader } from '../sources/repository/read-file.ts';
import { dayArgument, today } from './dates.ts';
import { terminalColumns, wantsColour, writeResult } from './output.ts';
import { writeBelow } from './register-file.ts';

const usualPath = 'ops-debt-register.yml';
const severities = ['low', 'medium', 'high', 'critical'];
const categories = ['toil', 'manual-process', 'missing-runbook', 'missing-alert', 'missing-automation', 'alert-noise', 'drift', 'other'];

interface Shared {
  readonly file?: string;
  readonly asOf?: string;
}

interface AddOptions extends Shared {
  readonly owner: string;
  readonly toil: number;
  readonly due: string;
  readonly severity: string;
  readonly category: string;
  readonly source?: string;
}

interface ListOptions extends Shared {
  readonly all?: boolean;
  readonly json?: boolean;
  readonly engineers?: number;
}

export function addDebt(program: Command): void {
  const debt = program.command('debt').summary('keep a register of operational debt: add, list, close and review entries');
  shared(
    debt
      .command('add')
      .summary('add an entry with all its fields; begins the register when there is none')
      .argument('<title>', 'what costs time, in one line')
      .argument('[path]', 'folder of the repository', '.')
      .requiredOption('--owner <name>', 'who does something about it')
      .addOption(
        new Option('--toil <hours>', 'hours a week that it costs; a rough number is enough').argParser(hours).makeOptionMandatory(),
      )
      .addOption(new Option('--due <date>', 'until when it is to be gone').argParser(dayArgument).makeOptionMandatory())
      .addOption(new Option('--severity <severity>').choices(severities).default('medium'))
      .addOption(new Option('--category <category>').choices(categories).default('toil'))
      .option('--source <reference>', 'where it was noticed: a postmortem, an incident (INC-7), a retrospective'),
  ).action(add);
  shared(
    debt
      .command('list', { isDefault: true })
      .summary('the open entries, the hours they cost and how it went (from git history)')
      .argument('[path]', 'folder of the repository', '.')
      .option('--all', 'closed entries as well')
      .addOption(new Option('--engineers <number>', 'estimate the share of toil for so many engineers of 40 hours').argParser(hours))
      .option('--json', 'print the public JSON (opsex.debt/1)'),
  ).action(list);
  shared(
    debt
      .command('close')
      .summary('close an entry')
      .argument('<id>', 'id of the entry (OD-1)')
      .argument('[path]', 'folder of the repository', '.')
      .option('--reason <text>', 'what became of it'),
  ).action((id: string, path: string, options: Shared & { readonly reason?: string }) => close(id, path, options));
  shared(
    debt
      .command('review')
      .summary('what to go through; with --by, note that it was done')
      .argument('[path]', 'folder of the repository', '.')
      .option('--by <name>', 'who reviewed the register')
      .option('--note <text>', 'what was decided'),
  ).action(review);
}

function shared(command: Command): Command {
  return command
    .option('--file <path>', `the register, relative to the folder; else the first that is found, or ${usualPath}`)
    .addOption(new Option('--as-of <date>', 'the day that counts as today').argParser(dayArgument));
}

async function add(title: string, path: string, options: AddOptions): Promise<void> {
  const register = await openRegister(path, options.file);
  const { added } = await import('../registers/debt/edit.ts');
  const { text, id } = added(register.path, register.text, { ...options, title: oneLine(title) }, today(options.asOf));
  writeBelow(register.root, register.path, text, register.text === undefined ? 'new' : 'replace');
  writeResult(`${id} added to ${plainText(register.path)}: commit it, the history is the evidence\n`, undefined);
}

async function close(id: string, path: string, { reason, ...options }: Shared & { readonly reason?: string }): Promise<void> {
  const register = await existing(path, options.file);
  const { closed } = await import('../registers/debt/edit.ts');
  writeBelow(
    register.root,
    register.path,
    closed(register.path, register.text, id, today(options.asOf), reason && oneLine(reason)),
    'replace',
  );
  writeResult(`${plainText(id)} closed in ${plainText(register.path)}\n`, undefined);
}

async function list(path: string, options: ListOptions): Promise<void> {
  const register = await existing(path, options.file);
  const json = await debtJson(register, today(options.asOf), options.engineers);
  const { debtScreen } = await import('../report/registers/debt-screen.ts');
  const screen = { colour: wantsColour(undefined), columns: terminalColumns() };
  writeResult(options.json ? `${plainJson(json)}\n` : debtScreen(json, screen, options.all === true), undefined);
}

async function review(path: string, options: Shared & { readonly by?: string; readonly note?: string }): Promise<void> {
  const register = await existing(path, options.file);
  const date = today(options.asOf);
  const json = await debtJson(register, date, undefined);
  if (options.by !== undefined) {
    const { reviewed } = await import('../registers/debt/edit.ts');
    const note = options.note === undefined ? {} : { note: oneLine(options.note) };
    const entry = { date, by: oneLine(options.by), open: json.open, toil_hours_per_week: json.toilHoursPerWeek, ...note };
    writeBelow(register.root, register.path, reviewed(register.path, register.text, entry), 'replace');
    writeResult(
      `review of ${date} noted in ${plainText(register.path)}: change what was decided in the entries, and commit both\n`,
      undefined,
    );
    return;
  }
  const { debtScreen } = await import('../report/registers/debt-screen.ts');
  writeResult(debtScreen(json, { colour: wantsColour(undefined), columns: terminalColumns() }, false), undefined);
}

interface OpenRegister {
  readonly root: string;
  readonly path: string;
  readonly text: string | undefined;
}

async function openRegister(path: string, file: string | undefined): Promise<OpenRegister> {
  const root = resolve(path);
  const read = fileReader(rootOf(root, path));
  const named = file ?? (await registerIn(root)) ?? usualPath;
  const content = read(named);
  if ('text' in content) return { root, path: named, text: content.text };
  if (content.problem === 'is tracked by git but not on disk') return { root, path: named, text: undefined };
  throw new UserError(`${named} cannot be read: it ${content.problem}`, 'Put a plain file there, or name another with --file');
}

function rootOf(root: string, path: string): string {
  try {
    fileReader(root);
    return root;
  } catch {
    throw new UserError(`${path} does not exist`, 'Name the folder of a repository');
  }
}

async function existing(path: string, file: string | undefined): Promise<OpenRegister & { readonly text: string }> {
  const register = await openRegister(path, file);
  if (register.text !== undefined) return { ...register, text: register.text };
  throw new UserError(
    `there is no register of operational debt at ${register.path}`,
    'Begin one: opsex debt add "Restart of the importer by hand" --owner NAME --toil 3 --due 2026-12-31',
  );
}

/** The register of the repository, under whatever name: that nearest to the root, YAML before other formats. */
async function registerIn(root: string): Promise<string | undefined> {
  if ('text' in fileReader(root)(usualPath)) return usualPath;
  const git = await Git.open(root);
  if (!git) return undefined;
  const [{ listTracked }, { registerPath }] = await Promise.all([
    import('../sources/repository/list-files.ts'),
    import('../facts/detectors/debt/debt.ts'),
  ]);
  const { paths } = await listTracked(git);
  const registers = paths.filter(
    path => registerPath.test(path) && /\.(?:ya?ml|csv|json|md)$/i.test(path) && !/template|example/i.test(path),
  );
  const rank = (path: string) => path.split('/').length * 2 + (/\.ya?ml$/i.test(path) ? 0 : 1);
  return [...registers].sort((a, b) => rank(a) - rank(b))[0];
}

/** What `opsex debt list` prints as JSON; nothing where there is no register. */
export async function debtAt(path: string, day: string): Promise<DebtJson | undefined> {
  const { text, ...register } = await openRegister(path, undefined);
  return text === undefined ? undefined : debtJson({ ...register, text }, day, undefined);
}

async function debtJson(
  { root, path, text }: OpenRegister & { readonly text: string },
  day: string,
  engineers: number | undefined,
): Promise<DebtJson> {
  const [{ readRegister, reviewsIn, gapsOf }, { toilOf }] = await Promise.all([
    import('../registers/debt/register.ts'),
    import('../facts/detectors/debt/trend.ts'),
  ]);
  const entries = readRegister(path, text);
  const toil = toilOf(entries);
  return {
    schema: 'opsex.debt/1',
    register: path,
    open: entries.filter(({ closed }) => !closed).length,
    closed: entries.filter(({ closed }) => closed).length,
    toilHoursPerWeek: toil,
    toilShare: engineers ? Math.round((1000 * toil) / (40 * engineers)) / 1000 : null,
    entries: entries.map(({ toil: toilHoursPerWeek, ...entry }) => ({
      ...entry,
      toilHoursPerWeek,
      gaps: [...gapsOf({ ...entry, toil: toilHoursPerWeek }, day)],
    })),
    reviews: [...reviewsIn(path, text)],
    trend: await trend(root, path),
  };
}

async function trend(root: string, path: string): Promise<DebtJson['trend']> {
  const git = await Git.open(root);
  if (!git) return [];
  const [{ monthlyVersions }, { trendOf }, { readRegister }] = await Promise.all([
    import('../sources/repository/file-versions.ts'),
    import('../facts/detectors/debt/trend.ts'),
    import('../registers/debt/register.ts'),
  ]);
  const versions = await monthlyVersions(git, path);
  const months = trendOf(versions.map(({ month, text }) => ({ month, entries: readRegister(path, text) })));
  return months.map(({ toil, ...month }) => ({ ...month, toilHoursPerWeek: toil }));
}

function hours(value: string): number {
  const number = /^\d{1,4}(?:[.,]\d{1,2})?$/.test(value) ? Number(value.replace(',', '.')) : Number.NaN;
  if (Number.isNaN(number)) throw new InvalidArgumentError('Write a number, such as 3 or 1.5.');
  return number;
}

function oneLine(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').trim();
}
