import type { ModelTextJson } from '../../../../src/report/web-contract.ts';

export interface Example {
  readonly path: string;
  readonly variant: readonly string[];
  /** The line of the file that is shown first, counted from 1. */
  readonly first: number;
  readonly lines: readonly string[];
  /** How many lines follow that are not shown. */
  readonly rest: number;
  /** The scaffold writes more than these lines. */
  readonly isPart: boolean;
}

type Reference = NonNullable<ModelTextJson['criteria'][number]['examples']>[number];

const mostLines = 32;

/** The lines that an example is about, without what they are indented by. */
export function exampleOf({ scaffold, file, from }: Reference, scaffolds: NonNullable<ModelTextJson['scaffolds']>): Example | undefined {
  const found = scaffolds.find(({ name }) => name === scaffold);
  const shown = found?.files[file];
  if (!found || !shown) return undefined;
  const lines = upToBreak(shown.lines.slice(from - 1));
  const rest = shown.lines.length - (from - 1) - lines.length + shown.leftOut;
  return {
    path: shown.path,
    variant: shown.for,
    first: from,
    lines: outdented(trimmed(lines)),
    rest,
    isPart: rest > 0 || from > 1 || found.files.length > 1,
  };
}

/** As much as is shown at once; what is cut ends where the file itself has a gap, when there is one late enough. */
function upToBreak(lines: readonly string[]): readonly string[] {
  if (lines.length <= mostLines) return lines;
  const shown = lines.slice(0, mostLines);
  const gap = shown.findLastIndex(line => line.trim() === '');
  return gap >= mostLines * 0.6 ? shown.slice(0, gap) : shown;
}

/** Blank lines at the end show nothing. */
function trimmed(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex(line => line.trim() !== '');
  return lines.slice(0, last + 1);
}

function outdented(lines: readonly string[]): readonly string[] {
  const depths = lines.filter(line => line.trim() !== '').map(line => line.length - line.trimStart().length);
  const least = Math.min(...depths);
  return lines.map(line => line.slice(least));
}

const names: Readonly<Record<string, string>> = {
  github: 'GitHub',
  gitlab: 'GitLab',
  aws: 'AWS',
  gcp: 'Google Cloud',
  azure: 'Azure',
  node: 'Node.js',
  python: 'Python',
  go: 'Go',
  java: 'Java',
  argo: 'Argo Rollouts',
  flagger: 'Flagger',
};

/** `GitHub, AWS` */
export function variantText(variant: readonly string[]): string {
  return variant.length === 0 ? 'everything' : variant.map(word => names[word] ?? word).join(', ');
}
