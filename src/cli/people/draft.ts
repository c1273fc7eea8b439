import { UserError } from '../../lib/user-error.ts';
import type { Criterion, Model } from '../../model/model.ts';
import { daysAfter } from '../../model/people.ts';
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
}

/** Completes a statement: what is not given is asked for on the terminal, or is an error where nobody can answer. */
export async function completeStatement(draft: Draft, context: Context): Promise<WrittenStatement> {
  const { criterion, root, usual } = context;
  refuseIncomplete(draft);
  const met = draft.met ?? (await askChoice(criterion.ask, answers)) === 'yes';
  const claim =
    draft.claim ??
    (await askText({ message: met ? 'How is it done, in a sentence?' : 'What is missing, in a sentence?', refuse: tooShort }));
  const evidence = evidenceFor(
    draft.evidence ??
      (await askText({ message: 'Where can it be seen? An address, or a file of the repository', refuse: noEvidence(root) })),
    root,
  );
  const by = draft.by ?? (await askText({ message: 'Who says so?', ...(usual ? { otherwise: usual } : {}), refuse: nobody }));
  const until = draft.until ?? daysAfter(draft.on, daysFor(context));
  return { criterion: criterion.id, claim, ...(met ? {} : { met }), evidence, by, on: draft.on, until };
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

/** How many days a statement about the criterion holds. */
export function daysFor({ model, criterion }: Pick<Context, 'model' | 'criterion'>): number {
  const days = model.statements.find(({ kind }) => kind === criterion.lasts)?.days;
  return days ?? Math.min(365, ...model.statements.map(each => each.days));
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
