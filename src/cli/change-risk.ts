import { readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { Git } from '../lib/git.ts';
import { plainJson, plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { RiskRules } from '../registers/change-risk/rules.ts';
import type { ChangeRiskJson } from '../report/registers/contract.ts';
import { fileReader } from '../sources/repository/read-file.ts';
import { dayArgument, today } from './dates.ts';
import { terminalColumns, wantsColour, writeResult } from './output.ts';
import { packageRoot } from './package-root.ts';
import { formatOption } from './shared-options.ts';

interface Options {
  readonly max?: string;
  readonly rules?: string;
  readonly asOf?: string;
  readonly json?: boolean;
  readonly format: 'terminal' | 'json' | 'markdown';
  readonly output?: string;
}

const ownRules = '.opsex/change-risk.yaml';
const levelNames = ['medium', 'high', 'critical'] as const;
const aboveWhatWasAsked = 1;

export function addChangeRisk(program: Command): void {
  program
    .command('change-risk')
    .summary('score the risk of a change by what it touches, and say why')
    .argument('<range>', 'commits of the change: main..HEAD')
    .argument('[path]', 'folder of the repository', '.')
    .addOption(new Option('--max <score>', 'exit with 1 above this score, or from this level on (medium, high, critical)').argParser(limit))
    .option('--rules <file>', `take these rules instead of ${ownRules} of the commit that the change starts from, or those of opsex`)
    .addOption(new Option('--as-of <date>', 'the day that counts as today, for freezes').argParser(dayArgument))
    .option('--json', 'print the public JSON (opsex.change-risk/1)')
    .addOption(formatOption(['terminal', 'json', 'markdown']))
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .action(run);
}

async function run(range: string, path: string, options: Options): Promise<void> {
  const json = await riskJson(range, path, options);
  const { riskMarkdown, riskScreen } = await import('../report/registers/risk-screen.ts');
  const format = options.json ? 'json' : options.format;
  const screen = () => riskScreen(json, { colour: wantsColour(options.output), columns: terminalColumns() });
  writeResult(format === 'json' ? `${plainJson(json)}\n` : format === 'markdown' ? riskMarkdown(json) : screen(), options.output);
  if (json.exceeded) process.exitCode = aboveWhatWasAsked;
}

async function riskJson(written: string, path: string, options: Options): Promise<ChangeRiskJson> {
  const git = await Git.open(resolve(path));
  if (!git)
    throw new UserError(`${path} is not a git repository`, 'Name the folder of a clone: opsex change-risk main..HEAD path/to/repository');
  const [{ rangeOf, readChange, textIn }, { riskOf }] = await Promise.all([
    import('../sources/repository/read-change.ts'),
    import('../registers/change-risk/score.ts'),
  ]);
  const range = await rangeOf(git, written);
  const { rules, from } = await openRules(options.rules, await textIn(git, range.base, ownRules));
  const files = await readChange(git, range);
  const { score, level, rules: holding } = riskOf({ files, ...(await surroundings(git, range.base, today(options.asOf))) }, rules);
  const max = maxOf(options.max, rules);
  return {
    schema: 'opsex.change-risk/1',
    ...range,
    files: files.length,
    lines: files.reduce((sum, file) => sum + file.lines, 0),
    score,
    level,
    rules: holding.map(rule => ({ ...rule, paths: [...rule.paths] })),
    rulesFrom: from,
    max,
    exceeded: max !== null && score > max,
  };
}

/** Owners and freezes are those of the commit that the change starts from: it cannot vouch for itself. */
async function surroundings(git: Git, base: string, day: string) {
  const [{ pathsIn, textIn }, { ownerFiles, ownersBy }, { isCalendar, isFrozen }] = await Promise.all([
    import('../sources/repository/read-change.ts'),
    import('../registers/change-risk/owners.ts'),
    import('../registers/change-risk/freeze.ts'),
  ]);
  const paths = await pathsIn(git, base);
  const owners = ownerFiles.find(file => paths.includes(file));
  const text = owners === undefined ? undefined : await textIn(git, base, owners);
  let frozenBy: string | undefined;
  for (const calendar of paths.filter(isCalendar).slice(0, 20)) {
    const content = await textIn(git, base, calendar);
    if (content !== undefined && isFrozen(calendar, content, day)) frozenBy ??= calendar;
  }
  return { ownersOf: text === undefined ? undefined : ownersBy(text), frozenBy };
}

async function openRules(
  named: string | undefined,
  own: string | undefined,
): Promise<{ readonly rules: RiskRules; readonly from: string }> {
  const [{ readRules }, { prepareLinearPatterns }] = await Promise.all([
    import('../registers/change-risk/rules.ts'),
    import('../lib/linear-pattern.ts'),
  ]);
  await prepareLinearPatterns();
  const from = named ?? (own === undefined ? 'opsex' : ownRules);
  const text = named === undefined ? (own ?? readFileSync(join(packageRoot(), 'rules/change-risk.yaml'), 'utf8')) : textOf(named);
  const read = readRules(text);
  if ('rules' in read) return { rules: read.rules, from };
  throw new UserError(
    `the rules of ${plainText(from)} cannot be used:\n  ${read.problems.slice(0, 20).map(plainText).join('\n  ')}`,
    'Mend the lines above (schemas/change-risk-rules-1.schema.json lists every key)',
  );
}

function textOf(file: string): string {
  try {
    const content = fileReader(dirname(resolve(file)))(basename(file));
    if ('text' in content) return content.text;
  } catch {
    // the message below says it
  }
  throw new UserError(`${file} cannot be read`, 'Name a file of rules after --rules');
}

/** A level stands for all below it: `--max high` lets pass what is less than high. */
function maxOf(written: string | undefined, { levels }: RiskRules): number | null {
  if (written === undefined) return null;
  const level = levelNames.find(name => name === written);
  return level ? levels[level] - 1 : Number(written);
}

function limit(value: string): string {
  if (levelNames.some(name => name === value) || /^(?:\d{1,2}|100)$/.test(value)) return value;
  throw new InvalidArgumentError('Write a score from 0 to 100, or medium, high or critical.');
}
