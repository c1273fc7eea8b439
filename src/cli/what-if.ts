import { statSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { assume, fulfilment, wordsOf } from '../judge/assume.ts';
import { levelsWith } from '../judge/plan.ts';
import { plainJson } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { Assessment } from '../model/assessment.ts';
import { rootOf } from '../model/same-criterion.ts';
import { type Supposed, toWhatIfJson, whatIfToTerminal } from '../report/what-if.ts';
import { terminalColumns, wantsColour, writeResult } from './output.ts';
import { packageVersion } from './package-root.ts';
import { criterionNamed } from './people/criterion-named.ts';
import { type AssessmentOptions, runAssessment } from './run-assessment.ts';
import { sharedOptions } from './shared-options.ts';

interface Options extends AssessmentOptions {
  readonly json?: boolean;
  readonly output?: string;
}

/** Criteria are given as `+id` and `-id`, so that the command has no short options. */
export function addWhatIf(program: Command): void {
  const command = program
    .command('whatif')
    .summary('show the levels that would result if criteria were met, or no longer met')
    .usage('[options] [path] +criterion … -criterion …')
    .argument('[changes...]', '+criterion: if it were met; -criterion: if it were not; and the folder of the repository')
    .helpOption('--help', 'display help for command')
    .allowUnknownOption();
  sharedOptions(command)
    .option('--json', 'print the public JSON (opsex.whatif/1)')
    .addOption(new Option('--output <file>', 'write to a file instead of standard output'))
    .addHelpText('after', '\n  opsex whatif +rb-top3 +oncall-escalation\n  opsex whatif services/shop -ci-tests-on-pr')
    .action(async (words: readonly string[], options: Options) => {
      const { path, done, undone } = readChanges(words);
      const assessment = await runAssessment(path, options);
      const json = toWhatIfJson(suppose(assessment, done, undone), assessment, packageVersion());
      const screen = { colour: wantsColour(options.output), columns: terminalColumns() };
      writeResult(options.json ? `${plainJson(json)}\n` : whatIfToTerminal(json, screen), options.output);
    });
}

interface Changes {
  readonly path: string;
  readonly done: readonly string[];
  readonly undone: readonly string[];
}

function readChanges(words: readonly string[]): Changes {
  const long = words.find(word => word.startsWith('--'));
  if (long !== undefined) throw new UserError(`unknown option ${long}`, 'opsex whatif --help lists the options');
  const paths = words.filter(word => !/^[+-]/.test(word));
  const of = (sign: string) => [...new Set(words.filter(word => word.startsWith(sign)).map(word => word.slice(1)))];
  const [done, undone] = [of('+'), of('-')];
  if (done.length + undone.length === 0) throw new UserError('nothing is supposed', 'Name criteria: opsex whatif +rb-top3 -ci-tests-on-pr');
  const both = done.find(id => undone.includes(id));
  if (both !== undefined) throw new UserError(`${both} cannot be met and not met`, 'Name it once, with + or with -');
  if (paths.length > 1)
    throw new UserError(`there are ${paths.length} folders: ${paths.join(', ')}`, 'Criteria begin with + or -: +rb-top3');
  const [path = '.'] = paths;
  if (!statSync(path, { throwIfNoEntry: false })) throw new UserError(`${path} does not exist`, 'Criteria begin with + or -: +rb-top3');
  return { path, done, undone };
}

function suppose({ model, verdicts }: Assessment, plus: readonly string[], minus: readonly string[]): Supposed {
  const criteria = new Map(model.criteria.map(criterion => [criterion.id, criterion]));
  const roots = (ids: readonly string[]) => [...new Set(ids.map(id => rootOf(criterionNamed(model, id).id, criteria)))];
  const [done, undone] = [roots(plus), roots(minus)];
  const assumed = { done: new Set(done), undone: new Set(undone) };
  const words = wordsOf(verdicts);
  const after = assume(model, words, assumed);
  const holds = fulfilment(model, words, assumed);
  return {
    done,
    undone,
    changed: [...after].flatMap(([id, word]) => (word === words.get(id) ? [] : [id])),
    open: done.filter(id => !holds(id)),
    after: levelsWith(model, verdicts, assumed.done, assumed.undone),
  };
}
