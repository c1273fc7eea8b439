import type { Clause } from '../model/model-schema.ts';

/** A test in words, with its conditions as written. */
export function clauseInWords(clause: Clause): string {
  if ('some' in clause) return `${atLeast(clause.at_least ?? 1)} ${named(clause.some, clause)}${holds(clause.holds)}${otherwise(clause)}`;
  if ('every' in clause) return `${share(clause.at_least)} ${named(clause.every, clause)}${holds(clause.holds)}${otherwise(clause)}`;
  if ('none' in clause) return `no ${named(clause.none, clause)}${given(clause.given)}${otherwise(clause)}`;
  if ('measure' in clause) return `the metric \`${clause.measure}\` ${bounds(clause)}`;
  if ('ask_people' in clause) return 'what people state';
  if ('same_as' in clause) return `the answer to [${clause.same_as}](#${clause.same_as})`;
  if ('for_each' in clause) return `for ${share(clause.at_least)} ${named('service', clause)}: ${grouped(clause.has)}`;
  const [word, parts] = 'all_of' in clause ? ['and', clause.all_of] : ['or', clause.any_of];
  return parts.map(grouped).join(` **${word}** `);
}

function grouped(clause: Clause): string {
  const words = clauseInWords(clause);
  return 'all_of' in clause || 'any_of' in clause ? `(${words})` : words;
}

function named(kind: string, { where }: { where?: string }): string {
  return `\`${kind}\`${where === undefined ? '' : ` where \`${where}\``}`;
}

function given(kind: string | undefined): string {
  return kind === undefined ? '' : ` although there is a \`${kind}\``;
}

function holds(condition: string | undefined): string {
  return condition === undefined ? '' : ` with \`${condition}\``;
}

function otherwise({ unclear, absent }: { unclear?: string; absent?: string }): string {
  const parts = [
    unclear === undefined ? '' : `open when \`${unclear}\``,
    absent === undefined ? '' : `${absent.replace('_', ' ')} when there is none`,
  ];
  const said = parts.filter(Boolean).join(', ');
  return said ? ` [${said}]` : '';
}

type Bound = number | string | undefined;

function atLeast(bound: number | string): string {
  return bound === 1 ? 'a' : `at least ${text(bound)}`;
}

function share(bound: Bound): string {
  return bound === undefined || bound === 1 ? 'every' : `a share of at least ${text(bound)} of every`;
}

function bounds(clause: Extract<Clause, { measure: string }>): string {
  const limits: [string, Bound][] = [
    ['at least', clause.at_least],
    ['at most', clause.at_most],
    ['below', clause.below],
    ['above', clause.above],
  ];
  const said = limits.flatMap(([word, bound]) => (bound === undefined ? [] : [`${word} ${text(bound)}`]));
  const samples = clause.samples === undefined ? '' : ` over at least ${text(clause.samples)} samples`;
  return `${said.length > 0 ? said.join(' and ') : 'is known'}${samples}`;
}

function text(bound: number | string): string {
  return typeof bound === 'number' ? String(bound) : `\`${bound}\``;
}
