import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import { nameGlob, pathGlob } from '../lib/glob.ts';
import { isZone } from '../lib/instant.ts';
import { plainText } from '../lib/plain-text.ts';
import { Unavailable, UserError } from '../lib/user-error.ts';
import { type EventKindName, eventKindNames } from '../model/events.ts';
import type { ImportRule } from '../model/settings.ts';
import type { FileSummary, ImportOptions } from '../sources/events/import-options.ts';
import type { TimeNotation } from '../sources/events/tables/sql-times.ts';
import type { Database } from '../store/database.ts';
import { importProgress, renderSummary, toSummaryJson } from './events-report.ts';
import { writeResult } from './output.ts';
import { openSettings } from './settings-source.ts';
import { configOption, noConfigHelp } from './shared-options.ts';
import { databaseOption, storeAddress } from './store-address.ts';

interface Options {
  readonly format?: string;
  readonly kind?: EventKindName;
  readonly map: readonly string[];
  readonly zone?: string;
  readonly timeFormat?: string;
  readonly encoding?: string;
  readonly source?: string;
  readonly service?: string;
  readonly environment?: string;
  readonly repository?: string;
  readonly deploys: readonly string[];
  readonly incidentLabel: readonly string[];
  readonly names?: boolean;
  readonly rejected?: string;
  readonly database?: string;
  readonly progress?: boolean;
  readonly json?: boolean;
  readonly config?: string | boolean;
}

const wrongUse = 2;

export function addEventsImport(events: Command): void {
  const several = (value: string, before: readonly string[]) => [...before, value];
  events
    .command('import')
    .summary('import tables (CSV, JSON) and recorded or exported messages of tools')
    .argument('<files...>', 'files, also packed by gzip; - is standard input')
    .option('--format <format>', 'csv, jsonl, or the tool that the messages are from; found out when left out')
    .addOption(new Option('--kind <kind>', 'what the rows of a table are; found out by its columns when left out').choices(eventKindNames))
    .option('--map <field=column>', 'the column of a table that holds a field; can be repeated', several, [])
    .option('--zone <zone>', 'the zone of times that have none (Europe/Berlin)')
    .option('--time-format <format>', "epoch-seconds, epoch-milliseconds, or a pattern ('%d/%m/%Y %H:%M'); ISO 8601 when left out")
    .option('--encoding <encoding>', 'windows-1252, iso-8859-1, …; UTF-8 when left out')
    .option('--source <name>', 'what to call where the events are from; the name of the file or tool when left out')
    .option('--service <name>', 'the service of events that name none')
    .option('--environment <name>', 'the environment of deployments that name none')
    .option('--repository <address>', 'the repository of events that name none')
    .option('--deploys <name>', 'workflow, pipeline or job whose runs are deployments, with * ; can be repeated', several, [])
    .option('--incident-label <label>', 'label or type of issues that are incidents; can be repeated', several, [])
    .option('--names', 'keep the names of people instead of pseudonyms')
    .option('--rejected <file>', 'where rows go that cannot be stored (default: <file>.rejected.csv)')
    .addOption(configOption())
    .option('--no-config', noConfigHelp)
    .addOption(databaseOption())
    .option('--progress', 'print a line for each part that is stored, also where there is no terminal')
    .option('--json', 'print what was done as JSON')
    .action(importAll);
}

/** Ends with 0 when something was stored or there was nothing to store, with 2 when a file could not be read at all. */
async function importAll(files: readonly string[], options: Options): Promise<void> {
  if (options.rejected !== undefined && files.length > 1)
    throw new UserError('--rejected names one file for several', 'Import them one by one, or leave --rejected out');
  const rules = (await openSettings('.', options.config))?.imports ?? [];
  const jobs = files.map(file => ({ file, wishes: toImportOptions(withRule(options, ruleFor(file, rules))) }));
  const { openStore } = await import('../store/open-store.ts');
  const store = await openStore(storeAddress(options.database));
  const summaries: FileSummary[] = [];
  try {
    for (const { file, wishes } of jobs) {
      const summary = await tryImport(store, file, wishes, options.progress === true);
      if (summary) summaries.push(summary);
      if (!summary || (summary.read > 0 && summary.stored === 0)) process.exitCode = wrongUse;
    }
  } finally {
    await store.close();
  }
  if (options.json) writeResult(`${JSON.stringify(summaries.map(toSummaryJson), null, 2)}\n`, undefined);
}

/** One file that cannot be read does not keep the others from being imported. */
async function tryImport(store: Database, file: string, wishes: ImportOptions, lines: boolean): Promise<FileSummary | undefined> {
  const { importFile } = await import('../sources/events/import-file.ts');
  const progress = importProgress(lines);
  const spool = file === '-' ? await spooled() : undefined;
  try {
    const options = { ...wishes, progress: progress.report };
    const summary = spool
      ? await importFile(store, spool.path, { ...options, rejected: wishes.rejected ?? 'stdin.rejected.csv' }, 'standard input')
      : await importFile(store, file, options);
    progress.done();
    process.stderr.write(renderSummary(summary));
    return summary;
  } catch (error) {
    progress.done();
    if (!(error instanceof UserError) || error instanceof Unavailable) throw error;
    process.stderr.write(`opsex: ${error.message}\n${error.hint}\n`);
    return undefined;
  } finally {
    spool?.remove();
  }
}

async function spooled(): Promise<{ readonly path: string; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'opsex-stdin-'));
  const path = join(folder, 'input');
  await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }));
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The first rule of `opsex.yaml` that fits the name of a file, or its path. */
function ruleFor(file: string, rules: readonly ImportRule[]): ImportRule | undefined {
  const path = normalize(file).replaceAll(sep, '/');
  return rules.find(({ glob }) => (glob.includes('/') ? pathGlob(glob)(path) : nameGlob(glob)(basename(path))));
}

/** What the command says wins over what the file says. */
function withRule(options: Options, rule: ImportRule | undefined): Options {
  if (!rule) return options;
  const { glob: _, at: __, map, deploys, incidentLabels, ...rest } = rule;
  const columns = Object.entries(map).map(([field, column]) => `${field}=${column}`);
  return {
    ...rest,
    ...options,
    map: [...columns, ...options.map],
    deploys: options.deploys.length > 0 ? options.deploys : deploys,
    incidentLabel: options.incidentLabel.length > 0 ? options.incidentLabel : incidentLabels,
  };
}

function toImportOptions(options: Options): ImportOptions {
  const constants = Object.entries({ service: options.service, environment: options.environment, repository: options.repository });
  return {
    format: options.format,
    kind: options.kind,
    map: new Map(options.map.map(readMapping)),
    times: readTimes(options),
    encoding: readEncoding(options.encoding),
    source: options.source,
    constants: new Map(constants.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))),
    deploys: options.deploys,
    incidentLabels: options.incidentLabel,
    names: options.names === true,
    rejected: options.rejected,
    now: new Date(),
    progress: () => {},
  };
}

function readMapping(text: string): readonly [field: string, column: string] {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1)
    throw new UserError(`--map ${plainText(text)} is no mapping`, 'Write --map FIELD=COLUMN: --map finished_at=done');
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function readTimes({ zone, timeFormat }: Options): TimeNotation {
  if (zone !== undefined && !isZone(zone))
    throw new UserError(`there is no time zone "${plainText(zone)}"`, 'Name it as IANA does: Europe/Berlin, America/New_York, UTC');
  if (timeFormat === undefined) return { zone };
  if (timeFormat === 'epoch-seconds' || timeFormat === 'epoch-milliseconds') return { zone, format: timeFormat };
  const letters = [...timeFormat.matchAll(/%-?(.)/g)].map(([, letter]) => letter ?? '');
  if (letters.length < 3 || letters.some(letter => !'aAbBdfHIjmMpSyYzZ%'.includes(letter)))
    throw new UserError(
      `"${plainText(timeFormat)}" is no notation of times`,
      "Say epoch-seconds, epoch-milliseconds, or a pattern of strptime: --time-format '%d.%m.%Y %H:%M', or time_format in opsex.yaml",
    );
  if (zone === undefined && !letters.some(letter => letter === 'z' || letter === 'Z'))
    throw new UserError(
      `times written as ${plainText(timeFormat)} have no time zone`,
      'Say which one with --zone Europe/Berlin, or zone in opsex.yaml',
    );
  return { zone, format: { pattern: timeFormat } };
}

function readEncoding(encoding: string | undefined): string | undefined {
  if (encoding === undefined) return undefined;
  try {
    return new TextDecoder(encoding).encoding;
  } catch {
    throw new UserError(`there is no encoding "${plainText(encoding)}"`, 'Usual ones are utf-8, windows-1252, iso-8859-1, utf-16le');
  }
}
