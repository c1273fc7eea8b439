import type { CriterionJson } from '../../../../src/report/contract.ts';
import { useModelText } from '../../data/use-data.ts';
import { addressOf } from '../../route.ts';
import { effortText } from '../../words.ts';

/** What to do about it, in words. */
export function Remedy({ criterion, workload }: { readonly criterion: CriterionJson; readonly workload: string }) {
  const text = useModelText()?.criteria.find(each => each.id === criterion.id);
  if (criterion.verdict === 'met' || criterion.verdict === 'not_applicable') return null;
  return (
    <section className="panel" aria-labelledby="remedy">
      <h2 id="remedy">What to do</h2>
      <p>{criterion.remedy}</p>
      {criterion.verdict === 'unknown' && text?.settle && (
        <p>
          <b>To settle it:</b> {text.settle}
        </p>
      )}
      <p className="muted">
        Effort {criterion.effort} ({effortText[criterion.effort]}){text?.person === 'may' && ' · a statement of a person may decide it'}
        {text?.person === 'only' && ' · only a statement of a person can decide it'}
        {(text?.person === 'may' || text?.person === 'only') && (
          <>
            {': '}
            <a href={addressOf({ page: 'checklist', workload, show: text.person === 'only' ? 'people' : 'all' })}>checklist</a>
          </>
        )}
      </p>
    </section>
  );
}
