export interface ShellStatement {
  readonly text: string;
  /** 1-based line of its first character. */
  readonly line: number;
}

/**
 * Splits a shell script into simple statements: comments and here-documents are left out, continued lines are joined,
 * `&&` and `||` stay inside, `then`, `else` and `do` stand alone. Tolerant: a broken script gives some statements, never an error.
 */
export function shellStatements(script: string): readonly ShellStatement[] {
  const scanner = new Scanner(script);
  scanner.run();
  return scanner.statements.flatMap(splitKeywords);
}

class Scanner {
  readonly statements: ShellStatement[] = [];
  #text = '';
  #start = 1;
  #line = 1;
  #at = 0;
  #quote = '';
  #depth = 0;
  #hereDocuments: string[] = [];

  constructor(readonly script: string) {}

  run(): void {
    while (this.#at < this.script.length) this.#step(this.script[this.#at] ?? '');
    this.#finish();
  }

  #step(char: string): void {
    if (char === '\\') this.#escape();
    else if (char === '\n') this.#newline();
    else if (this.#quote) this.#take(char, char === this.#quote ? '' : this.#quote);
    else if (char === '"' || char === "'") this.#take(char, char);
    else if (char === '#' && /(?:^|[\s;(])$/.test(this.script.slice(Math.max(0, this.#at - 1), this.#at))) this.#skipLine();
    else if (char === ';' && this.#depth === 0) this.#end();
    else this.#plain(char);
  }

  #plain(char: string): void {
    if (char === '(') this.#depth++;
    if (char === ')') this.#depth = Math.max(0, this.#depth - 1);
    if (char === '<') this.#noteHereDocument();
    this.#take(char, '');
  }

  #take(char: string, quote: string): void {
    if (this.#text === '') this.#start = this.#line;
    this.#quote = quote;
    this.#text += char;
    this.#at++;
  }

  #escape(): void {
    const next = this.script[this.#at + 1] ?? '';
    if (next === '\n') {
      this.#line++;
      this.#text += ' ';
    } else this.#text += `\\${next}`;
    this.#at += 2;
  }

  #newline(): void {
    this.#at++;
    if (this.#quote !== '' || this.#depth > 0 || /(?:&&|\|\||\|)\s*$/.test(this.#text.slice(-4))) this.#text += this.#quote ? '\n' : ' ';
    else this.#finish();
    this.#line++;
    while (this.#quote === '' && this.#hereDocuments.length > 0) this.#skipHereDocument(this.#hereDocuments.shift() ?? '');
  }

  #end(): void {
    this.#at++;
    this.#finish();
  }

  #finish(): void {
    const text = this.#text.trim();
    if (text !== '') this.statements.push({ text, line: this.#start });
    this.#text = '';
  }

  #skipLine(): void {
    const end = this.script.indexOf('\n', this.#at);
    this.#at = end === -1 ? this.script.length : end;
  }

  #noteHereDocument(): void {
    const word = /^<<-?\s?["']?(\w{1,40})["']?/.exec(this.script.slice(this.#at, this.#at + 50))?.[1];
    if (word && this.script[this.#at - 1] !== '<') this.#hereDocuments.push(word);
  }

  #skipHereDocument(word: string): void {
    while (this.#at < this.script.length) {
      const end = this.script.indexOf('\n', this.#at);
      const line = this.script.slice(this.#at, end === -1 ? undefined : end);
      this.#at = end === -1 ? this.script.length : end + 1;
      this.#line++;
      if (line.trim() === word) return;
    }
  }
}

function splitKeywords(statement: ShellStatement): readonly ShellStatement[] {
  const match = /^(then|else|do)\s+(?=\S)/.exec(statement.text);
  if (!match) return [statement];
  const rest = { text: statement.text.slice(match[0].length), line: statement.line };
  return [{ text: match[1] ?? '', line: statement.line }, ...splitKeywords(rest)];
}
