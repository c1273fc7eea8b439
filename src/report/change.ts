import type { Verdict } from '../model/verdict.ts';

/** What would change a verdict, in words for the reader. */
export function changeFor({ criterion, verdict, cause, basis, missing, searched }: Verdict): string {
  if (verdict === 'met')
    return `It stays met as long as the evidence above stands in the sources${criterion.lasts ? ' and is renewed in time' : ''}.`;
  if (verdict === 'not_applicable' && basis === 'person')
    return 'It applies when the entry in opsex.yaml goes, or facts show what it is about.';
  if (verdict === 'not_applicable') return 'It applies as soon as the sources show something that it is about.';
  if (verdict === 'waived') return 'It counts again when the waiver ends.';
  if (verdict === 'not_met') {
    return missing.length > 0
      ? `It is met when ${missing.length === 1 ? 'the fact above no longer falls short' : `enough of the ${missing.length} facts above no longer fall short`}.`
      : criterion.remedy;
  }
  if (cause === 'expired') return `Look again whether it is so, and state it anew: opsex attest ${criterion.id}`;
  if (cause === 'conflicting') return 'People and facts contradict each other: mend what is wrong, the statement or what the facts show.';
  if (cause === 'unreadable') return 'Mend or exclude the files that could not be read, then assess again.';
  if (criterion.person === 'only') return `Only people can say: opsex attest ${criterion.id}`;
  if (criterion.settle) return criterion.settle;
  if (criterion.person !== 'may') return 'Add the source that holds the evidence.';
  return searched.detectors.length > 0
    ? `Add the source that holds the evidence, or state it with a link to the evidence: opsex attest ${criterion.id}`
    : `State it with a link to the evidence: opsex attest ${criterion.id}`;
}
