import type { Reading } from './effects.ts';
import { secretKeys } from './secrets.data.ts';

/** What is known of the place where a command stands. */
export interface CommandPlace {
  readonly line: number;
  readonly blocking: boolean;
  /** The folder in which the command runs, relative to that of the script. */
  readonly folder: string;
  /** Reads a script that stands as text inside the command. */
  inner(script: string): Reading;
}

/** A command as one short line, for reports. What it hands over as a secret is left out. */
export function shortened(words: readonly string[]): string {
  const text = words.map(withoutSecret).join(' ').replace(/\s+/g, ' ');
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

function withoutSecret(word: string, at: number, words: readonly string[]): string {
  const [, key = '', value = ''] = /^([\w.-]{1,60})[=:](.+)$/s.exec(word) ?? [];
  if (secretKeys.test(key) && !isReference(value)) return `${key}=…`;
  const before = words[at - 1] ?? '';
  if (/^--?[\w-]{1,60}$/.test(before) && secretKeys.test(before) && !word.startsWith('-') && !isReference(word)) return '…';
  if (/^(?:-u|--user)$/.test(before) && word.includes(':') && !isReference(word)) return `${word.slice(0, word.indexOf(':'))}:…`;
  return word.length > 20 ? word.replace(/\b(Bearer|Basic|token:?) [^\s"'$]{8,}/i, '$1 …') : word;
}

/** A variable or expression says where the secret comes from, not what it is. */
function isReference(value: string): boolean {
  return /[$%{<`]/.test(value);
}
