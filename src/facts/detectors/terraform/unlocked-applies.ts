import type { Known } from '../../../model/fact.ts';
import type { Located } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';

/** A command that applies without taking the lock, whatever the backend offers; a plan without it harms nothing. */
export interface UnlockedApply {
  readonly kind: 'unlocked';
  /** The folder of the root, when the command names it. */
  readonly folder?: string;
}

export function unlockedApplies(file: SourceFile): readonly UnlockedApply[] {
  const lines = file.text.replaceAll('\\\n', ' ').split('\n').slice(0, 20_000);
  const found = lines.filter(
    line => line.length < 2_000 && !/^\s*(?:#|\/\/)/.test(line) && applies.test(line) && line.includes('-lock=false'),
  );
  return found.slice(0, 20).map(line => ({ kind: 'unlocked', folder: /-chdir=["']?([\w./-]{1,200})/.exec(line)?.[1] }));
}

const applies = /\b(?:terraform|tofu|terragrunt)\s.*\b(?:apply|destroy)\b/;

/** Whether a root that its backend would lock is locked when it is applied. */
export function lockingUnder(locking: Known, folder: string, found: readonly Located<UnlockedApply>[], roots: number): Known {
  if (locking !== 'yes' || found.length === 0) return locking;
  const named = found.filter(({ finding }) => finding.folder !== undefined);
  if (named.some(({ finding }) => plain(finding.folder ?? '') === folder) || (roots === 1 && named.length < found.length)) return 'no';
  return named.length < found.length ? 'unknown' : locking;
}

function plain(folder: string): string {
  return folder.replace(/^(?:\.\/)+|\/+$/g, '');
}
