import { statSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { plainJson, plainText } from '../lib/plain-text.ts';
import { shownAddress } from './outcomes.ts';
import { writeResult } from './output.ts';
import { databaseOption, storeAddress } from './store-address.ts';
import { inStore, isServer, withStore } from './stored.ts';

interface Options {
  readonly database?: string;
  readonly json?: boolean;
  readonly repair?: boolean;
  readonly dryRun?: boolean;
  readonly keep: Keep;
}

export function addStore(program: Command): void {
  const store = program.command('store').summary('look after the store of events and assessments');
  addInfo(store);
  addCheck(store);
  addBackup(store);
  addRestore(store);
  addPrune(store);
}

function addInfo(store: Command): void {
  store
    .command('info')
    .summary('tell where the store is and what it holds')
    .addOption(databaseOption())
    .option('--json', 'print it as JSON')
    .action(async (options: Options) => {
      const { info, shown } = await inStore(options.database, async (database, name) => {
        const { storeInfo } = await import('../store/upkeep/store-info.ts');
        return { info: await storeInfo(database), shown: name };
      });
      const address = storeAddress(options.database);
      const bytes = isServer(address) ? null : (statSync(address, { throwIfNoEntry: false })?.size ?? null);
      if (options.json) return writeResult(`${plainJson({ address: shown, bytes, ...info })}\n`, undefined);
      const size = bytes === null ? '' : `, ${(bytes / 1_048_576).toFixed(1)} MB`;
      const held = Object.entries(info.rows).filter(([, count]) => count > 0);
      const span = info.events.from
        ? `events from ${info.events.from.slice(0, 10)} to ${info.events.to?.slice(0, 10)}, ${info.services} services`
        : 'no events';
      const lines = [
        `${shown} (${info.engine}, schema ${info.schema}${size})`,
        `${span}; ${info.workloads.length === 0 ? 'no assessments' : `assessments of ${info.workloads.slice(0, 6).map(plainText).join(', ')}${info.workloads.length > 6 ? ` and ${info.workloads.length - 6} more` : ''}`}`,
        ...held.map(([table, count]) => `  ${table.replaceAll('_', ' ').padEnd(18)} ${count.toLocaleString('en').padStart(12)}`),
      ];
      writeResult(`${lines.join('\n')}\n`, undefined);
    });
}

function addCheck(store: Command): void {
  store
    .command('check')
    .summary('read all of the store once and look whether what belongs together is there; exit code 1 when not')
    .addOption(databaseOption())
    .option('--repair', 'empty what is computed from the rest, so that it is computed anew')
    .action(async (options: Options) => {
      const problems = await inStore(options.database, async database => {
        const { checkStore, forgetDerived } = await import('../store/upkeep/check-store.ts');
        if (options.repair) await database.transaction(() => forgetDerived(database));
        return checkStore(database);
      });
      const lines = problems.map(({ says, remedy }) => `${plainText(says)}\n  ${plainText(remedy)}`);
      writeResult(`${lines.length > 0 ? lines.join('\n') : 'the store is sound'}\n`, undefined);
      if (problems.length > 0) process.exitCode = 1;
    });
}

function addBackup(store: Command): void {
  store
    .command('backup')
    .summary('write all that the store holds into a new file')
    .argument('<file>', 'a file that is not there yet')
    .addOption(databaseOption())
    .action(async (file: string, options: Options) => {
      const counts = await inStore(options.database, async database => (await import('../store/upkeep/backup.ts')).backUp(database, file));
      process.stderr.write(`opsex: ${sum(counts)} rows are in ${plainText(file)}. It holds what the store holds: keep it as safe\n`);
    });
}

function addRestore(store: Command): void {
  store
    .command('restore')
    .summary('put a backup into an empty store, of DuckDB or PostgreSQL')
    .argument('<file>', 'that opsex store backup has written')
    .addOption(databaseOption())
    .action(async (file: string, options: Options) => {
      const address = storeAddress(options.database);
      const counts = await withStore(address, async database => (await import('../store/upkeep/restore.ts')).restore(database, file));
      process.stderr.write(`opsex: ${sum(counts)} rows are in ${plainText(shownAddress(address))}\n`);
    });
}

function addPrune(store: Command): void {
  store
    .command('prune')
    .summary('remove what is older than it need be; milestones, open incidents and commits without their authors stay')
    .requiredOption('--keep <time>', 'how much to keep: 400d, 18m, 2y', keepArgument)
    .option('--dry-run', 'only tell how much that is')
    .addOption(databaseOption())
    .action(async (options: Options) => {
      const before = cutOff(options.keep, new Date());
      const counts = await inStore(options.database, async database =>
        (await import('../store/upkeep/prune.ts')).prune(database, before, options.dryRun === true),
      );
      const list = Object.entries(counts).map(([what, count]) => `${count.toLocaleString('en')} ${what}`);
      const what = options.dryRun ? 'would go' : 'are gone';
      process.stderr.write(`opsex: before ${before.toISOString().slice(0, 10)}: ${list.join(', ')} ${what}\n`);
    });
}

interface Keep {
  readonly count: number;
  readonly unit: 'd' | 'm' | 'y';
}

function keepArgument(text: string): Keep {
  const [, count, unit] = /^(\d{1,5})([dmy])$/.exec(text) ?? [];
  if (count === undefined || Number(count) === 0) throw new InvalidArgumentError('Write a number with d, m or y: 400d, 18m, 2y.');
  return { count: Number(count), unit: unit as Keep['unit'] };
}

function cutOff({ count, unit }: Keep, now: Date): Date {
  const at = new Date(now);
  if (unit === 'd') at.setUTCDate(at.getUTCDate() - count);
  else at.setUTCMonth(at.getUTCMonth() - count * (unit === 'y' ? 12 : 1));
  return at;
}

function sum(counts: Readonly<Record<string, number>>): string {
  return Object.values(counts)
    .reduce((total, count) => total + count, 0)
    .toLocaleString('en');
}
