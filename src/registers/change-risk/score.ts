import { pathGlob } from '../../lib/glob.ts';
import { type LinearPattern, linearPattern } from '../../lib/linear-pattern.ts';
import type { RiskRule, RiskRules } from './rules.ts';

export interface ChangedFile {
  readonly path: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Lines added and removed; those of binary files and beyond what is looked at are counted, too. */
  readonly lines: number;
}

export interface Change {
  readonly files: readonly ChangedFile[];
  /** Who owns a path; `undefined` when the repository names no owners at all. */
  readonly ownersOf: ((path: string) => readonly string[]) | undefined;
  /** The calendar that freezes changes today. */
  readonly frozenBy: string | undefined;
}

interface RuleThatHolds {
  readonly id: string;
  readonly says: string;
  readonly points: number;
  /** What shows it, in words. */
  readonly because: string;
  readonly paths: readonly string[];
}

type RiskLevel = 'low' | 'medium' | 'high' | 'critical';

export interface Risk {
  readonly score: number;
  readonly level: RiskLevel;
  readonly rules: readonly RuleThatHolds[];
}

export function riskOf(change: Change, { rules, levels }: RiskRules): Risk {
  const holding = rules.flatMap(rule => holds(rule, change) ?? []);
  const sum = holding.reduce((points, rule) => points + rule.points, 0);
  const score = Math.min(100, Math.max(0, sum));
  const level = score >= levels.critical ? 'critical' : score >= levels.high ? 'high' : score >= levels.medium ? 'medium' : 'low';
  return { score, level, rules: holding.sort((a, b) => Math.abs(b.points) - Math.abs(a.points)) };
}

/** Nothing when one of the conditions does not hold. */
function holds(rule: RiskRule, change: Change): RuleThatHolds | undefined {
  const candidates = change.files.filter(({ path }) => fits(rule.paths, path, true) && !fits(rule.except, path, false));
  if (candidates.length === 0) return undefined;
  const files = withLines(rule, candidates);
  if (files.length === 0 || !isOfSize(rule, candidates) || !isAsListed(rule, change) || (rule.freeze && change.frozenBy === undefined))
    return undefined;
  const owned = byOwners(rule, candidates, change);
  if (owned === undefined) return undefined;
  const shown = owned.files ?? files;
  const paths = shown.map(({ path }) => path);
  return { id: rule.id, says: rule.says, points: rule.points, because: owned.because ?? becauseOf(rule, candidates, change, paths), paths };
}

function fits(globs: readonly string[] | undefined, path: string, otherwise: boolean): boolean {
  return globs === undefined ? otherwise : globs.some(glob => pathGlob(glob)(path));
}

function withLines({ added, removed }: RiskRule, files: readonly ChangedFile[]): readonly ChangedFile[] {
  const [gained, lost] = [added, removed].map(source => (source === undefined ? undefined : linearPattern(source)));
  const some = (pattern: LinearPattern | undefined, lines: readonly string[]) =>
    !pattern || lines.some(line => pattern.find(line) !== undefined);
  return files.filter(file => some(gained, file.added) && some(lost, file.removed));
}

function isOfSize({ lines_over, files_over, folders_over }: RiskRule, files: readonly ChangedFile[]): boolean {
  return (
    (lines_over === undefined || linesOf(files) > lines_over) &&
    (files_over === undefined || files.length > files_over) &&
    (folders_over === undefined || foldersOf(files).size > folders_over)
  );
}

function isAsListed({ without, only }: RiskRule, { files }: Change): boolean {
  return (
    (without === undefined || !files.some(({ path }) => fits(without, path, false))) &&
    (only === undefined || files.every(({ path }) => fits(only, path, false)))
  );
}

interface Owned {
  readonly because?: string;
  readonly files?: readonly ChangedFile[];
}

function byOwners({ owners_over, unowned }: RiskRule, files: readonly ChangedFile[], { ownersOf }: Change): Owned | undefined {
  if (owners_over === undefined && !unowned) return {};
  if (!ownersOf) return undefined;
  if (unowned) {
    const bare = files.filter(({ path }) => ownersOf(path).length === 0);
    return bare.length === 0 ? undefined : { files: bare };
  }
  const sets = new Set(files.map(({ path }) => ownersOf(path).join(' ')).filter(Boolean));
  return sets.size > (owners_over ?? 0) ? { because: [...sets].slice(0, 5).join(', ') } : undefined;
}

function becauseOf(rule: RiskRule, files: readonly ChangedFile[], { frozenBy }: Change, paths: readonly string[]): string {
  if (rule.freeze) return frozenBy ?? '';
  if (rule.lines_over !== undefined) return `${linesOf(files)} lines`;
  if (rule.folders_over !== undefined) return [...foldersOf(files)].slice(0, 6).join(', ');
  if (rule.files_over !== undefined) return `${files.length} files`;
  return paths.length > 2 ? `${paths.slice(0, 2).join(', ')} and ${paths.length - 2} more` : paths.join(', ');
}

function linesOf(files: readonly ChangedFile[]): number {
  return files.reduce((sum, file) => sum + file.lines, 0);
}

function foldersOf(files: readonly ChangedFile[]): ReadonlySet<string> {
  return new Set(files.map(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '.')));
}
