/** A value as written in a YAML, JSON, TOML or HCL document. */
export type Scalar = string | number | boolean | null;

/** A scalar that the format computes (a Terraform expression, an unknown YAML tag) keeps its source text. */
export interface TreeNotes {
  /** YAML tag (`!Ref`) or, in HCL, `expression`, `heredoc` or the name of the function whose argument this is. */
  readonly tag?: string;
}

const nothing: ReadonlyMap<string, Tree> = new Map();

/**
 * One node of a parsed document, the same for every format, with the 1-based lines it stands on.
 * Reading is tolerant: a path that does not exist, or a value of another shape, is `undefined` or empty, never an error.
 *
 * Paths are dot-separated keys (`spec.template.metadata`). A step through a list takes the list's first item,
 * so a Terraform block, which may repeat, reads like a map. Keys with dots are reached with `key()`.
 */
export class Tree {
  constructor(
    readonly kind: 'map' | 'list' | 'scalar',
    readonly line: number,
    readonly endLine: number,
    readonly value: Scalar,
    readonly entries: ReadonlyMap<string, Tree>,
    readonly items: readonly Tree[],
    readonly tag: string | undefined = undefined,
  ) {}

  static scalar(value: Scalar, line: number, endLine = line, notes: TreeNotes = {}): Tree {
    return new Tree('scalar', line, endLine, value, nothing, [], notes.tag);
  }

  static list(items: readonly Tree[], line: number, endLine: number, notes: TreeNotes = {}): Tree {
    return new Tree('list', line, endLine, null, nothing, items, notes.tag);
  }

  static map(entries: ReadonlyMap<string, Tree>, line: number, endLine: number, notes: TreeNotes = {}): Tree {
    return new Tree('map', line, endLine, null, entries, [], notes.tag);
  }

  /** The value under one key; on a list, under that key of its first item. */
  key(name: string): Tree | undefined {
    if (this.kind === 'map') return this.entries.get(name);
    return this.kind === 'list' ? this.items[0]?.key(name) : undefined;
  }

  get(path: string): Tree | undefined {
    let at: Tree | undefined = this;
    for (const step of path.split('.')) {
      at = at?.key(step);
      if (!at) return undefined;
    }
    return at;
  }

  has(path: string): boolean {
    return this.get(path) !== undefined;
  }

  /** The scalar at `path` as text; numbers and booleans are written out. Without a path: this node itself. */
  text(path?: string): string | undefined {
    const at = path === undefined ? this : this.get(path);
    if (at?.kind !== 'scalar' || at.value === null) return undefined;
    return String(at.value);
  }

  /** The boolean at `path`; the texts `true` and `false` count, anything else is `undefined`. */
  flag(path?: string): boolean | undefined {
    const text = this.text(path)?.toLowerCase();
    return text === 'true' ? true : text === 'false' ? false : undefined;
  }

  /** The finite number at `path`, also when it is written as text. */
  number(path?: string): number | undefined {
    const text = this.text(path);
    if (text === undefined || text.trim() === '') return undefined;
    const number = Number(text);
    return Number.isFinite(number) ? number : undefined;
  }

  /** The items of the list at `path`; a single map or scalar counts as a list of one, nothing as an empty list. */
  list(path?: string): readonly Tree[] {
    const at = path === undefined ? this : this.get(path);
    if (!at || (at.kind === 'scalar' && at.value === null)) return [];
    return at.kind === 'list' ? at.items : [at];
  }

  /** The scalar items of the list at `path` as texts. */
  texts(path?: string): readonly string[] {
    return this.list(path).flatMap(item => item.text() ?? []);
  }

  /** The keys and values of the map at `path`, in written order. */
  pairs(path?: string): readonly (readonly [string, Tree])[] {
    const at = path === undefined ? this : this.get(path);
    return at?.kind === 'map' ? [...at.entries] : [];
  }

  /** The same value as it stands `lines` further down. */
  shifted(lines: number): Tree {
    if (lines === 0) return this;
    const entries = this.entries.size === 0 ? nothing : new Map([...this.entries].map(([key, value]) => [key, value.shifted(lines)]));
    const items = this.items.map(item => item.shifted(lines));
    return new Tree(this.kind, this.line + lines, this.endLine + lines, this.value, entries, items, this.tag);
  }

  /** Every node below and including this one, depth first. */
  *walk(): Generator<Tree> {
    yield this;
    for (const item of this.items) yield* item.walk();
    for (const value of this.entries.values()) yield* value.walk();
  }
}
