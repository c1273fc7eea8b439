import { type Changes, isUnchanged, type LevelChange, type VerdictChange } from './changes.ts';
import type { AssessmentJson, CriterionJson } from './contract.ts';
import { code, literal } from './markdown-text.ts';

const mostRows = 15;

/** By this line a later run finds the comment of an earlier one. */
export const commentMark = '<!-- opsex -->';

/** A comment for a pull request: only what changed. Without a baseline, where it stands and what comes next. */
export function toComment(json: AssessmentJson, changes: Changes | undefined): string {
  const body = changes ? (isUnchanged(changes) ? [unchangedLine(json, changes)] : changed(json, changes)) : standing(json);
  return `${commentMark}\n${body.join('\n')}\n`;
}

function unchangedLine(json: AssessmentJson, changes: Changes): string {
  return `opsex: nothing changed for ${literal(json.workload.name)} (${spanOf(json.overall.level)}) since ${sinceWords(changes)}.`;
}

function changed(json: AssessmentJson, changes: Changes): readonly string[] {
  const { better, worse, other, levels } = changes;
  const overall = levels.find(({ id }) => id === 'overall');
  const headline = overall
    ? `${spanOf(overall.from)} → **${spanOf(overall.to)}**`
    : `${spanOf(json.overall.level)}, ${worse.length} worse, ${better.length} better`;
  return [
    `### Operational excellence of ${literal(json.workload.name)}: ${headline}`,
    '',
    ...controlTable(levels.filter(({ id }) => id !== 'overall')),
    ...rows('Worse', worse),
    ...rows('Better', better),
    ...rows('Also changed', other),
    ...(changes.model.changed ? ['The model changed as well: not every difference comes from this change.', ''] : []),
    `<sub>Since ${sinceWords(changes)}. ${code('opsex explain CRITERION')} shows the evidence.</sub>`,
  ];
}

function controlTable(levels: readonly LevelChange[]): readonly string[] {
  if (levels.length === 0) return [];
  const lines = levels.map(({ id, title, from, to }) => `| ${literal(id)} ${literal(title)} | ${spanOf(from)} | **${spanOf(to)}** |`);
  return ['| control | before | now |', '|---|---|---|', ...lines, ''];
}

function rows(title: string, changes: readonly VerdictChange[]): readonly string[] {
  if (changes.length === 0) return [];
  const shown = changes.slice(0, mostRows).map(({ from, to, criterion }) => {
    const step = `${words(from)} → **${words(to)}**`;
    const todo = to === 'met' ? '' : ` ${literal(criterion.remedy)}`;
    return `- ${code(criterion.id)} ${step}: ${literal(criterion.ask)}${placeOf(criterion)}${todo}`;
  });
  const more = changes.length > shown.length ? [`- and ${changes.length - shown.length} more`] : [];
  return [`**${title}**`, '', ...shown, ...more, ''];
}

function placeOf({ verdict, evidence, missing }: CriterionJson): string {
  const first = (verdict === 'met' ? evidence : missing).find(({ path }) => path !== null);
  return first ? ` (${code(`${first.path}:${first.line}`)})` : '';
}

function standing(json: AssessmentJson): readonly string[] {
  const { level, progress } = json.overall;
  const gates = progress ? `, ${progress.met} of ${progress.of} gates to level ${progress.level}` : '';
  return [
    `### Operational excellence of ${literal(json.workload.name)}: ${spanOf(level)}${gates}`,
    '',
    ...json.roadmap
      .slice(0, 3)
      .map(step => `${step.rank}. ${literal(step.title)} (${code(step.criteria[0] ?? '')}, effort ${step.effort})`),
  ];
}

function sinceWords({ since }: Changes): string {
  return since.commit ? code(since.commit.slice(0, 8)) : since.asOf.slice(0, 10).replace(/[^\d-]/g, '');
}

function words(verdict: string): string {
  return verdict.replaceAll('_', ' ');
}

export function spanOf(level: AssessmentJson['overall']['level']): string {
  if (!level) return 'does not apply';
  return level.proven === level.possible ? `level ${level.proven}` : `level ${level.proven}–${level.possible}`;
}
