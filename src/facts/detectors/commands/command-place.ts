import type { Reading } from './effects.ts';

/** What is known of the place where a command stands. */
export interface CommandPlace {
  readonly line: number;
  readonly blocking: boolean;
  /** The folder in which the command runs, relative to that of the script. */
  readonly folder: string;
  /** Reads a script that stands as text inside the command. */
  inner(script: string): Reading;
}

/** A command as one short line, for reports. */
export function shortened(words: readonly string[]): string {
  const text = words.join(' ').replace(/\s+/g, ' ');
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
