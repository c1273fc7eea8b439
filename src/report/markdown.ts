import type { AssessmentJson, CriterionJson, StatementJson } from './contract.ts';
import { effortsInWords } from './efforts.ts';
import { code, literal } from './markdown-text.ts';

/** The assessment as a Markdown document. */
export function toMarkdown(json: AssessmentJson): string {
  return `${[...heading(json), ...controls(json), ...contradictions(json), ...wayUp(json), ...steps(json), ...criteria(json), ...limits(json)].join('\n')}\n`;
}

function heading({ workload, asOf, model, overall, coverage, opsex }: AssessmentJson): readonly string[] {
  const source = workload.sources[0];
  const { level, progress, heldBackBy } = overall;
  const span = level ? `proven **${level.proven}**, possible **${level.possible}**` : 'does not apply';
  return [
    `# Operational excellence: ${literal(workload.name)}`,
    '',
    `Level: ${span}${progress ? ` · ${progress.met} of ${progress.of} gates to level ${progress.level}` : ''}`,
    '',
    ...(heldBackBy.length > 0 ? [`Held back by: ${heldBackBy.map(id => `\`${id}\``).join(', ')}`, ''] : []),
    `${coverage.met} met, ${coverage.not_met} not met, ${coverage.unknown} unknown, ${coverage.not_applicable} not applicable, ${coverage.waived} waived.`,
    '',
    `As of ${asOf}, commit ${source?.commit ?? 'none'}${source?.dirty ? ' with uncommitted changes' : ''}, model ${model.id} ${model.version}, opsex ${opsex}.`,
    '',
  ];
}

function controls(json: AssessmentJson): readonly string[] {
  const rows = json.controls.map(
    ({ id, title, level, heldBackBy }) =>
      `| ${id} | ${literal(title)} | ${level ? level.proven : 'n/a'} | ${level ? level.possible : 'n/a'} | ${heldBackBy.map(each => `\`${each}\``).join(', ')} |`,
  );
  return ['## Controls', '', '| control | title | proven | possible | held back by |', '|---|---|---|---|---|', ...rows, ''];
}

function contradictions({ contradictions = [] }: AssessmentJson): readonly string[] {
  return contradictions.length === 0
    ? []
    : ['## What does not fit together', '', ...contradictions.map(({ says }) => `- ${literal(says)}`), ''];
}

/** What raises which level, with the fewest actions. */
function wayUp({ nextLevels = [] }: AssessmentJson): readonly string[] {
  if (nextLevels.length === 0) return [];
  const rows = nextLevels.map(({ of, from, to, criteria, effort, alsoRaises }) => {
    const besides = alsoRaises.map(each => `${each.of} to ${each.to}`).join(', ');
    return `| ${of} | ${from} → ${to} | ${effortsInWords(effort)} | ${criteria.map(id => `\`${id}\``).join(', ')} | ${besides} |`;
  });
  return ['## The way up', '', '| raises | level | actions | criteria | raises as well |', '|---|---|---|---|---|', ...rows, ''];
}

function steps({ roadmap }: AssessmentJson): readonly string[] {
  const rows = roadmap
    .slice(0, 10)
    .map(
      step => `${step.rank}. ${literal(step.title)} (\`${step.criteria.join('`, `')}\`, effort ${step.effort}; ${literal(step.unlocks)})`,
    );
  return rows.length === 0 ? [] : ['## Next steps', '', ...rows, ''];
}

function criteria(json: AssessmentJson): readonly string[] {
  return [
    '## Criteria',
    '',
    ...json.controls.flatMap(({ id, title }) => [
      `### ${id} ${literal(title)}`,
      '',
      ...json.criteria.filter(each => each.control === id).flatMap(criterion),
    ]),
  ];
}

function criterion(each: CriterionJson): readonly string[] {
  const verdict = each.verdict.replaceAll('_', ' ') + (each.cause ? ` (${each.cause.replaceAll('_', ' ')})` : '');
  return [
    `- **${verdict}** \`${each.id}\` (level ${each.level}${each.gate ? `, gate ${each.gate}` : ''}): ${literal(each.ask)} — ${literal(each.reason)}`,
    ...each.evidence.slice(0, 5).map(statement),
    ...(each.verdict === 'met' ? [] : each.missing.slice(0, 5).map(statement)),
  ].concat('');
}

function statement({ path, line, summary }: StatementJson): string {
  return `  - ${path === null ? '' : `${code(`${path}:${line}`)} `}${literal(summary)}`;
}

function limits({ notes, unread }: AssessmentJson): readonly string[] {
  if (notes.length === 0 && unread.length === 0) return [];
  return [
    '## What was left out',
    '',
    ...notes.map(note => `- ${literal(note)}`),
    ...unread.map(({ path, reason }) => `- ${code(path)}: ${literal(reason)}`),
    '',
  ];
}
