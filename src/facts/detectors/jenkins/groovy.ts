/** A text literal of a Groovy script, with the line on which its content begins. */
export interface GroovyText {
  readonly value: string;
  readonly line: number;
}

/** One statement of a Groovy script: what stands before `{` or the end of its line, and the statements inside its braces. */
export interface GroovyStatement {
  /** Without comments; literals are replaced by `""`. */
  readonly head: string;
  readonly texts: readonly GroovyText[];
  readonly line: number;
  readonly body: readonly GroovyStatement[];
}

interface Open {
  readonly body: GroovyStatement[];
  head: string;
  texts: GroovyText[];
  line: number;
  parens: number;
}

const deepest = 60;

/** Reads as much of Groovy as a Jenkinsfile needs: statements, literals and braces. Tolerant and linear. */
export function readGroovy(source: string): readonly GroovyStatement[] {
  const reader = new Reader(source);
  reader.run();
  return reader.statements();
}

class Reader {
  #open: Open[] = [newOpen()];
  #at = 0;
  #line = 1;

  constructor(readonly source: string) {}

  run(): void {
    while (this.#at < this.source.length) this.#step(this.source[this.#at] ?? '');
  }

  statements(): readonly GroovyStatement[] {
    while (this.#open.length > 1) this.#close();
    this.#end();
    return this.#open[0]?.body ?? [];
  }

  #step(char: string): void {
    if (this.source.startsWith('//', this.#at)) this.#skipTo('\n', 0);
    else if (this.source.startsWith('/*', this.#at)) this.#skipTo('*/', 2);
    else if (char === '"' || char === "'") this.#literal(char);
    else if (char === '{') this.#openBlock();
    else if (char === '}') this.#closeBlock();
    else if (char === '\n') this.#newline();
    else if (char === ';') this.#take(() => this.#end());
    else this.#plain(char);
  }

  #plain(char: string): void {
    const top = this.#top();
    if (char === '(' || char === '[') top.parens++;
    if (char === ')' || char === ']') top.parens = Math.max(0, top.parens - 1);
    this.#take(() => this.#write(char));
  }

  #top(): Open {
    return this.#open.at(-1) ?? newOpen();
  }

  #take(then: () => void): void {
    then();
    this.#at++;
  }

  #write(text: string): void {
    const top = this.#top();
    if (top.head.trim() === '') top.line = this.#line;
    if (top.head.length < 4000) top.head += text;
  }

  #newline(): void {
    const top = this.#top();
    if (top.parens > 0 || /[,:=+(]\s*$/.test(top.head.slice(-20))) this.#write(' ');
    else this.#end();
    this.#at++;
    this.#line++;
  }

  #skipTo(end: string, extra: number): void {
    const found = this.source.indexOf(end, this.#at + extra);
    const stop = found === -1 ? this.source.length : found + extra;
    for (; this.#at < stop; this.#at++) if (this.source[this.#at] === '\n') this.#line++;
  }

  #literal(quote: string): void {
    const long = this.source.startsWith(quote.repeat(3), this.#at);
    const mark = long ? quote.repeat(3) : quote;
    const line = this.#line;
    this.#write('""');
    let value = '';
    for (this.#at += mark.length; this.#at < this.source.length; this.#at++) {
      const char = this.source[this.#at] ?? '';
      if (this.source.startsWith(mark, this.#at)) break;
      if (char === '\n' && !long) break;
      if (char === '\n') this.#line++;
      if (char === '\\') this.#at++;
      value += char === '\\' ? unescaped(this.source[this.#at] ?? '') : char;
    }
    this.#at += this.source.startsWith(mark, this.#at) ? mark.length : 0;
    if (this.#top().texts.length < 100) this.#top().texts.push({ value, line });
  }

  #openBlock(): void {
    this.#at++;
    if (this.#open.length < deepest) this.#open.push(newOpen());
  }

  #closeBlock(): void {
    this.#at++;
    if (this.#open.length > 1) this.#close();
  }

  #close(): void {
    this.#end();
    const closed = this.#open.pop();
    const owner = this.#top();
    if (closed) this.#emit(owner, closed.body);
  }

  #end(): void {
    const top = this.#top();
    if (top.head.trim() !== '') this.#emit(top, []);
    top.parens = 0;
  }

  #emit(owner: Open, body: readonly GroovyStatement[]): void {
    owner.body.push({ head: owner.head.trim(), texts: owner.texts, line: owner.head.trim() === '' ? this.#line : owner.line, body });
    owner.head = '';
    owner.texts = [];
  }
}

function newOpen(): Open {
  return { body: [], head: '', texts: [], line: 1, parens: 0 };
}

function unescaped(char: string): string {
  return { n: '\n', t: '\t', r: '' }[char] ?? char;
}
