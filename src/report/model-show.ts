import type { Criterion, Model } from '../model/model.ts';

/** An overview of a model for a terminal: each control with its criteria by level. */
export function renderModelShow(model: Model): string {
  const gates = model.criteria.filter(({ gate }) => gate !== undefined).length;
  const lines = [
    `${model.title} (${model.id} ${model.version})`,
    `${model.controls.length} controls, ${model.criteria.length} criteria, ${gates} gates`,
    model.digest,
  ];
  for (const control of model.controls) {
    lines.push('', `${control.id} ${control.title}`);
    for (const { level, name } of control.cells) {
      const criteria = model.criteria.filter(criterion => criterion.control === control.id && criterion.level === level);
      lines.push(`  ${level} ${name}`, ...criteria.map(line));
    }
  }
  return `${lines.join('\n')}\n`;
}

function line({ id, gate, cap, ask }: Criterion): string {
  return `    ${gate !== undefined ? `gate${gate}` : cap !== undefined ? `cap${cap} ` : '     '} ${id.padEnd(32)} ${ask}`;
}
