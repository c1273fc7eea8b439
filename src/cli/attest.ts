import { resolve } from 'node:path';
import type { Command } from 'commander';
import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { Criterion, Model } from '../model/model.ts';
import { dayOf, daysAfter, type PeoplesPart, type Statement } from '../model/people.ts';
import { statementDays } from '../model/statement-days.ts';
import { openModel } from './model-source.ts';
import { writeResult } from './output.ts';
import { criterionNamed } from './people/criterion-named.ts';
import { completeStatement, type Draft } from './people/draft.ts';
import { emptySettings, openToEdit, saveSettings } from './settings-edit.ts';
import { openSettings } from './settings-source.ts';

interface Options {
  readonly claim?: string;
  readonly evidence?: string;
  readonly by?: string;
  readonly on?: string;
  readonly until?: string;
  readonly met: boolean;
  readonly renew?: boolean;
  readonly waive?: string;
  readonly notApplicable?: string;
  readonly config?: string;
  readonly model?: string;
}

export function addAttest(program: Command): void {
  program
    .command('attest')
    .summary('state what files cannot show: written to opsex.yaml with your name, evidence and an end')
    .argument('<criterion>', 'id of a criterion (pm-blameless)')
    .argument('[path]', 'folder of the repository', '.')
    .option('--claim <text>', 'what is so, in a sentence')
    .option('--evidence <address|file>', 'where it can be seen; a file is written down with its hash')
    .option('--by <person>', 'who says so, or who owns a waiver')
    .option('--on <date>', 'the day it is said; today when left out')
    .option('--until <date>', 'the last day it holds; left out: what the model says for such criteria')
    .option('--no-met', 'state that it is not so')
    .option('--renew', 'add it although an earlier statement still holds')
    .option('--waive <reason>', 'accept the gap for a time instead (with --by and --until)')
    .option('--not-applicable <reason>', 'state that the criterion does not apply here instead')
    .option('--config <file>', 'write to this file instead of the opsex.yaml of the repository')
    .option('--model <path>', 'the model in this folder or file instead of WAF++ Operational Excellence')
    .action(attest);
}

async function attest(id: string, path: string, options: Options): Promise<void> {
  const model = await openModel(options.model);
  const criterion = criterionNamed(model, id);
  const file = openToEdit(path, options.config);
  const people = file.text === undefined ? undefined : (await openSettings(path, options.config ?? undefined))?.people;
  const { section, entry, says } = await entryFor(criterion, model, people, path, options);
  const { withEntry } = await import('../config/add-entry.ts');
  await saveSettings(file, withEntry(file.text ?? emptySettings, section, entry));
  writeResult(
    `${plainText(`${file.shown}: ${says}`)}\nopsex explain ${criterion.id}${path === '.' ? '' : ` ${plainText(path)}`} shows what it does\n`,
    undefined,
  );
}

interface NewEntry {
  readonly section: 'statements' | 'waivers' | 'not_applicable';
  readonly entry: Readonly<Record<string, unknown>>;
  readonly says: string;
}

async function entryFor(
  criterion: Criterion,
  model: Model,
  people: PeoplesPart | undefined,
  path: string,
  options: Options,
): Promise<NewEntry> {
  const { id } = criterion;
  const listed = (list: readonly { criterion: string; at: { path: string; line: number } }[] = []) =>
    list.find(each => each.criterion === id)?.at;
  if (options.waive !== undefined) {
    refuseSecond(listed(people?.waivers), 'waiver', id);
    const { by: owner, until } = options;
    if (!owner || !until) throw new UserError('a waiver needs an owner and an end', 'Give --by PERSON and --until 2026-12-31');
    return {
      section: 'waivers',
      entry: { criterion: id, reason: options.waive, owner, until },
      says: `${owner} accepts the gap in ${id} until ${until}`,
    };
  }
  if (options.notApplicable !== undefined) {
    refuseSecond(listed(people?.exemptions), 'entry', id);
    return { section: 'not_applicable', entry: { criterion: id, reason: options.notApplicable }, says: `${id} is said not to apply` };
  }
  refuseClosed(criterion);
  const on = options.on ?? dayOf(new Date());
  const earlier = people?.statements.filter(each => each.criterion === id).at(-1);
  if (earlier) refuseEarly(earlier, statementDays(model, criterion), on, options);
  const context = { model, criterion, root: resolve(path), ...usual(people), ...(earlier ? { earlier } : {}) };
  const entry = await completeStatement(draftOf(options, on), context);
  const { by, met = true, until } = entry;
  return { section: 'statements', entry, says: `${by} states until ${until} that ${id} is ${met ? 'met' : 'not met'}` };
}

/** `--no-met` is an answer; that it is left out is one only where the rest of the statement is given as well. */
function draftOf({ claim, evidence, by, until, met }: Options, on: string): Draft {
  const rest = { on, ...(claim ? { claim } : {}), ...(evidence ? { evidence } : {}), ...(by ? { by } : {}), ...(until ? { until } : {}) };
  return met && claim === undefined ? rest : { ...rest, met };
}

function usual(people: PeoplesPart | undefined): { readonly usual?: string } {
  const by = people?.statements.at(-1)?.by;
  return by === undefined ? {} : { usual: by };
}

function refuseSecond(at: { readonly path: string; readonly line: number } | undefined, what: string, id: string): void {
  if (at)
    throw new UserError(
      `${at.path}:${at.line} already has a ${what} for ${id}`,
      'Change it there: what people agreed on is not replaced unseen',
    );
}

function refuseClosed({ id, person, settle }: Criterion): void {
  if (person === 'only' || person === 'may') return;
  throw new UserError(
    `${id} is decided by evidence alone: statements do not count`,
    settle ?? `opsex explain ${id} says what would show it`,
  );
}

/** Nobody renews without knowing: the earlier statement may be another person's. */
function refuseEarly({ by, on, until = '', met, at, criterion }: Statement, days: number, today: string, { renew }: Options): void {
  const end = until || daysAfter(on, days);
  if (renew || end < today) return;
  throw new UserError(
    plainText(`${at.path}:${at.line}: ${by} states until ${end} that ${criterion} is ${met ? 'met' : 'not met'}`),
    'Add a newer statement all the same with --renew; the earlier one stays in the file',
  );
}
