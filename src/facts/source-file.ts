import { type HclFile, parseHcl } from '../lib/hcl.ts';
import { parseJson } from '../lib/json.ts';
import { Lines } from '../lib/lines.ts';
import type { Problem } from '../lib/problem.ts';
import { blocksOfJson } from '../lib/tf-json.ts';
import { Tree } from '../lib/tree.ts';
import { parseYaml, type YamlStream } from '../lib/yaml.ts';

type OpenHcl = ReturnType<typeof parseHcl>;

/**
 * One file while it is being read. Each format is parsed at most once, whoever asks; what could not be read is kept in `problems`
 * and yields nothing. Syntax trees live only as long as this object: findings must be plain data.
 */
export class SourceFile {
  readonly problems: Problem[] = [];
  #lines: Lines | undefined;
  #yaml: YamlStream | undefined;
  #json: Tree | null | undefined;
  #hcl: OpenHcl | undefined;
  #cache = new Map<string, unknown>();

  constructor(
    readonly path: string,
    readonly text: string,
  ) {}

  /** The last part of the path. */
  get name(): string {
    return this.path.slice(this.path.lastIndexOf('/') + 1);
  }

  /** The folder, `''` at the root. */
  get folder(): string {
    return this.path.slice(0, Math.max(0, this.path.lastIndexOf('/')));
  }

  lineAt(offset: number): number {
    this.#lines ??= new Lines(this.text);
    return this.#lines.at(offset);
  }

  get lineCount(): number {
    this.#lines ??= new Lines(this.text);
    return this.#lines.count;
  }

  /** The documents of a YAML stream; a JSON file is a stream of one. */
  yaml(): readonly Tree[] {
    if (this.path.endsWith('.json')) {
      const tree = this.json();
      return tree ? [tree] : [];
    }
    if (!this.#yaml) {
      this.#yaml = parseYaml(this.text);
      this.problems.push(...this.#yaml.problems);
    }
    return this.#yaml.documents;
  }

  /** Whether `yaml()` had to mask template directives. */
  get templated(): boolean {
    return this.#yaml?.templated ?? false;
  }

  json(): Tree | undefined {
    if (this.#json === undefined) {
      const { tree, problems } = parseJson(this.text);
      this.problems.push(...problems);
      this.#json = tree ?? null;
    }
    return this.#json ?? undefined;
  }

  /** The blocks of a Terraform file in either syntax; gone after `close()`. */
  hcl(): HclFile {
    this.#hcl ??= this.path.endsWith('.json') ? this.#hclFromJson() : this.#hclFromText();
    return this.#hcl.file;
  }

  close(): void {
    this.problems.push(...(this.#hcl?.file.problems ?? [])); // bodies are parsed late, so problems are known late
    this.#hcl?.close();
  }

  #hclFromText(): OpenHcl {
    return parseHcl(this.text);
  }

  #hclFromJson(): OpenHcl {
    const tree = this.json() ?? Tree.map(new Map(), 1, 1);
    return { file: { blocks: blocksOfJson(tree), attributes: tree, problems: [] }, close: () => {} };
  }

  /** A parse of another format, made once per file: `file.parsed('markdown', parseMarkdown)`. */
  parsed<T>(format: string, parse: (text: string) => T): T {
    if (!this.#cache.has(format)) this.#cache.set(format, parse(this.text));
    return this.#cache.get(format) as T;
  }
}
