import type { AssessmentJson, CriterionJson } from '../../../../src/report/contract.ts';
import type { ModelTextJson } from '../../../../src/report/web-contract.ts';
import type { ChecklistPart } from '../../route.ts';

/** A criterion with what the model says of it beyond the verdict. */
export interface CheckLine {
  readonly criterion: CriterionJson;
  readonly person: 'only' | 'may' | 'no';
  /** How long a statement about it holds when its author does not say. */
  readonly days: number;
}

/** The lines of the checklist: all that lies above level 1, where everybody starts. */
export function linesOf(assessment: AssessmentJson, model: ModelTextJson | null): readonly CheckLine[] {
  const texts = new Map(model?.criteria.map(text => [text.id, text]));
  return assessment.criteria
    .filter(({ level }) => level > 1)
    .map(criterion => {
      const text = texts.get(criterion.id);
      return { criterion, person: text?.person ?? 'no', days: text?.days ?? shortest };
    });
}

const shortest = 90;

export function belongsTo(part: ChecklistPart, { criterion: { verdict, gate }, person }: CheckLine): boolean {
  if (part === 'open') return verdict !== 'met' && verdict !== 'not_applicable';
  if (part === 'people') return person === 'only';
  return part === 'all' || gate !== null;
}

export interface CheckGroup {
  readonly control: AssessmentJson['controls'][number];
  readonly lines: readonly CheckLine[];
}

/** By level, then by control, in the order of the assessment. */
export function grouped(
  lines: readonly CheckLine[],
  controls: AssessmentJson['controls'],
): readonly { readonly level: number; readonly groups: readonly CheckGroup[] }[] {
  const levels = [...new Set(lines.map(({ criterion }) => criterion.level))].sort();
  return levels.map(level => ({
    level,
    groups: controls.flatMap(control => {
      const own = lines.filter(({ criterion }) => criterion.level === level && criterion.control === control.id);
      return own.length > 0 ? [{ control, lines: own }] : [];
    }),
  }));
}
