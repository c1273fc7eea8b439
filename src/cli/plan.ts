import { type Command, Option } from 'commander';
import { nextOverall, planTo } from '../judge/plan.ts';
import { plainJson } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Targets } from '../model/people.ts';
import { controlNamed } from '../model/people-in-model.ts';
import type { PlanTarget } from '../model/verdict.ts';
import { planToTerminal, toPlanJson } from '../report/plan.ts';
import { controlTarget, levelOf, repeated } from './gate.ts';
import { terminalColumns, wantsColour, writeResult } from './output.ts';
import { packageVersion } from './package-root.ts';
import { type AssessmentOptions, runAssessment } from './run-assessment.ts';
import { openSettings } from './settings-source.ts';
import { sharedOptions } from './shared-options.ts';

interface Options extends AssessmentOptions {
  readonly target?: number;
  readonly control: readonly { readonly id: string; readonly level: number }[];
  readonly json?: boolean;
  readonly output?: string;
}

export function addPlan(program: Command): void {
  const command = program
    .command('plan')
    .summary('show the smallest set of actions that proves a level, in the order in which to do them')
    .argument('[path]', 'folder of the repository', '.')
    .addOption(new Option('--target <level>', 'the overall level to reach').argParser(levelOf))
    .addOption(
      repeated('--control <id=level>', 'the level that a control should reach (010=4); may be given several times', controlTarget),
    );
  sharedOptions(command)
    .option('--json', 'print the public JSON (opsex.plan/1)')
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .addHelpText('after', '\nWithout a target: those of opsex.yaml, else the next overall level.')
    .action(async (path: string, options: Options) => {
      const assessment = await runAssessment(path, options);
      const written = await writtenTargets(path, options);
      const targets = targetsOf(assessment, options, written);
      const { model, verdicts } = assessment;
      const json = toPlanJson(planTo(model, verdicts, targets), assessment, packageVersion(), written?.by);
      const screen = { colour: wantsColour(options.output), columns: terminalColumns(), path };
      writeResult(options.json ? `${plainJson(json)}\n` : planToTerminal(json, screen), options.output);
    });
}

/** What opsex.yaml asks for, unless the command line does. */
async function writtenTargets(path: string, { target, control, config }: Options): Promise<Targets | undefined> {
  return target === undefined && control.length === 0 ? (await openSettings(path, config))?.people?.targets : undefined;
}

function targetsOf({ model, verdicts }: Assessment, { target, control }: Options, written: Targets | undefined): readonly PlanTarget[] {
  const controls = written ? Object.entries(written.controls).map(([id, level]) => ({ id, level })) : control;
  const overall = written ? written.overall : target;
  const asked = [
    ...(overall === undefined ? [] : [{ of: 'overall', level: overall }]),
    ...controls.map(({ id, level }) => {
      const of = controlNamed(model, id);
      if (of === undefined)
        throw new UserError(`the model has no control "${id}"`, `It has ${model.controls.map(each => each.id).join(', ')}`);
      return { of, level };
    }),
  ];
  return asked.length > 0 ? asked : [{ of: 'overall', level: nextOverall(verdicts) }];
}
