import type { Rejected } from './rejects.ts';

/** Counts reasons, and remembers where each came first. */
export class ReasonCounts {
  readonly reasons = new Map<string, { readonly count: number; readonly line: number }>();

  add(rejected: readonly Rejected[]): void {
    for (const { reason, line } of rejected) {
      const known = this.reasons.get(reason);
      this.reasons.set(reason, { count: (known?.count ?? 0) + 1, line: known?.line ?? line });
    }
  }
}
