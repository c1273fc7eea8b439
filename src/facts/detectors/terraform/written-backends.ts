import type { SourceFile } from '../../source-file.ts';

/** A backend block that a script or pipeline writes, or settings that are handed over with `-backend-config`. */
export interface WrittenBackend {
  readonly kind: 'written';
  readonly type: string;
  readonly line: number;
  /** The file that is written, when it stands there. */
  readonly target?: string;
}

const mostBackends = 20;

/** Backend blocks in heredocs and `echo`s: lines that start a block, comments left out. */
export function writtenBackends(file: SourceFile): readonly WrittenBackend[] {
  const lines = file.text.split('\n');
  const found: WrittenBackend[] = [];
  for (const [index, line] of lines.entries()) {
    const type = /\bbackend\s{1,4}\\?"([a-z0-9]{2,12})\\?"/.exec(line)?.[1];
    if (!type || /^\s*(?:#|\/\/)/.test(line) || found.length >= mostBackends) continue;
    found.push({ kind: 'written', type, line: index + 1, target: targetNear(lines, index) });
  }
  return found;
}

/** `cat > infra/backend.tf <<EOF` before the block, or `… > infra/backend.tf` after it. */
function targetNear(lines: readonly string[], index: number): string | undefined {
  for (const line of [...lines.slice(Math.max(0, index - 6), index + 1).reverse(), ...lines.slice(index + 1, index + 25)]) {
    const target = /(?:>|\btee\b)\s*["']?([\w./-]{1,200}\.tf)\b/.exec(line)?.[1];
    if (target) return target;
  }
  return undefined;
}
