/** How many slots the table of three-letter runs has; a power of two. */
const slots = 1 << 15;
const seen = new Uint8Array(slots);

/**
 * Answers whether words occur in one text. Most words do not: one pass over the text notes every run of three letters, and a word with a run
 * that was never seen is ruled out without another search. Made for many words in one text; only one finder is alive at a time.
 */
export function wordFinder(text: string): (word: string) => boolean {
  const known = new Map<string, boolean>();
  seen.fill(0);
  let first = text.charCodeAt(0);
  let second = text.charCodeAt(1);
  for (let at = 2; at < text.length; at++) {
    const third = text.charCodeAt(at);
    seen[slotOf(first, second, third)] = 1;
    first = second;
    second = third;
  }
  return word => {
    const answer = known.get(word);
    if (answer !== undefined) return answer;
    const found = mayOccur(word) && text.includes(word);
    known.set(word, found);
    return found;
  };
}

function mayOccur(word: string): boolean {
  for (let at = 2; at < word.length; at++) {
    if (seen[slotOf(word.charCodeAt(at - 2), word.charCodeAt(at - 1), word.charCodeAt(at))] === 0) return false;
  }
  return true;
}

function slotOf(first: number, second: number, third: number): number {
  return ((first * 961 + second * 31 + third) ^ (second << 7)) & (slots - 1);
}
