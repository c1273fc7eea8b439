/** One simple command of a shell script. */
export interface ShellCommand {
  readonly words: readonly string[];
  readonly line: number;
  /** What stands before it: the operator or keyword that decides whether it runs. */
  readonly before: string;
  /** What follows it: `|`, `||`, `&&`, `;` or the end of a line as `\n`. */
  readonly after: string;
}

const operators = ['||', '&&', '|&', ';;', '|', ';', '&', '\n'];
const openers = new Set(['if', 'elif', 'while', 'until', '!', 'then', 'do', 'else', 'time', '{']);

/**
 * The simple commands of a shell script in written order, also those inside `$(…)`, back quotes and subshells.
 * Comments and here-documents are no commands. Bounded: one pass over the text.
 */
export function shellCommands(script: string, firstLine: number): readonly ShellCommand[] {
  return new Scanner(script, firstLine).run();
}

interface Surroundings {
  readonly words: string[];
  readonly word: string;
  readonly before: string;
  readonly line: number;
  readonly quoted: boolean;
}

class Scanner {
  #commands: ShellCommand[] = [];
  #at = 0;
  #line: number;
  #words: string[] = [];
  #word = '';
  #inWord = false;
  #wordsLine: number;
  #before = '\n';
  #quoted = false;
  #open: (Surroundings | undefined)[] = [];
  #assigned = -1;
  #ends: string[] = [];

  constructor(
    readonly text: string,
    firstLine: number,
  ) {
    this.#line = firstLine;
    this.#wordsLine = firstLine;
  }

  run(): readonly ShellCommand[] {
    while (this.#at < this.text.length) this.#step();
    this.#endCommand('\n');
    return this.#commands;
  }

  #step(): void {
    const char = this.text[this.#at] ?? '';
    if (char === '\\') this.#backslash();
    else if (char === '$') this.#dollar();
    else if (char === '`') this.#split('`', 1);
    else if (char === '"') this.#toggleQuote();
    else if (this.#quoted) this.#take(1);
    else if (char === "'") this.#takeQuoted();
    else if (char === '#' && !this.#inWord) this.#skipTo('\n');
    else if (char === '<') this.#hereDocument();
    else if (char === '(') this.#openParenthesis();
    else if (char === ')') this.#closeParenthesis();
    else if (char === ' ' || char === '\t' || char === '\r') this.#blank();
    else this.#operator();
  }

  #backslash(): void {
    if (this.text[this.#at + 1] === '\n') this.#skip(2);
    else this.#take(2);
  }

  #dollar(): void {
    const start = this.text.slice(this.#at + 1, this.#at + 3);
    if (start.startsWith('(')) this.#substitution();
    else if (start === '{{') this.#takeUntil('}}');
    else if (start.startsWith('{')) this.#takeUntil('}');
    else this.#take(1);
  }

  #blank(): void {
    this.#endWord();
    this.#skip(1);
  }

  #operator(): void {
    const operator = operators.find(text => this.text.startsWith(text, this.#at));
    // `2>&1` and `&>` are redirections
    if (!operator || (operator === '&' && (this.text[this.#at - 1] === '>' || this.text[this.#at + 1] === '>'))) this.#take(1);
    else this.#split(operator, operator.length);
    if (operator === '\n' && this.#ends.length > 0) this.#skipHereDocument();
  }

  #split(operator: string, length: number): void {
    this.#endCommand(operator);
    this.#before = operator;
    this.#skip(length);
  }

  /** The command around a substitution is taken up again behind it. */
  #substitution(): void {
    const line = this.#inWord || this.#words.length > 0 ? this.#wordsLine : this.#line;
    this.#open.push({ words: this.#words, word: this.#word, before: this.#before, line, quoted: this.#quoted });
    this.#words = [];
    this.#word = '';
    this.#inWord = false;
    this.#quoted = false;
    this.#before = '$(';
    this.#skip(2);
  }

  #openParenthesis(): void {
    this.#split('(', 1);
    this.#open.push(undefined);
  }

  #closeParenthesis(): void {
    this.#split(')', 1);
    const around = this.#open.pop();
    if (!around) return;
    if (around.words.length === 0 && /^\w+=$/.test(around.word)) this.#assigned = this.#commands.length - 1;
    this.#words = around.words;
    this.#word = `${around.word}$()`;
    this.#inWord = true;
    this.#before = around.before;
    this.#wordsLine = around.line;
    this.#quoted = around.quoted;
  }

  #hereDocument(): void {
    if (this.text[this.#at + 1] !== '<' || this.text[this.#at + 2] === '<') {
      this.#take(this.text.startsWith('<<<', this.#at) ? 3 : 1);
      return;
    }
    const mark = /^<<-?\s*(['"]?)([\w.-]+)\1/.exec(this.text.slice(this.#at, this.#at + 80));
    if (mark?.[2]) this.#ends.push(mark[2]);
    this.#skip(mark?.[0].length ?? 2);
  }

  #skipHereDocument(): void {
    for (const end of this.#ends.splice(0)) {
      while (this.#at < this.text.length) {
        const next = this.text.indexOf('\n', this.#at);
        const line = this.text.slice(this.#at, next === -1 ? this.text.length : next);
        this.#skip(line.length + 1);
        if (line.trim() === end) break;
      }
    }
  }

  #toggleQuote(): void {
    this.#quoted = !this.#quoted;
    this.#inWord = true;
    this.#skip(1);
  }

  #takeQuoted(): void {
    const end = this.text.indexOf("'", this.#at + 1);
    const stop = end === -1 ? this.text.length : end;
    this.#addToWord(this.text.slice(this.#at + 1, stop));
    this.#skip(stop + 1 - this.#at);
  }

  #takeUntil(end: string): void {
    const found = this.text.indexOf(end, this.#at);
    this.#take((found === -1 ? this.text.length : found + end.length) - this.#at);
  }

  #take(count: number): void {
    this.#addToWord(this.text.slice(this.#at, this.#at + count));
    this.#skip(count);
  }

  #addToWord(text: string): void {
    if (!this.#inWord && this.#words.length === 0) this.#wordsLine = this.#line;
    this.#inWord = true;
    this.#word += text;
  }

  #skip(count: number): void {
    for (let index = this.#at; index < this.#at + count; index++) if (this.text[index] === '\n') this.#line++;
    this.#at += count;
  }

  #skipTo(mark: string): void {
    const found = this.text.indexOf(mark, this.#at);
    this.#skip((found === -1 ? this.text.length : found) - this.#at);
  }

  #endWord(): void {
    if (this.#inWord) this.#words.push(this.#word);
    this.#word = '';
    this.#inWord = false;
  }

  #endCommand(after: string): void {
    this.#endWord();
    const words = this.#words;
    this.#words = [];
    while (openers.has(words[0] ?? '')) this.#before = words.shift() ?? '';
    if (words.length === 0) return;
    const inner = this.#commands[this.#assigned];
    // `out=$(command) || …` goes by the status of the command inside
    if (inner && words.length === 1) this.#commands[this.#assigned] = { ...inner, before: this.#before, after };
    this.#assigned = -1;
    this.#commands.push({ words, line: this.#wordsLine, before: this.#before, after });
  }
}
