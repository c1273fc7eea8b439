import type { TextDocument } from '../../../lib/text-document.ts';

const width = 24;
const shingle = 5;

/** A MinHash of the word sequences of a document: the share of equal places estimates how much of the text is the same. */
export function signatureOf(document: TextDocument): readonly number[] {
  const words = document.sections.flatMap(section => section.lines.flatMap(line => line.text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []));
  if (words.length < shingle * 4) return [];
  const least = new Array<number>(width).fill(0xffffffff);
  for (let index = 0; index + shingle <= Math.min(words.length, 5_000); index++) {
    const base = hash(words.slice(index, index + shingle).join(' '));
    for (let place = 0; place < width; place++) {
      const value = Math.imul(base ^ (place * 0x9e3779b1), 0x85ebca6b + place * 2) >>> 0;
      if (value < (least[place] ?? 0)) least[place] = value;
    }
  }
  return least;
}

/** Nearly the same text was there before: boilerplate repeated for every service counts once. */
export function isDuplicate(signature: readonly number[], others: readonly (readonly number[])[]): boolean {
  if (signature.length === 0) return false;
  return others
    .slice(-2_000)
    .some(other => other.length > 0 && other.filter((value, place) => value === signature[place]).length >= width * 0.9);
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value ^ (value >>> 13);
}
