#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { Unavailable, UserError } from '../lib/user-error.ts';
import { addAssess } from './assess.ts';
import { addAttest } from './attest.ts';
import { addCache } from './cache.ts';
import { addChangeRisk } from './change-risk.ts';
import { addDebt } from './debt.ts';
import { addDetector } from './detector.ts';
import { addDiff } from './diff.ts';
import { addEvents } from './events.ts';
import { addExplain } from './explain.ts';
import { addFacts } from './facts.ts';
import { addGate } from './gate.ts';
import { addHistory } from './history.ts';
import { addInit } from './init.ts';
import { addMetrics } from './metrics.ts';
import { addMilestone } from './milestone.ts';
import { addModel } from './model.ts';
import { packageVersion } from './package-root.ts';
import { addPlan } from './plan.ts';
import { addPostmortem } from './postmortem.ts';
import { addReport } from './report.ts';
import { addReview } from './review.ts';
import { addRunbook } from './runbook.ts';
import { addScaffold } from './scaffold.ts';
import { addServe } from './serve.ts';
import { addStore } from './store.ts';
import { addToken } from './token.ts';
import { addWhatIf } from './what-if.ts';

/** Exit codes: 0 fine, 1 below what was asked (gate), 2 wrong use or configuration, 3 could not do it, 4 evidence incomplete for the gate. */
const wrongUse = 2;
const couldNot = 3;

const program = new Command('opsex')
  .description('Tells which operational-excellence level a workload is on, proves it from evidence, and shows the next step.')
  .version(packageVersion(), '-V, --version')
  .showHelpAfterError('(opsex --help shows how to use it)')
  .addHelpText(
    'after',
    '\nExit codes: 0 fine, 1 below what was asked, 2 wrong use or configuration, 3 could not do it, 4 evidence incomplete',
  );
addAssess(program);
addInit(program);
addExplain(program);
addGate(program);
addFacts(program);
addHistory(program);
addDiff(program);
addMilestone(program);
addReview(program);
addReport(program);
addPlan(program);
addWhatIf(program);
addAttest(program);
addScaffold(program);
addModel(program);
addDetector(program);
addEvents(program);
addMetrics(program);
addDebt(program);
addPostmortem(program);
addRunbook(program);
addChangeRisk(program);
addStore(program);
addServe(program);
addToken(program);
addCache(program);
for (const command of [program, ...program.commands.flatMap(each => [each, ...each.commands])]) command.exitOverride();

process.stdout.on('error', error => {
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeFor(error);
}

function exitCodeFor(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : wrongUse;
  if (error instanceof UserError) {
    process.stderr.write(`opsex: ${error.message}\n${error.hint}\n`);
    return error instanceof Unavailable ? couldNot : wrongUse;
  }
  process.stderr.write(
    `opsex: this is a bug in opsex, please report it with the lines below\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return couldNot;
}
