import { type ShellStatement, shellStatements } from './shell-statements.ts';

/** What a script does under a condition: `if`, `elif`, `case`, `x && y`, `x || y`. */
export interface ShellBranch {
  readonly condition: string;
  readonly line: number;
  /** The statements that run when it holds, nested ones included. */
  readonly holds: string;
  /** The statements that run otherwise. */
  readonly fails: string;
}

export interface ShellBlocks {
  readonly statements: readonly ShellStatement[];
  readonly branches: readonly ShellBranch[];
  /** Functions by name with their statements. */
  readonly functions: ReadonlyMap<string, string>;
}

interface Frame {
  readonly type: 'if' | 'case' | 'group' | 'function';
  readonly condition: string;
  readonly line: number;
  holds: string;
  fails: string;
  into: 'none' | 'holds' | 'fails';
}

const deepest = 40;
const longest = 2000;

/** Finds the branches and functions of a shell script by their keywords. */
export function shellBlocks(script: string): ShellBlocks {
  const reader = new Reader();
  const statements = shellStatements(script);
  for (const statement of statements) reader.read(statement);
  reader.closeAll();
  return { statements, branches: reader.branches, functions: reader.functions };
}

class Reader {
  readonly branches: ShellBranch[] = [];
  readonly functions = new Map<string, string>();
  #open: Frame[] = [];

  read(statement: ShellStatement): void {
    const { text, line } = statement;
    const keyword = /^\w+|^[{}]/.exec(text)?.[0] ?? '';
    for (const frame of this.#open) append(frame, text);
    if (keyword === 'if') this.#push('if', text.slice(2), line);
    else if (keyword === 'case') this.#push('case', text.slice(4), line, 'holds');
    else if (keyword === 'elif') this.#elif(text.slice(4), line);
    else if (keyword === 'then') this.#turn('holds');
    else if (keyword === 'else') this.#turn('fails');
    else if (keyword === 'fi') this.#close('if');
    else if (keyword === 'esac') this.#close('case');
    else if (keyword === '}') this.#closeBrace();
    else this.#other(text, line);
  }

  closeAll(): void {
    while (this.#open.length > 0) this.#emit();
  }

  #other(text: string, line: number): void {
    if (text.length > longest) return;
    const name = /^(?:function\s+)?([\w-]+)\s*\(\s*\)\s*\{?|^function\s+([\w-]+)\s*\{?/.exec(text);
    if (name) {
      this.#push('function', name[1] ?? name[2] ?? '', line, 'holds');
      const rest = text.slice(name[0].length).trim();
      if (rest && rest !== '{') append(this.#open.at(-1), rest);
      return;
    }
    const group = /^(.*)(&&|\|\|)\s*\{(.*)$/s.exec(text);
    if (group) {
      this.#push('group', group[1] ?? '', line, group[2] === '&&' ? 'holds' : 'fails');
      append(this.#open.at(-1), (group[3] ?? '').trim());
    } else if (text.startsWith('{') && !this.#openFunctionAt(line)) this.#push('group', '', line, 'holds');
    else this.#list(text, line);
  }

  /** `f()` with its brace on the next line. */
  #openFunctionAt(line: number): boolean {
    const frame = this.#open.at(-1);
    return frame?.type === 'function' && frame.line === line - 1 && frame.holds.trim() === '{';
  }

  #list(text: string, line: number): void {
    const at = Math.max(text.lastIndexOf('&&'), text.lastIndexOf('||'));
    if (at <= 0) return;
    const body = text.slice(at + 2).trim();
    const condition = text.slice(0, at).trim();
    const holds = text.startsWith('&&', at);
    this.branches.push({ condition, line, holds: holds ? body : '', fails: holds ? '' : body });
    if (!holds && condition.includes('&&')) this.#list(condition, line);
  }

  #push(type: Frame['type'], condition: string, line: number, into: Frame['into'] = 'none'): void {
    if (this.#open.length < deepest) this.#open.push({ type, condition: condition.trim(), line, holds: '', fails: '', into });
  }

  #elif(condition: string, line: number): void {
    this.#turn('fails');
    const frame = this.#open.at(-1);
    if (frame?.type !== 'if') return;
    this.#emit();
    this.#push('if', condition, line);
  }

  #turn(into: Frame['into']): void {
    const frame = this.#open.at(-1);
    if (frame?.type === 'if') frame.into = into;
  }

  #close(type: Frame['type']): void {
    while (this.#open.length > 0) if (this.#emit() === type) return;
  }

  #closeBrace(): void {
    const top = this.#open.at(-1)?.type;
    if (top === 'group' || top === 'function') this.#emit();
  }

  #emit(): Frame['type'] | undefined {
    const frame = this.#open.pop();
    if (!frame) return undefined;
    const { type, condition, line, holds, fails } = frame;
    if (type === 'function') this.functions.set(condition, holds);
    else if (condition !== '') this.branches.push({ condition, line, holds, fails });
    return type;
  }
}

function append(frame: Frame | undefined, text: string): void {
  if (!frame || frame.into === 'none' || text === '') return;
  frame[frame.into] += `${text}\n`;
}
