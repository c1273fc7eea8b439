/** What must be so that a line of a template is there. */
export interface Guard {
  /** The setting that is asked: `alerts.enabled`; `''` for a condition that is not a plain setting. */
  readonly setting: string;
  /** It must be off. */
  readonly negated: boolean;
}

type Engine = 'go' | 'jinja' | 'erb';

interface Block {
  readonly guards: readonly Guard[];
  readonly kind: 'if' | 'other';
}

const directive =
  /\{\{-?[ \t]*(?!\/\*)([^{}]{1,600}?)[ \t]*-?\}\}|\{%-?[ \t]*([^{}%]{1,600}?)[ \t]*-?%\}|<%-?[ \t]*(?![=#])([^<>%]{1,600}?)[ \t]*-?%>/g;
const deepest = 60;

/**
 * For each line of a template the conditions around it. Covers `if` blocks of Helm and Go, Jinja and ERB; loops and `with` are passed
 * through. Lines are 1-based; lines without a condition are missing.
 */
export function guardsOf(text: string): ReadonlyMap<number, readonly Guard[]> {
  const found = new Map<number, readonly Guard[]>();
  const open: Block[] = [];
  let line = 1;
  let at = 0;
  for (const match of text.matchAll(directive)) {
    line = mark(found, open, line, text.slice(at, match.index));
    at = match.index;
    const [engine, words]: [Engine, string] =
      match[1] !== undefined ? ['go', match[1]] : match[2] !== undefined ? ['jinja', match[2]] : ['erb', match[3] ?? ''];
    follow(open, engine, words.trim());
  }
  mark(found, open, line, text.slice(at));
  return found;
}

/** Notes the conditions in force for the lines that begin in `passed` after its first one; gives the line it ends on. */
function mark(found: Map<number, readonly Guard[]>, open: readonly Block[], line: number, passed: string): number {
  const lines = passed.split('\n').length - 1;
  const guards = open.flatMap(block => block.guards);
  if (guards.length > 0) for (let each = line + 1; each <= line + lines; each++) found.set(each, guards);
  return line + lines;
}

function follow(open: Block[], engine: Engine, words: string): void {
  const opens =
    engine === 'go'
      ? /^(?:if|with|range|define|block)\b/
      : engine === 'jinja'
        ? /^(?:if|for|block|macro|filter|call|raw)\b/
        : /^(?:if|unless|case|while)\b|\bdo\b(?:[ \t]*\|[^|]*\|)?$/;
  const closes = engine === 'jinja' ? /^end\w+/ : /^end\b/;
  const condition = /^(if|elif|elsif|else if|unless)\b(.*)$/s.exec(words);
  if (closes.test(words)) open.pop();
  else if (/^(?:else|elif|elsif)\b/.test(words)) {
    const before = open.pop();
    if (before)
      open.push({ kind: before.kind, guards: [...opposite(before.guards), ...(condition ? guardsIn(condition[2] ?? '', engine) : [])] });
  } else if (opens.test(words) && open.length < deepest) {
    const guards = condition ? guardsIn(condition[2] ?? '', engine) : [];
    open.push({ kind: condition ? 'if' : 'other', guards: condition?.[1] === 'unless' ? opposite(guards) : guards });
  }
}

/** The other branch of several conditions may be taken for any of them. */
function opposite(guards: readonly Guard[]): readonly Guard[] {
  const [only] = guards;
  return guards.length === 1 && only && only.setting !== ''
    ? [{ ...only, negated: !only.negated }]
    : guards.length === 0
      ? []
      : [unreadable];
}

const unreadable: Guard = { setting: '', negated: false };

function guardsIn(condition: string, engine: Engine): readonly Guard[] {
  if (engine === 'go') return goTerms(condition.trim()).flatMap(goGuard);
  return condition.split(/\band\b|&&/).map(engine === 'jinja' ? jinjaGuard : erbGuard);
}

/** `and .Values.a (not .Values.b)` has two terms; anything but `and` is one. */
function goTerms(condition: string): readonly string[] {
  const inner = unwrapped(condition);
  if (!/^and\s/.test(inner)) return [inner];
  return [...inner.slice(4).matchAll(/\([^()]{0,300}(?:\([^()]{0,200}\)[^()]{0,200})?\)|[^\s()]{1,200}/g)].map(match =>
    unwrapped(match[0]),
  );
}

function unwrapped(text: string): string {
  const trimmed = text.trim();
  return /^\([^()]*\)$/.test(trimmed) ? trimmed.slice(1, -1).trim() : trimmed;
}

/** What the cluster can do is taken for given. */
function goGuard(term: string): readonly Guard[] {
  if (/\.Capabilities\b/.test(term)) return [];
  const found = /^(not\s+\(?)?\$?\.Values\.([\w.-]{1,200})\)?$/.exec(term);
  return found?.[2] ? [{ setting: found[2], negated: found[1] !== undefined }] : [unreadable];
}

function jinjaGuard(term: string): Guard {
  const found = /^\(?(not\s+)?([\w.]{1,200})(?:\s*\|\s*(?:bool|default\([^()]{0,40}\)(?:\s*\|\s*bool)?))?(?:\s+is\s+defined)?\)?$/.exec(
    term.trim(),
  );
  return found?.[2] && !/^(?:item|loop)\b/.test(found[2]) ? { setting: found[2], negated: found[1] !== undefined } : unreadable;
}

function erbGuard(term: string): Guard {
  const found = /^\(?(!\s*|not\s+)?@?([a-z_][\w.]{0,200})\)?$/.exec(term.trim());
  return found?.[2] ? { setting: found[2], negated: found[1] !== undefined } : unreadable;
}
