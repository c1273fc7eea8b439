/**
 * Globs over paths: `?` is any character and `*` any characters of one name, `**` any folders, `{a,b}` either. All else is itself.
 * Matching takes at most the length of the path times that of the glob, whatever they hold.
 */
export type PathMatcher = (path: string) => boolean;

const mostAlternatives = 50;

/** Matches whole paths; a glob that names a folder also matches all below it. Throws a `RangeError` for too many alternatives. */
export function pathGlob(glob: string): PathMatcher {
  const forms = alternatives(glob.replace(/^\.?\//, '').replace(/\/+$/, ''));
  const below = forms.filter(form => !form.endsWith('**')).map(form => `${form}/**`);
  const all = [...forms, ...below].map(form => compile(form, '/'));
  return path => all.some(form => matches(form, path));
}

/** Matches whole names: `*` is any text. Throws a `RangeError` for too many alternatives. */
export function nameGlob(glob: string): PathMatcher {
  const forms = alternatives(glob).map(form => compile(form, ''));
  return name => forms.some(form => matches(form, name));
}

/** The globs that one with `{a,b}` stands for. */
export function alternatives(glob: string): readonly string[] {
  const done: string[] = [];
  const open = [glob];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const group = /\{([^{}]*,[^{}]*)\}/.exec(next);
    if (!group) done.push(next);
    else {
      const [whole, inside = ''] = group;
      const before = next.slice(0, group.index);
      const after = next.slice(group.index + whole.length);
      open.push(...inside.split(',').map(part => before + part + after));
    }
    if (done.length + open.length > mostAlternatives) throw new RangeError(`stands for more than ${mostAlternatives} alternatives`);
  }
  return done;
}

type Token = { readonly is: 'character'; readonly character: string } | { readonly is: 'any' | 'name' | 'text' | 'folders' };

interface Compiled {
  /** What stands before the first wildcard. */
  readonly start: string;
  readonly tokens: readonly Token[];
  readonly separator: string;
}

function compile(glob: string, separator: string): Compiled {
  const tokens: Token[] = [];
  for (let at = 0; at < glob.length; ) {
    const stars = /^\*+/.exec(glob.slice(at))?.[0].length ?? 0;
    const atName = at === 0 || glob[at - 1] === separator;
    if (stars > 0) {
      const folders = stars > 1 && separator !== '' && atName && glob[at + stars] === separator;
      tokens.push({ is: folders ? 'folders' : stars > 1 || separator === '' ? 'text' : 'name' });
      at += folders ? stars + 1 : stars;
    } else {
      tokens.push(glob[at] === '?' ? { is: 'any' } : { is: 'character', character: glob[at] ?? '' });
      at += 1;
    }
  }
  return { start: /^[^*?]*/.exec(glob)?.[0] ?? '', tokens, separator };
}

/** Follows all ways through the glob at once, character by character. */
function matches({ start, tokens, separator }: Compiled, text: string): boolean {
  if (!text.startsWith(start)) return false;
  let now = new Uint8Array(tokens.length + 1);
  let next = new Uint8Array(tokens.length + 1);
  enter(now, start.length, tokens);
  for (let at = start.length; at < text.length; at++) {
    const character = text[at] ?? '';
    let alive = false;
    for (const [index, token] of tokens.entries()) {
      if (now[index] !== 1) continue;
      const stays = token.is === 'text' || token.is === 'folders' || (token.is === 'name' && character !== separator);
      const goesOn =
        token.is === 'character'
          ? token.character === character
          : token.is === 'any'
            ? character !== separator
            : token.is === 'folders' && character === separator;
      if (stays) next[index] = 1;
      if (goesOn) enter(next, index + 1, tokens);
      alive ||= stays || goesOn;
    }
    if (!alive) return false;
    [now, next] = [next, now];
    next.fill(0);
    // a wildcard that stays may also end here
    for (let index = 0; index < tokens.length; index++) if (now[index] === 1 && mayEnd(tokens[index])) now[index + 1] = 1;
  }
  return now[tokens.length] === 1;
}

function enter(states: Uint8Array, index: number, tokens: readonly Token[]): void {
  states[index] = 1;
  for (let at = index; at < tokens.length && (mayEnd(tokens[at]) || tokens[at]?.is === 'folders'); at++) states[at + 1] = 1;
}

function mayEnd(token: Token | undefined): boolean {
  return token?.is === 'name' || token?.is === 'text';
}
