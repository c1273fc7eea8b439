/**
 * A test whether a text holds one of the phrases as whole words, in any letter case. `diagnos*` stands for every word that begins so.
 * The data files of the detectors are lists of such phrases.
 */
export function phrases(list: readonly string[]): RegExp {
  const alternatives = list.map(phrase =>
    phrase
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', `[${letters}]*`)
      .replaceAll(' ', "[\\s_'’-]+"),
  );
  return new RegExp(`(?<![${letters}])(?:${alternatives.join('|')})(?![${letters}])`, 'i');
}

/** Digits and the letters of Latin, Greek and Cyrillic scripts: the classes of Unicode properties take long to compile. */
const letters = '0-9A-Za-z\\u00aa\\u00b5\\u00ba-\\u024f\\u0370-\\u052f';

/** A name or path as separate words: `nodeCordonAndDrain.md` -> `node Cordon And Drain md`. */
export function spoken(name: string): string {
  return name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/[-_./]+/g, ' ');
}
