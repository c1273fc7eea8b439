/** Characters that a reader cannot see or that reorder what is beside them: controls, overrides of direction, private use, halves of pairs. */
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** What may become such a character when the text is read as JSON. */
const escaped = /\\[bfnrtu]/;

/** JSON whose texts are safe to show: a name from an assessed repository cannot reorder or hide what stands beside it. */
export function parsePlain<T>(text: string): T {
  if (!escaped.test(text) && text.search(invisible) === -1) return JSON.parse(text) as T; // looking at each value takes ten times as long
  return JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? plain(value) : value)) as T;
}

function plain(text: string): string {
  return text.replace(invisible, character => (character === '\n' || character === '\t' ? ' ' : '\ufffd'));
}
