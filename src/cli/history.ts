import { type Command, InvalidArgumentError } from 'commander';
import { nearest } from '../lib/nearest.ts';
import { plainJson, plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { HistoryJson } from '../report/history/history-contract.ts';
import type { Database } from '../store/database.ts';
import { terminalColumns, wantsColour, writeResult } from './output.ts';
import { packageVersion } from './package-root.ts';
import { databaseOption } from './store-address.ts';
import { chooseWorkload, inStore } from './stored.ts';

interface Options {
  readonly database?: string;
  readonly criterion?: string;
  readonly limit: number;
  readonly json?: boolean;
}

export function addHistory(program: Command): void {
  program
    .command('history')
    .summary('list the stored assessments of a workload and what changed in each')
    .argument('[workload]', 'name of the workload (default: that of this folder, else the only one)')
    .addOption(databaseOption())
    .option('--criterion <id>', 'show how this criterion changed')
    .option('--limit <count>', 'show at most so many', countArgument, 20)
    .option('--json', 'print all of it as JSON (opsex.history/1)')
    .action(async (workload: string | undefined, options: Options) => {
      const history = await inStore(options.database, async (database, shown) =>
        readHistory(database, await chooseWorkload(database, workload, shown)),
      );
      writeResult(options.json ? `${plainJson(history)}\n` : await render(history, options), undefined);
    });
}

async function render(history: HistoryJson, { criterion, limit }: Options): Promise<string> {
  const { toCriterionHistory, toHistoryText } = await import('../report/history/history-text.ts');
  const screen = { colour: wantsColour(undefined), columns: terminalColumns(), limit };
  if (criterion === undefined) return toHistoryText(history, screen);
  const known = [...new Set(history.assessments.flatMap(each => each.changes.map(change => change.criterion)))];
  if (known.includes(criterion)) return toCriterionHistory(history, criterion, screen);
  const guess = nearest(criterion, known);
  throw new UserError(
    `no stored assessment has a criterion "${plainText(criterion)}"`,
    guess ? `Did you mean ${guess}?` : 'opsex model show lists all of them',
  );
}

async function readHistory(database: Database, workload: string): Promise<HistoryJson> {
  const { storedAssessments, storedChanges } = await import('../store/history/assessments.ts');
  const { milestones } = await import('../store/history/milestones.ts');
  const [assessments, changes, named] = [
    await storedAssessments(database, workload),
    await storedChanges(database, workload),
    await milestones(database, workload),
  ];
  const byAssessment = new Map<string, HistoryJson['assessments'][number]['changes']>();
  for (const { assessment, criterion, verdict, cause, reason } of changes)
    byAssessment.set(assessment, [...(byAssessment.get(assessment) ?? []), { criterion, verdict, cause, reason }]);
  return {
    schema: 'opsex.history/1',
    opsex: packageVersion(),
    workload,
    assessments: assessments.map(({ id, asOf, commit, model, tool, proven, possible }) => ({
      id,
      asOf,
      commit,
      model,
      opsex: tool,
      proven,
      possible,
      milestones: named.filter(each => each.assessment === id).map(each => each.name),
      changes: byAssessment.get(id) ?? [],
    })),
  };
}

function countArgument(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('Write a whole number from 1 on.');
  return count;
}
