import type { HistoryCommit } from './read-history.ts';

/** What is kept of each commit to find out what releases hold. */
export interface GraphCommit {
  readonly parents: readonly string[];
  readonly subject: string;
  readonly committedAt: string | undefined;
}

/** The commits of a repository by their names. */
export class Graph {
  readonly #commits = new Map<string, GraphCommit>();

  add({ sha, parents, subject, committedAt }: HistoryCommit): void {
    this.#commits.set(sha, { parents, subject, committedAt });
  }

  get size(): number {
    return this.#commits.size;
  }

  get(sha: string): GraphCommit | undefined {
    return this.#commits.get(sha);
  }

  /** The name in full of a commit of which the first letters are known. */
  find(start: string): string | undefined {
    if (this.#commits.has(start)) return start;
    if (start.length >= 40) return undefined;
    for (const sha of this.#commits.keys()) if (sha.startsWith(start)) return sha;
    return undefined;
  }

  /**
   * Visits what `sha` leads to and was not visited before. Returns the new commits on the line of first parents, newest first: what was put on
   * the branch since the last release, merges as one.
   */
  visit(sha: string, visited: Map<string, number>, number: number): readonly string[] {
    const line: string[] = [];
    for (
      let at: string | undefined = sha;
      at !== undefined && this.#commits.has(at) && !visited.has(at);
      at = this.#commits.get(at)?.parents[0]
    )
      line.push(at);
    const open = [sha];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const commit = this.#commits.get(at);
      if (!commit || visited.has(at)) continue;
      visited.set(at, number);
      open.push(...commit.parents);
    }
    return line;
  }
}
