import type { Command } from 'commander';
import { plainJson, plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import { toTerminal } from '../report/terminal.ts';
import { terminalColumns, wantsColour, writeResult } from './output.ts';
import { databaseOption } from './store-address.ts';
import { chooseWorkload, inStore } from './stored.ts';

interface Options {
  readonly database?: string;
  readonly workload?: string;
  readonly assessment: string;
  readonly json?: boolean;
}

export function addMilestone(program: Command): void {
  const milestone = program.command('milestone').summary('give a stored assessment a name, and keep it as it is');
  addAdd(milestone);
  addList(milestone);
  addShow(milestone);
}

function addAdd(milestone: Command): void {
  withWorkload(milestone.command('add').summary('name a stored assessment').argument('<name>', 'of the milestone: launch, v1.0, 2026-Q3'))
    .option('--assessment <which>', 'latest, previous, a day or an id', 'latest')
    .action(async (name: string, options: Options) => {
      if (!/^[\p{L}\p{N}][\p{L}\p{N} ._/-]{0,79}$/u.test(name))
        throw new UserError(`"${plainText(name)}" is no name for a milestone`, 'Use letters, digits, blanks, dots, dashes and slashes');
      const said = await inStore(options.database, async (database, shown) => {
        const workload = await chooseWorkload(database, options.workload, shown);
        const { findAssessment } = await import('../store/history/find-assessment.ts');
        const { addMilestone: store } = await import('../store/history/milestones.ts');
        const found = await findAssessment(database, workload, options.assessment);
        if (!found) throw noAssessment(options.assessment, workload);
        const isNew = await store(database, { workload, name, assessment: found.id, setAt: new Date().toISOString() });
        if (!isNew)
          throw new UserError(
            `${plainText(workload)} has a milestone "${name}" already`,
            'Milestones stay as they are: choose another name',
          );
        return `${workload}: "${name}" is the assessment ${found.id} of ${found.asOf.slice(0, 10)}`;
      });
      process.stderr.write(`opsex: ${plainText(said)}\n`);
    });
}

function addList(milestone: Command): void {
  withWorkload(milestone.command('list').summary('list the milestones of a workload'))
    .option('--json', 'print them as JSON')
    .action(async (options: Options) => {
      const list = await inStore(options.database, async (database, shown) => {
        const { milestones } = await import('../store/history/milestones.ts');
        return milestones(database, await chooseWorkload(database, options.workload, shown));
      });
      const lines = list.map(({ name, assessment, setAt }) => `${assessment}  ${setAt.slice(0, 10)}  ${plainText(name)}\n`);
      const text = lines.length > 0 ? lines.join('') : 'no milestones yet: opsex milestone add NAME\n';
      writeResult(options.json ? `${plainJson(list)}\n` : text, undefined);
    });
}

function addShow(milestone: Command): void {
  withWorkload(milestone.command('show').summary('show the assessment of a milestone').argument('<name>', 'of the milestone'))
    .option('--json', 'print the public JSON (opsex.assessment/1), of its way up the next steps')
    .action(async (name: string, options: Options) => {
      const json = await inStore(options.database, async (database, shown) => {
        const workload = await chooseWorkload(database, options.workload, shown);
        const { findAssessment } = await import('../store/history/find-assessment.ts');
        const { readAssessment } = await import('../store/history/assessments.ts');
        const found = await findAssessment(database, workload, name);
        const read = found && (await readAssessment(database, workload, found.id));
        if (!read) throw noAssessment(name, workload);
        return read;
      });
      const screen = { colour: wantsColour(undefined), columns: terminalColumns(), path: '.' };
      writeResult(options.json ? `${plainJson(json)}\n` : toTerminal(json, screen), undefined);
    });
}

function withWorkload(command: Command): Command {
  return command.addOption(databaseOption()).option('--workload <name>', 'the workload (default: that of this folder, else the only one)');
}

function noAssessment(name: string, workload: string): UserError {
  return new UserError(
    `${plainText(workload)} has no assessment "${plainText(name)}"`,
    'opsex history and opsex milestone list show what is stored',
  );
}
