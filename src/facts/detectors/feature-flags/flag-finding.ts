import type { Language } from '../source-signals.ts';

/** Code asks a kit for the value of a flag. */
export interface Asked {
  readonly kind: 'asked';
  readonly sdk: string;
  readonly language: Language;
  readonly line: number;
}

/** A registry of flags that the team has written itself, with the names under which it is read. */
export interface Registry {
  readonly kind: 'registry';
  readonly name: string;
  readonly language: Language;
  readonly line: number;
}

/** A flag made of a registry's class and kept under a name: `DarkMode = Flag.new("dark_mode")`. */
export interface FlagConstant {
  readonly kind: 'constant';
  readonly registry: string;
  readonly name: string;
  readonly line: number;
}

/** Code asks something whether it is on: `DarkMode.enabled?`. */
export interface Reading {
  readonly kind: 'reading';
  readonly name: string;
  readonly language: Language;
  readonly line: number;
}

interface Lifecycle {
  readonly kind: 'lifecycle';
  readonly tool: string;
  readonly line: number;
}

export type FlagFinding = Asked | Registry | FlagConstant | Reading | Lifecycle;
