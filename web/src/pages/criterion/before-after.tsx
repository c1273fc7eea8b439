import type { AssessmentJson, CriterionJson } from '../../../../src/report/contract.ts';
import { useModelText } from '../../data/use-data.ts';
import { After } from './after.tsx';
import { Before } from './before.tsx';

/** What was found beside what fulfils it, where a scaffold shows that. */
export function BeforeAfter({ criterion, assessment }: { readonly criterion: CriterionJson; readonly assessment: AssessmentJson }) {
  const model = useModelText();
  const examples = model?.criteria.find(each => each.id === criterion.id)?.examples ?? [];
  if (criterion.verdict === 'met' || criterion.verdict === 'not_applicable' || !model?.scaffolds || examples.length === 0) return null;
  return (
    <section className="panel before-after" aria-label="Before and after">
      <Before criterion={criterion} assessment={assessment} />
      <After id={criterion.id} examples={examples} scaffolds={model.scaffolds} />
    </section>
  );
}
