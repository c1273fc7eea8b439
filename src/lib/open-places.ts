/** A place in a text that somebody has still to fill in. */
export interface OpenPlace {
  /** 1-based */
  readonly line: number;
  /** What belongs there. */
  readonly asks: string;
}

const opening = '<fill in: ';
const place = /<fill in: ([^<>\n]{1,200})>/g;

/** Marks a place for somebody to fill in. */
export function openPlace(asks: string): string {
  return `${opening}${asks}>`;
}

/** All places of a text that are marked as `<fill in: …>`, in their order. */
export function openPlaces(text: string): readonly OpenPlace[] {
  if (!text.includes(opening)) return [];
  return text.split('\n').flatMap((line, index) => [...line.matchAll(place)].map(([, asks = '']) => ({ line: index + 1, asks })));
}
