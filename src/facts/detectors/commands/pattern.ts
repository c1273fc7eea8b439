/** A command line pattern, ready to be compared (the notation is described in `verbs.data.ts`). */
export interface Pattern {
  readonly programs: readonly string[];
  readonly inOrder: readonly (readonly string[])[];
  readonly never: readonly string[];
}

export function readPattern(text: string): Pattern {
  const [programs = '', ...rest] = text.split(' ');
  return {
    programs: programs.split('|'),
    inOrder: rest.filter(word => !word.startsWith('!')).map(word => word.split('|')),
    never: rest.filter(word => word.startsWith('!')).map(word => word.slice(1)),
  };
}

/** Compares the words behind the program. */
export function fits(pattern: Pattern, words: readonly string[]): boolean {
  let at = 0;
  for (const wanted of pattern.inOrder) {
    while (at < words.length && !wanted.some(text => same(text, words[at] ?? ''))) at++;
    if (at++ >= words.length) return false;
  }
  return !pattern.never.some(text => words.some(word => same(text, word)));
}

/** `*` at either end stands for any text. */
function same(wanted: string, word: string): boolean {
  const open = wanted.startsWith('*');
  const close = wanted.endsWith('*');
  if (wanted === '*') return true;
  if (open && close) return word.includes(wanted.slice(1, -1));
  if (open) return word.endsWith(wanted.slice(1));
  return close ? word.startsWith(wanted.slice(0, -1)) : word === wanted;
}
