import type { Control, Criterion, Model } from '../model/model.ts';
import { clauseInWords } from './clause-in-words.ts';

/** The reference of a model as Markdown: everything that it asks, and how each answer is found. */
export function renderModelDocs(model: Model): string {
  const parts = [
    `# ${model.title}`,
    `<!-- Written by opsex from the model. Change the model, not this page. -->`,
    `Model \`${model.id}\`, version ${model.version}: ${model.controls.length} controls, ${model.criteria.length} criteria, ${gates(model).length} of them gates of the overall level.`,
    ...levelsPart(model),
    ...checklistsPart(model),
    ...entryPathPart(model),
    ...model.controls.flatMap(control => controlPart(model, control)),
    ...applicabilityPart(model),
    ...policiesPart(model),
  ];
  return `${parts.join('\n\n')}\n`;
}

function gates(model: Model): readonly Criterion[] {
  return model.criteria.filter(({ gate }) => gate !== undefined);
}

function levelsPart({ levels }: Model): string[] {
  return [
    '## Levels',
    ...levels.map(({ level, name, summary, phrases }) =>
      [`### Level ${level}: ${name}`, summary, list((phrases ?? []).map(({ text, criteria }) => `${text}: ${links(criteria)}`))].join(
        '\n\n',
      ),
    ),
  ];
}

function checklistsPart({ checklists }: Model): string[] {
  if (checklists.length === 0) return [];
  const parts = checklists.map(({ level, group, lines }) =>
    [`### Level ${level}: ${group}`, list(lines.map(({ text, criteria }) => `${text}: ${links(criteria)}`))].join('\n\n'),
  );
  return ['## Checklists', ...parts];
}

function entryPathPart({ entryPath }: Model): string[] {
  if (entryPath.length === 0) return [];
  const rows = entryPath.map(({ priority, title, why, controls }) => [`${priority}`, title, why, controls.join(', ')]);
  return ['## Recommended entry path', table(['Priority', 'Action', 'Why first', 'Controls'], rows)];
}

function controlPart(model: Model, { id, title, cells }: Control): string[] {
  const criteria = model.criteria.filter(({ control }) => control === id);
  const names = cells.map(({ level, name }) => [`${level}`, name]);
  return [`## ${id} ${title}`, table(['Level', 'Name'], names), ...criteria.map(criterion => criterionPart(model, criterion))];
}

function criterionPart(model: Model, criterion: Criterion): string {
  const { id, level, gate, cap, ask, remedy, effort, settle, policies, from, applies } = criterion;
  const rank = [
    `level ${level}`,
    gate === undefined ? '' : `gate of level ${gate}`,
    cap === undefined ? '' : `caps level ${cap} when it is not met`,
    criterion.optional ? 'does not block its control' : '',
  ];
  const facts = [
    `Shown by: ${clauseInWords(criterion.test)}`,
    applies ? `Applies: [${applies}](#applicability)` : '',
    `Remedy (${effort}): ${remedy}`,
    settle ? `While unknown: ${settle}` : '',
    criterion.needs ? `After: ${links(criterion.needs)}` : '',
    personInWords(model, criterion),
    policies ? `Reading: ${policies.map(policy => `[${policy}](#${policy})`).join(', ')}` : '',
    `From: ${from.join(', ')}`,
  ];
  return [`### ${id}`, `${ask} *(${rank.filter(Boolean).join(', ')})*`, list(facts.filter(Boolean))].join('\n\n');
}

function personInWords({ statements }: Model, { person, lasts }: Criterion): string {
  if (person === undefined || person === 'no') return 'Statements by people: do not count';
  const days = statements.find(({ kind }) => kind === lasts)?.days;
  const time = days ? `, for ${days} days` : '';
  return person === 'only'
    ? `Statements by people: only they can decide it${time}`
    : `Statements by people: count where evidence is silent${time}`;
}

function applicabilityPart({ applicability }: Model): string[] {
  if (applicability.length === 0) return [];
  const rows = applicability.map(({ id, when, otherwise }) => [id, code(when), otherwise]);
  return ['## Applicability', table(['Rule', 'Holds when', 'Otherwise'], rows)];
}

function policiesPart({ policies }: Model): string[] {
  if (policies.length === 0) return [];
  const parts = policies.map(({ id, title, reading, values }) => {
    const named = Object.entries(values ?? {}).map(([name, value]) => `\`${name}\` = ${value}`);
    return [`### ${id}`, `**${title}.** ${reading}`, ...(named.length > 0 ? [list(named)] : [])].join('\n\n');
  });
  return ['## Policies', 'How open points of the model are read, and the numbers that criteria use.', ...parts];
}

function links(ids: readonly string[]): string {
  return ids.map(id => `[${id}](#${id})`).join(', ');
}

function list(lines: readonly string[]): string {
  return lines.map(line => `- ${line}`).join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map(cells => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
