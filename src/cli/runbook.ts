import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { plainJson, plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import { type Fact, isKind, isOwn } from '../model/fact.ts';
import { type RunbookPolicy, runbookPolicyOf } from '../model/runbook-policy.ts';
import type { RunbooksJson } from '../report/registers/contract.ts';
import { fileReader } from '../sources/repository/read-file.ts';
import { dayArgument, today } from './dates.ts';
import { type FactOptions, foundFacts } from './found-facts.ts';
import { openModel } from './model-source.ts';
import { terminalColumns, wantsColour, writeResult } from './output.ts';
import { writeBelow } from './register-file.ts';
import { cacheHelp, configOption, noConfigHelp } from './shared-options.ts';

interface Options extends FactOptions {
  readonly asOf?: string;
  readonly model?: string;
  readonly json?: boolean;
  readonly index?: string | true;
  readonly reportOnly?: boolean;
}

const usualIndex = 'docs/runbooks/README.md';
const belowWhatWasAsked = 1;

export function addRunbook(program: Command): void {
  program
    .command('runbook')
    .summary('check runbooks: coverage of services and paging alerts, freshness, quality, broken links')
    .command('check')
    .summary('what is missing; exit code 1 when a runbook is too weak, a link is broken or an alert that pages has none')
    .argument('[path]', 'folder of the repository', '.')
    .option('--index [file]', `write the coverage into an index (${usualIndex})`)
    .option('--report-only', 'exit with 0 whatever is missing')
    .option('--json', 'print the public JSON (opsex.runbooks/1)')
    .option('--model <path>', 'take the limits from the model in this folder or file')
    .addOption(new Option('--as-of <date>', 'the day that counts as today').argParser(dayArgument))
    .option('--no-cache', cacheHelp)
    .addOption(configOption())
    .option('--no-config', noConfigHelp)
    .action(check);
}

async function check(path: string, options: Options): Promise<void> {
  const json = await runbooksJson(path, options);
  const { runbookScreen } = await import('../report/registers/runbook-screen.ts');
  const screen = { colour: wantsColour(undefined), columns: terminalColumns() };
  writeResult(options.json ? `${plainJson(json)}\n` : runbookScreen(json, screen), undefined);
  if (options.index !== undefined) await writeIndex(json, resolve(path), options.index === true ? usualIndex : options.index);
  if (!options.reportOnly && isWanting(json)) process.exitCode = belowWhatWasAsked;
}

function isWanting({ runbooks, alerts }: RunbooksJson): boolean {
  const bare = alerts.some(({ paging, runbook }) => paging === 'yes' && ['none', 'placeholder', 'broken'].includes(runbook));
  return bare || runbooks.some(({ sufficient, broken }) => !sufficient || broken.length > 0);
}

async function writeIndex(json: RunbooksJson, root: string, file: string): Promise<void> {
  const { indexDocument, indexMark } = await import('../report/registers/runbook-index.ts');
  const there = fileReader(root)(file);
  if ('text' in there && !there.text.startsWith(indexMark))
    throw new UserError(`${file} is there already, and opsex did not write it`, 'Name another file: --index docs/runbooks/index.md');
  writeBelow(root, file, indexDocument(json, file), 'text' in there ? 'replace' : 'new');
  process.stderr.write(`${plainText(file)} written: commit it\n`);
}

async function runbooksJson(path: string, options: Options): Promise<RunbooksJson> {
  const [{ facts }, policy, { readRunbook }, { targetsOf }] = await Promise.all([
    foundFacts(path, options),
    policyOf(options.model),
    import('../registers/runbooks/read.ts'),
    import('../facts/detectors/runbooks/links.ts'),
  ]);
  const [root, day] = [resolve(path), today(options.asOf)];
  const targets = targetsOf(await pathsBelow(root));
  const read = fileReader(root);
  const runbooks = facts.flatMap(fact => {
    if (!isKind(fact, 'runbook') || !isOwn(fact) || !fact.fields.incident || fact.origin.kind !== 'file') return [];
    const content = read(fact.origin.path);
    return 'text' in content ? [readRunbook(fact, fact.origin.path, content.text, targets, policy, day)] : [];
  });
  return {
    schema: 'opsex.runbooks/1',
    runbooks: runbooks.map(each => ({ ...each, services: [...each.services], reasons: [...each.reasons], broken: [...each.broken] })),
    services: servicesIn(
      facts,
      runbooks.filter(({ sufficient }) => sufficient),
    ),
    alerts: facts.flatMap(pagingAlert),
  };
}

async function pathsBelow(root: string): Promise<readonly string[]> {
  const { openRepository } = await import('../sources/repository/open-repository.ts');
  return (await openRepository(root)).listing.paths;
}

async function policyOf(model: string | undefined): Promise<RunbookPolicy> {
  return runbookPolicyOf(await openModel(model));
}

function servicesIn(
  facts: readonly Fact[],
  runbooks: readonly { readonly path: string; readonly services: readonly string[] }[],
): RunbooksJson['services'] {
  const services = new Map(
    facts.flatMap(fact => (isKind(fact, 'service') && isOwn(fact) ? [[fact.fields.name, fact.fields.critical] as const] : [])),
  );
  const only = services.size === 1; // what is about no service by name is about the only one
  return [...services].map(([name, critical]) => {
    const runbook = runbooks.find(each => each.services.includes(name) || (only && each.services.length === 0));
    return { name, critical, runbook: runbook?.path ?? null };
  });
}

function pagingAlert(fact: Fact): RunbooksJson['alerts'] {
  if (!isKind(fact, 'alert.rule') || !isOwn(fact) || fact.origin.kind !== 'file') return [];
  const { name, paging, enabled, vendored, runbook } = fact.fields;
  if (paging === 'no' || enabled === 'no' || vendored || fact.scope.production === 'no') return [];
  return [{ name, path: fact.origin.path, line: fact.origin.line, paging, runbook }];
}
