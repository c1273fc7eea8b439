import { decideLevels } from '../../../../src/judge/levels.ts';
import type { AssessmentJson, CriterionJson } from '../../../../src/report/contract.ts';
import { shortId } from '../../words.ts';

export type Levels = ReturnType<typeof decideLevels>;

/** The levels once the named criteria are met, decided by the same code that decides them in an assessment. */
export function levelsWith(assessment: AssessmentJson, done: ReadonlySet<string>): Levels {
  const counted = assessment.criteria.map(criterion => ({
    verdict: done.has(criterion.id) ? ('met' as const) : criterion.verdict,
    criterion: countedCriterion(criterion),
  }));
  return decideLevels(assessment, counted);
}

function countedCriterion({ id, control, level, gate, cap, optional }: CriterionJson) {
  return {
    id,
    control,
    level,
    ...(gate === null ? {} : { gate }),
    ...(cap === undefined ? {} : { cap }),
    ...(optional ? { optional } : {}),
  };
}

/** What is open up to a level: its gates, and the outcomes that are known to hold it down. */
export function neededFor(assessment: AssessmentJson, level: number): readonly string[] {
  return assessment.criteria
    .filter(({ verdict }) => verdict === 'not_met' || verdict === 'unknown' || verdict === 'waived')
    .filter(
      ({ gate, cap, verdict }) =>
        (gate !== null && gate <= level) || (gate === null && cap !== undefined && cap <= level && verdict === 'not_met'),
    )
    .map(({ id }) => id);
}

export interface Target {
  readonly id: string;
  readonly label: string;
  readonly criteria: readonly string[];
}

/** What one may aim at: the overall levels that are not proven yet, and the next level of each control. */
export function targetsOf(assessment: AssessmentJson): readonly Target[] {
  const proven = assessment.overall.level?.proven ?? 5;
  const overall = [2, 3, 4, 5].filter(level => level > proven);
  const controls = (assessment.nextLevels ?? []).filter(next => next.of !== 'overall');
  return [
    ...overall.map(level => ({ id: `level-${level}`, label: `level ${level}`, criteria: neededFor(assessment, level) })),
    ...controls.map(({ of, to, criteria }) => ({ id: of, label: `${shortId(of)} at level ${to}`, criteria })),
  ];
}

/** The chosen steps as a list for an issue or a page. */
export function planInMarkdown(assessment: AssessmentJson, done: ReadonlySet<string>): string {
  const steps = assessment.roadmap.filter(step => step.criteria.some(id => done.has(id)));
  const then = levelsWith(assessment, done).overall.level;
  const now = assessment.overall.level;
  return [
    `# Plan for ${literal(assessment.workload.name)}`,
    '',
    `Level ${now?.proven ?? '–'} proven today; ${then?.proven ?? '–'} once ${steps.length === 1 ? 'this step is' : `these ${steps.length} steps are`} done.`,
    '',
    ...steps.map(step => `- [ ] ${literal(step.title)} (${step.criteria.map(id => `\`${id}\``).join(', ')}, effort ${step.effort})`),
    '',
  ].join('\n');
}

function literal(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#|!~@&]/g, character => `\\${character}`);
}
