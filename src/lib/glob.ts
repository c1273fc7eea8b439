/**
 * Globs over paths: `?` is any character and `*` any characters of one name, `**` any folders, `{a,b}` either. All else is itself.
 * A match takes at most the square of the path's length; what all matches together may take is bounded by a budget.
 */
export type PathMatcher = (path: string) => boolean;

/** How many characters may still be looked at. Matchers that share a spent budget match nothing any more. */
export interface GlobBudget {
  left: number;
}

const mostAlternatives = 50;
const unlimited: GlobBudget = { left: Number.POSITIVE_INFINITY };

/** Matches whole paths; a glob that names a folder also matches all below it. Throws a `RangeError` for too many alternatives. */
export function pathGlob(glob: string, budget: GlobBudget = unlimited): PathMatcher {
  const forms = alternatives(glob.replace(/^\.?\//, '').replace(/\/+$/, ''));
  const below = forms.filter(form => !form.endsWith('**')).map(form => `${form}/**`);
  const all = [...forms, ...below].map(form => compile(form, '/'));
  return path => all.some(form => matches(form, path, budget));
}

/** Matches whole names: `*` is any text. Throws a `RangeError` for too many alternatives. */
export function nameGlob(glob: string, budget: GlobBudget = unlimited): PathMatcher {
  const forms = alternatives(glob).map(form => compile(form, ''));
  return name => forms.some(form => matches(form, name, budget));
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

interface Compiled {
  readonly glob: string;
  readonly separator: string;
  /** What stands before the first wildcard and behind the last; a wildcard over folders may stand for nothing, its separator with it. */
  readonly start: string;
  readonly end: string;
}

function compile(glob: string, separator: string): Compiled {
  return { glob, separator, start: /^[^*?]*/.exec(glob)?.[0] ?? '', end: (/[^*?]*$/.exec(glob)?.[0] ?? '').replace(/^\//, '') };
}

function matches({ glob, separator, start, end }: Compiled, text: string, budget: GlobBudget): boolean {
  if (!text.startsWith(start) || !text.endsWith(end) || budget.left <= 0) return false;
  return follow(glob, separator, text, budget);
}

interface Place {
  readonly inGlob: number;
  inText: number;
}

/** One pass with two places to go back to: the last `*`, which stops at the separator, and the last `**`, which does not. */
function follow(glob: string, separator: string, text: string, budget: GlobBudget): boolean {
  let inGlob = 0;
  let inText = 0;
  let name: Place | undefined;
  let folders: Place | undefined;
  for (; budget.left > 0; budget.left--) {
    if (glob[inGlob] === '*') {
      const after = endOfStars(glob, inGlob);
      const startsName = inGlob === 0 || glob[inGlob - 1] === separator;
      if (after - inGlob === 1 && separator !== '') name = { inGlob: after, inText };
      else {
        if (after === glob.length) return true;
        folders = { inGlob: after, inText };
        name = undefined;
      }
      // `**/` also stands for no folder at all
      inGlob = folders?.inGlob === after && startsName && glob[after] === separator ? after + 1 : after;
    } else if (inText < text.length && (glob[inGlob] === text[inText] || (glob[inGlob] === '?' && text[inText] !== separator))) {
      inGlob++;
      inText++;
    } else if (inGlob === glob.length && inText === text.length) return true;
    else if (name && name.inText < text.length && text[name.inText] !== separator) {
      inText = ++name.inText;
      inGlob = name.inGlob;
    } else if (folders && folders.inText < text.length) {
      inText = ++folders.inText;
      inGlob = folders.inGlob;
      name = undefined;
    } else return false;
  }
  return false;
}

function endOfStars(glob: string, from: number): number {
  let end = from;
  while (glob[end] === '*') end++;
  return end;
}
