import { plainText } from '../../lib/plain-text.ts';
import { UserError } from '../../lib/user-error.ts';
import type { Criterion, Model } from '../../model/model.ts';
import { daysAfter, type Statement } from '../../model/people.ts';
import { statementDays } from '../../model/statement-days.ts';
import { fileHasher } from '../../sources/repository/read-file.ts';
import { askChoice, askText, canAsk } from './questions.ts';

/** What is known of a statement before the rest is asked for. */
export interface Draft {
  readonly met?: boolean;
  readonly claim?: string;
  readonly evidence?: string;
  readonly by?: string;
  readonly on: string;
  readonly until?: string;
}

/** A statement as it is written into `opsex.yaml`. */
export type WrittenStatement = Readonly<Record<string, unknown>> & { readonly until: string };

interface Context {
  readonly model: Model;
  readonly criterion: Criterion;
  /** Folder of the repository: files named as evidence stand in it. */
  readonly root: string;
  /** Who stated something last. */
  readonly usual?: string;
  /** What was stated about it before: offered again. */
  readonly earlier?: Statement;
}

/** Completes a statement: what is not given is asked for on the terminal, or is an error where nobody can answer. */
export async function completeStatement(draft: Draft, context: Context): Promise<WrittenStatement> {
  const { criterion, root, usual } = context;
  refuseIncomplete(draft);
  const met = draft.met ?? (await askChoice(plainText(criterion.ask), answers)) === 'yes';
  const earlier = context.earlier?.met === met ? context.earlier : undefined;
  const claim = draft.claim ?? (await askText({ ...offered(earlier?.claim), message: met ? how : lacking, refuse: tooShort }));
  const seen = draft.evidence ?? (await askText({ ...offered(placeOf(earlier)), message: where, refuse: noEvidence(root) }));
  const evidence = evidenceFor(seen, root);
  const by = draft.by ?? (await askText({ ...offered(usual), message: 'Who says so?', refuse: nobody }));
  const until = draft.until ?? daysAfter(draft.on, statementDays(context.model, criterion));
  return { criterion: criterion.id, claim, ...(met ? {} : { met }), evidence, by, on: draft.on, until };
}

const how = 'How is it done, in a sentence?';
const lacking = 'What is missing, in a sentence?';
const where = 'Where can it be seen? An address, or a file of the repository';

function offered(otherwise: string | undefined): { readonly otherwise?: string } {
  return otherwise === undefined ? {} : { otherwise: plainText(otherwise) };
}

function placeOf(statement: Statement | undefined): string | undefined {
  if (!statement) return undefined;
  return 'url' in statement.evidence ? statement.evidence.url : statement.evidence.file;
}

const answers = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
] as const;

function refuseIncomplete({ claim, evidence, by }: Draft): void {
  if (canAsk()) return;
  const missing = Object.entries({ '--claim': claim, '--evidence': evidence, '--by': by }).flatMap(([flag, value]) =>
    value === undefined ? [flag] : [],
  );
  if (missing.length > 0)
    throw new UserError(
      `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing, and there is no terminal to ask on`,
      'Give them as options: opsex attest --help',
    );
}

export function tooShort(text: string): string | undefined {
  return text.length < 8 ? 'Write a sentence' : undefined;
}

function nobody(text: string): string | undefined {
  return text === '' ? 'Write a name or an address' : undefined;
}

function noEvidence(root: string): (text: string) => string | undefined {
  return text => {
    if (text === '') return 'Name an address or a file: what nobody can look at convinces nobody';
    const found = evidenceOr(text, root);
    return 'problem' in found ? found.problem : undefined;
  };
}

function evidenceFor(text: string, root: string): string | { readonly file: string; readonly sha256: string } {
  const found = evidenceOr(text, root);
  if ('problem' in found) throw new UserError(found.problem, 'Name an address (https://…) or a file of the repository');
  return found.evidence;
}

type Evidence = string | { readonly file: string; readonly sha256: string };

function evidenceOr(text: string, root: string): { readonly evidence: Evidence } | { readonly problem: string } {
  if (/^https?:\/\/[^\s/]+/.test(text)) return { evidence: text };
  const file = text.replace(/^\.\//, '');
  if (file.startsWith('/') || file.split('/').includes('..')) return { problem: `${text} is not in the repository` };
  const hash = fileHasher(root)(file);
  if ('sha256' in hash) return { evidence: { file, sha256: hash.sha256 } };
  return { problem: hash.problem === 'is tracked by git but not on disk' ? `there is no file ${text}` : `${text} ${hash.problem}` };
}
