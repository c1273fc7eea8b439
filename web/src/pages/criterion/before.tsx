import type { AssessmentJson, CriterionJson } from '../../../../src/report/contract.ts';
import { Statements } from '../../parts/statements.tsx';
import { plural } from '../../words.ts';

/** What was found: the first place that falls short, or that there is none. */
export function Before({ criterion, assessment }: { readonly criterion: CriterionJson; readonly assessment: AssessmentJson }) {
  const { missing, searched, evidence } = criterion;
  const first = missing.find(({ path }) => path !== null) ?? missing[0];
  return (
    <div className="before-part">
      <h2>Before: what was found</h2>
      {first ? (
        <>
          <Statements statements={[first]} assessment={assessment} />
          {missing.length > 1 && <p className="muted">and {missing.length - 1} more that fall short, or leave it open</p>}
        </>
      ) : (
        <p className="muted">{nothing(searched.files, evidence.length)}</p>
      )}
    </div>
  );
}

function nothing(files: number, evidence: number): string {
  if (evidence > 0) return 'What counts as evidence is not enough yet.';
  return files === 0
    ? 'Nothing was found: no file that could show it is there.'
    : `Nothing was found in ${plural(files, 'file')} read for it.`;
}
