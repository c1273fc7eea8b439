import { type Command, InvalidArgumentError, Option } from 'commander';
import { nearest } from '../lib/nearest.ts';
import { plainJson } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { AssessmentJson } from '../report/contract.ts';
import { type Asked, decideGate, type Judged } from '../report/gate.ts';
import type { GateJson, GateResult } from '../report/gate-contract.ts';
import { toAssessmentJson } from '../report/json.ts';
import { type Also, alsoOption, writeAlso } from './also.ts';
import { baselineHelp, openBaseline } from './baseline.ts';
import { terminalColumns, wantsColour, writeResult } from './output.ts';
import { packageVersion } from './package-root.ts';
import { render } from './render.ts';
import { type AssessmentOptions, runAssessment } from './run-assessment.ts';
import { openSettings } from './settings-source.ts';
import { formatOption, sharedOptions } from './shared-options.ts';

const formats = ['terminal', 'json', 'markdown', 'comment', 'sarif', 'assessment', 'badge'] as const;
type Format = (typeof formats)[number];
const exitCodes: Readonly<Record<GateResult, number>> = { passed: 0, failed: 1, incomplete: 4 };

interface ControlTarget {
  readonly id: string;
  readonly level: number;
}

interface Options extends AssessmentOptions {
  readonly minLevel?: number;
  readonly control: readonly ControlTarget[];
  readonly require: readonly string[];
  readonly regression: boolean;
  readonly baseline?: string;
  readonly acceptIncomplete?: boolean;
  readonly json?: boolean;
  readonly format: Format;
  readonly output?: string;
  readonly also: readonly Also<Format>[];
}

export function addGate(program: Command): void {
  const command = program
    .command('gate')
    .summary('fail when a level is not reached, or slips')
    .argument('[path...]', 'folders of repositories, each a workload of its own', ['.'])
    .addOption(new Option('--min-level <level>', 'the overall level that must be proven').argParser(levelOf))
    .addOption(repeated('--control <id=level>', 'the level that a control must have (010=3); may be given several times', controlTarget))
    .addOption(repeated('--require <criterion>', 'a criterion that must be met; may be given several times', value => value))
    .option('--no-regression', 'no proven level and no met criterion of the baseline may be lost; needs --baseline')
    .option('--baseline <file|commit>', baselineHelp)
    .option('--accept-incomplete', 'pass as well where the level is possible but evidence is missing (exit code 0 instead of 4)');
  sharedOptions(command)
    .option('--json', 'print the public JSON (opsex.gate/1)')
    .addOption(formatOption(formats))
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .addOption(alsoOption(formats))
    .addHelpText('after', help)
    .action(run);
}

const help = `
Exit codes: 0 passed, 1 failed, 2 wrong use or configuration, 3 could not do it,
4 not shown but possible: the evidence is incomplete for what was asked.
Without any of the first options the targets of opsex.yaml are asked for.

  opsex gate --min-level 2
  opsex gate --control 010=3 --control 060=2 services/shop
  opsex gate --no-regression --baseline origin/main`;

async function run(paths: readonly string[], options: Options): Promise<void> {
  const asked = { ...(await askedFor(paths, options)), noRegression: options.regression === false };
  const judged: Judged[] = [];
  for (const path of paths) judged.push(await judge(path, options, asked));
  const first = judged[0]?.json;
  const checked = first ? withControlIds(asked, first) : asked;
  const gate = decideGate(checked, judged, packageVersion());
  writeResult(await rendered(gate, judged, options.json ? 'json' : options.format, options.output), options.output);
  await writeAlso(options.also, (format, file) => rendered(gate, judged, format, file));
  process.exitCode = gate.result === 'incomplete' && options.acceptIncomplete ? 0 : exitCodes[gate.result];
}

async function judge(path: string, options: Options, asked: Asked): Promise<Judged> {
  const json = toAssessmentJson(await runAssessment(path, options), packageVersion());
  withControlIds(asked, json); // says what is wrong before the baseline is judged
  if (options.baseline === undefined) return { json, path };
  const baseline = await openBaseline(options.baseline, path, options, json.asOf);
  const { changesSince } = await import('../report/changes.ts');
  return { json, path, changes: changesSince(baseline, json) };
}

async function askedFor(paths: readonly string[], options: Options): Promise<Omit<Asked, 'noRegression'>> {
  const { minLevel, control, require, regression, baseline } = options;
  if (regression === false && baseline === undefined)
    throw new UserError(
      '--no-regression needs something to compare with',
      'Add --baseline origin/main, or a file written with: opsex assess --json -o FILE',
    );
  if (minLevel !== undefined || control.length > 0 || require.length > 0 || regression === false)
    return { ...(minLevel === undefined ? {} : { level: minLevel }), controls: control, criteria: require };
  const targets = paths.length === 1 ? (await openSettings(paths[0] ?? '.', options.config))?.people?.targets : undefined;
  if (!targets)
    throw new UserError(
      'nothing is asked for',
      'Say what must hold: --min-level 2, --control 010=3, --require ci-tests-on-pr or --no-regression --baseline origin/main; or write targets into opsex.yaml',
    );
  const controls = Object.entries(targets.controls).map(([id, level]) => ({ id, level }));
  return { ...(targets.overall === undefined ? {} : { level: targets.overall }), controls, criteria: [] };
}

/** `010` stands for `WAF-OPS-010`. */
function withControlIds(asked: Asked, json: AssessmentJson): Asked {
  const controls = asked.controls.map(({ id, level }) => {
    const found = json.controls.find(each => each.id === id || each.id.endsWith(`-${id}`));
    if (!found)
      throw unknown(
        'control',
        id,
        json.controls.map(each => each.id),
      );
    return { id: found.id, level };
  });
  const ids = json.criteria.map(each => each.id);
  for (const id of asked.criteria) if (!ids.includes(id)) throw unknown('criterion', id, ids);
  return { ...asked, controls };
}

function unknown(what: string, id: string, ids: readonly string[]): UserError {
  const guess = nearest(id, ids);
  return new UserError(`the model has no ${what} "${id}"`, guess ? `Did you mean ${guess}?` : 'opsex model show lists all of them');
}

async function rendered(gate: GateJson, judged: readonly Judged[], format: Format, file: string | undefined): Promise<string> {
  if (format === 'json') return `${plainJson(gate)}\n`;
  if (format === 'terminal') {
    const { gateScreen } = await import('../report/gate-terminal.ts');
    return gateScreen(gate, judged, { colour: wantsColour(file), columns: terminalColumns() });
  }
  if (format === 'markdown' || format === 'comment') {
    const { gateMarkdown, gateComment } = await import('../report/gate-markdown.ts');
    return format === 'markdown' ? gateMarkdown(gate, judged) : gateComment(gate, judged);
  }
  const [only, ...others] = judged;
  if (!only || others.length > 0)
    throw new UserError(`${format} is about one workload, and ${judged.length} were named`, 'Run the gate once for each of them');
  return render(only.json, format === 'assessment' ? 'json' : format, { path: only.path });
}

export function levelOf(value: string): number {
  if (/^[1-5]$/.test(value)) return Number(value);
  throw new InvalidArgumentError('A level is 1, 2, 3, 4 or 5.');
}

export function controlTarget(value: string): ControlTarget {
  const [, id, level] = /^([\w-]+)=([1-5])$/.exec(value) ?? [];
  if (id === undefined || level === undefined) throw new InvalidArgumentError('Write the control and its level: 010=3.');
  return { id, level: Number(level) };
}

export function repeated<T>(flags: string, description: string, read: (value: string) => T): Option {
  return new Option(flags, description).argParser<readonly T[]>((value, earlier) => [...earlier, read(value)]).default([], 'none');
}
