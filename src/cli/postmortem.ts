import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { plainJson, plainText } from '../lib/plain-text.ts';
import { type Fact, isKind, isOwn } from '../model/fact.ts';
import type { PostmortemsJson } from '../report/registers/contract.ts';
import { fileReader } from '../sources/repository/read-file.ts';
import { dayArgument, today } from './dates.ts';
import { type FactOptions, foundFacts } from './found-facts.ts';
import { terminalColumns, wantsColour, writeResult } from './output.ts';
import { writeBelow } from './register-file.ts';
import { cacheHelp, configOption, noConfigHelp } from './shared-options.ts';

interface Options extends FactOptions {
  readonly asOf?: string;
  readonly json?: boolean;
}

interface NewOptions extends Options {
  readonly date: string;
  readonly severity: string;
  readonly service?: string;
  readonly folder: string;
}

const belowWhatWasAsked = 1;

export function addPostmortem(program: Command): void {
  const postmortem = program.command('postmortem').summary('write postmortems, and see what is missing in them and which actions are open');
  shared(
    postmortem
      .command('new')
      .summary('begin a postmortem from the template of the team, or from that of opsex')
      .argument('<title>', 'what happened, in one line')
      .argument('[path]', 'folder of the repository', '.')
      .addOption(new Option('--date <date>', 'the day of the incident').argParser(dayArgument).makeOptionMandatory())
      .requiredOption('--severity <severity>', 'how severe it was (SEV1)')
      .option('--service <name>', 'the service that it hit')
      .option('--folder <path>', 'where postmortems are kept', 'docs/postmortems'),
  ).action(begin);
  const readers = [
    ['check', 'what is missing in each postmortem; exit code 1 when one of the last half-year is not full'],
    ['actions', 'open and overdue actions, the share that is done, and incidents that came again'],
  ] as const;
  for (const [name, summary] of readers)
    shared(postmortem.command(name).summary(summary).argument('[path]', 'folder of the repository', '.'))
      .option('--json', 'print the public JSON (opsex.postmortems/1)')
      .action((path: string, options: Options) => show(name, path, options));
}

function shared(command: Command): Command {
  return command
    .addOption(new Option('--as-of <date>', 'the day that counts as today').argParser(dayArgument))
    .option('--no-cache', cacheHelp)
    .addOption(configOption())
    .option('--no-config', noConfigHelp);
}

async function begin(title: string, path: string, options: NewOptions): Promise<void> {
  const { facts } = await foundFacts(path, options);
  const { reviewFile, reviewForm, reviewTemplate } = await import('../registers/postmortems/form.ts');
  const [root, folder] = [resolve(path), options.folder.replace(/\/+$/, '')];
  const review = { ...options, title: plainText(title).trim() };
  const file = reviewFile(folder, review);
  const usual = `${folder}/template.md`;
  const template = textOf(root, templateIn(facts) ?? usual);
  writeBelow(root, file, reviewForm(review, template), 'new');
  const lines = [`${plainText(file)} begun: fill in each section; it counts once it is written`];
  if (template === undefined && !facts.some(fact => fact.kind === 'postmortem.template')) {
    writeBelow(root, usual, reviewTemplate, 'new');
    lines.push(`${plainText(usual)} written: the template of the next ones`);
  }
  writeResult(`${lines.join('\n')}\n`, undefined);
}

/** The path of the team's template, when it is a document. */
function templateIn(facts: readonly Fact[]): string | undefined {
  const found = facts.find(fact => isKind(fact, 'postmortem.template') && isOwn(fact) && fact.fields.tool === 'document');
  return found?.origin.kind === 'file' ? found.origin.path : undefined;
}

function textOf(root: string, path: string): string | undefined {
  const content = fileReader(root)(path);
  return 'text' in content && /\.(?:md|markdown)$/i.test(path) ? content.text : undefined;
}

async function show(name: 'check' | 'actions', path: string, options: Options): Promise<void> {
  const day = today(options.asOf);
  const json = await postmortemsJson(path, options, day);
  const { actionScreen, postmortemScreen } = await import('../report/registers/postmortem-screen.ts');
  const screen = { colour: wantsColour(undefined), columns: terminalColumns() };
  const text = name === 'check' ? postmortemScreen(json, screen) : actionScreen(json, screen);
  writeResult(options.json ? `${plainJson(json)}\n` : text, undefined);
  const halfYear = new Date(Date.parse(day) - 183 * 86_400_000).toISOString().slice(0, 10);
  if (name === 'check' && json.postmortems.some(({ valid, date }) => !valid && date >= halfYear)) process.exitCode = belowWhatWasAsked;
}

/** What `opsex postmortem` prints as JSON. */
export async function postmortemsJson(path: string, options: FactOptions, day: string): Promise<PostmortemsJson> {
  const { facts } = await foundFacts(path, options);
  const [{ readReview }, { completionOf, openActions, repeatsIn }] = await Promise.all([
    import('../registers/postmortems/read.ts'),
    import('../registers/postmortems/actions.ts'),
  ]);
  const read = fileReader(resolve(path));
  const template = facts.find(fact => fact.kind === 'postmortem.template' && isOwn(fact));
  const reviews = facts.flatMap(fact => {
    if (!isKind(fact, 'postmortem') || !isOwn(fact) || fact.fields.drill || fact.origin.kind !== 'file') return [];
    const content = read(fact.origin.path);
    return 'text' in content ? [readReview(fact, fact.origin.path, content.text, template !== undefined)] : [];
  });
  const { due, done } = completionOf(reviews, day);
  return {
    schema: 'opsex.postmortems/1',
    postmortems: reviews
      .map(({ actions, gaps, ...review }) => ({ ...review, gaps: [...gaps], actions: actions.length }))
      .sort((a, b) => b.date.localeCompare(a.date)),
    template: template?.origin.kind === 'file' ? template.origin.path : null,
    actions: {
      due,
      done,
      completion: due === 0 ? null : Math.round((100 * done) / due) / 100,
      open: openActions(reviews, day).map(({ path: file, line, text, due: until, owned, overdue }) => ({
        path: file,
        line,
        text,
        due: until,
        owned,
        overdue,
      })),
    },
    repeats: repeatsIn(reviews, day).map(({ cause, paths }) => ({ cause, paths: [...paths] })),
  };
}
