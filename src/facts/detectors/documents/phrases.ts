/**
 * A test whether a text holds one of the phrases as whole words, in any letter case. `diagnos*` stands for every word that begins so.
 * The data files of the detectors are lists of such phrases.
 */
export function phrases(list: readonly string[]): RegExp {
  const alternatives = list.map(phrase =>
    phrase
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '[\\p{L}\\p{N}]*')
      .replaceAll(' ', '[\\s_-]+'),
  );
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
}

/** A name or path as separate words: `nodeCordonAndDrain.md` -> `node Cordon And Drain md`. */
export function spoken(name: string): string {
  return name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/[-_./]+/g, ' ');
}
