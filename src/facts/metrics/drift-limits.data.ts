/** How many hours drift of a severity may stay, by the words that sources use for it; what has no word counts as the last. */
export const driftLimits: readonly { readonly words: readonly string[]; readonly hours: number }[] = [
  { words: ['critical', 'sev1', 'sev-1', 'p1', '1'], hours: 4 },
  { words: ['high', 'major', 'sev2', 'sev-2', 'p2', '2'], hours: 24 },
  { words: [], hours: 14 * 24 }, // a sprint
];
