import { type Command, Option } from 'commander';
import { findWorkload } from '../find-workload.ts';
import { column, plainJson, plainText } from '../lib/plain-text.ts';
import type { Findings } from '../model/assessment.ts';
import { isOwn } from '../model/fact.ts';
import { factKinds } from '../model/fact-kinds.ts';
import { toFactsJson, toStatement } from '../report/json.ts';
import { cached } from './open-cache.ts';
import { showProgress, writeResult } from './output.ts';
import { packageVersion } from './package-root.ts';
import { openSettings } from './settings-source.ts';
import { cacheHelp, configOption, noConfigHelp } from './shared-options.ts';

interface Options {
  readonly json?: boolean;
  readonly kind?: string;
  readonly output?: string;
  readonly cache: boolean;
  readonly config?: string | boolean;
}

export function addFacts(program: Command): void {
  program
    .command('facts')
    .summary('print what was found, with file and line, before any judgement')
    .argument('[path]', 'folder of the repository', '.')
    .addOption(new Option('--kind <kind>', 'only facts of this kind').choices(Object.keys(factKinds)))
    .option('--no-cache', cacheHelp)
    .addOption(configOption())
    .option('--no-config', noConfigHelp)
    .option('--json', 'print the public JSON (opsex.facts/1)')
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .action(async (path: string, options: Options) => {
      const settings = await openSettings(path, options.config);
      const progress = showProgress();
      const found = await findWorkload(path, { ...cached(options.cache), settings, progress: progress.report }).finally(progress.done);
      const facts = found.facts.filter(fact => options.kind === undefined || fact.kind === options.kind);
      const text = options.json ? `${plainJson(toFactsJson({ ...found, facts }, packageVersion()))}\n` : list({ ...found, facts });
      writeResult(text, options.output);
    });
}

function list({ config, notes, facts, unread }: Findings): string {
  const applied = config ? notes.map(note => `! ${plainText(note)}`) : [];
  const lines = facts.map(fact => {
    const { path, line, summary } = toStatement(fact);
    const note = isOwn(fact) ? '' : ` [${fact.pathClass}]`;
    return `${column(plainText(path === null ? '-' : `${path}:${line}`), 50)} ${plainText(summary)}${note}`;
  });
  const left = unread.map(({ path, reason }) => `${column(plainText(path), 50)} could not be read: ${plainText(reason)}`);
  return `${[...applied, ...lines, ...left].join('\n')}\n`;
}
