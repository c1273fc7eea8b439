import { isKind, isWeaker } from '../model/fact.ts';
import type { Criterion } from '../model/model.ts';
import type { Searched } from '../model/verdict.ts';
import type { Finding } from './ground.ts';

/** Why the verdict is what it is, in one sentence without a full stop. */
export function reasonFor(criterion: Criterion, finding: Finding, searched: Searched): string {
  const looked = lookedAt(searched);
  const share = finding.coverage ? `${finding.coverage.covered} of ${finding.coverage.applicable}` : undefined;
  switch (finding.answer) {
    case 'met':
      if (finding.evidence.length === 0) return `nothing to the contrary was found (${looked})`;
      return share && finding.coverage?.applicable !== 1 ? `${share} fulfil it` : 'the evidence shows it';
    case 'not_met':
      if (finding.absent) return `none was found (${looked})${finding.assumed ? '; the sources are said to hold all there is' : ''}`;
      return share ? `${share} fulfil it` : 'the evidence shows that it is not so';
    case 'not_applicable':
      return 'there is nothing here that it could apply to';
    case 'unknown':
      return unknownReason(criterion, finding, looked, share);
  }
}

function unknownReason(criterion: Criterion, finding: Finding, looked: string, share: string | undefined): string {
  if (finding.cause === 'too_few_samples') return tooFew(finding);
  if (finding.cause === 'unreadable') return 'files that could show it could not be read';
  if (finding.cause === 'not_searched')
    return finding.kinds.includes('metric') ? 'no deployment or incident events are connected' : 'nothing has looked for it yet';
  if (criterion.person === 'only' && finding.absent) return 'only people can say';
  if (finding.absent && finding.kinds.length === 1 && finding.kinds[0] === 'metric') return 'the recorded events do not tell it';
  if (finding.absent) return `none was found (${looked}); it may be kept where files do not show it`;
  const open = finding.missing.length;
  if (open > 0 && finding.missing.every(fact => isKind(fact, 'metric') && !fact.fields.known)) return tooFew(finding);
  if (finding.missing.some(fact => isWeaker(fact.strength, criterion.strength ?? 'declared')))
    return finding.missing.every(fact => fact.kind === 'metric')
      ? 'the value is a guess from releases or git history; events of deployments and incidents would prove it'
      : `${open === 1 ? 'the one below is' : `${open} below are`} declared in files; nothing shows that ${open === 1 ? 'it is' : 'they are'} active`;
  return `${share ? `${share} fulfil it; ` : ''}${open === 1 ? 'the one below' : `${open} below`} cannot be decided from the files`;
}

function tooFew({ missing }: Finding): string {
  const metrics = missing.filter(fact => isKind(fact, 'metric'));
  const shown = metrics.map(({ fields }) => (fields.known ? `${fields.name} rests on ${fields.n} only` : `${fields.name} has no value`));
  return `there are too few measured values${shown.length > 0 ? `: ${shown.join(', ')}` : ''}`;
}

function lookedAt({ files }: Searched): string {
  if (files === 0) return 'no file that could show it is there';
  return `${files} ${files === 1 ? 'file' : 'files'} searched`;
}
