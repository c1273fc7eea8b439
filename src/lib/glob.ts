/**
 * Globs over paths: `?` is any character and `*` any characters of one name, `**` any folders, `{a,b}` either. All else is itself.
 * Matching takes at most the length of the path times that of the glob, and never more than that squared, whatever they hold.
 */
export type PathMatcher = (path: string) => boolean;

const mostAlternatives = 50;

/** Matches whole paths; a glob that names a folder also matches all below it. Throws a `RangeError` for too many alternatives. */
export function pathGlob(glob: string): PathMatcher {
  const forms = alternatives(glob.replace(/^\.?\//, '').replace(/\/+$/, ''));
  const below = forms.filter(form => !form.endsWith('**')).map(form => `${form}/**`);
  const all = [...forms, ...below];
  return path => all.some(form => matches(form, path, '/'));
}

/** Matches whole names: `*` is any text. Throws a `RangeError` for too many alternatives. */
export function nameGlob(glob: string): PathMatcher {
  const forms = alternatives(glob);
  return name => forms.some(form => matches(form, name, ''));
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

/** One pass with two places to fall back to: the last `*`, which stops at the separator, and the last `**`, which does not. */
function matches(glob: string, text: string, separator: string): boolean {
  let at = 0;
  let g = 0;
  let star: { g: number; at: number } | undefined;
  let doubleStar: { g: number; at: number } | undefined;
  while (true) {
    if (glob[g] === '*') {
      if (glob[g + 1] === '*' || separator === '') {
        const end = endOfStars(glob, g);
        if (end === glob.length) return true;
        // `**/` also stands for no folder at all
        doubleStar = { g: end, at };
        star = undefined;
        g = glob[end] === '/' && separator !== '' ? end + 1 : end;
      } else {
        star = { g: ++g, at };
      }
      continue;
    }
    if (g < glob.length && at < text.length && (glob[g] === text[at] || (glob[g] === '?' && text[at] !== separator))) {
      g++;
      at++;
      continue;
    }
    if (g === glob.length && at === text.length) return true;
    if (star && star.at < text.length && text[star.at] !== separator) {
      at = ++star.at;
      g = star.g;
    } else if (doubleStar && doubleStar.at < text.length) {
      at = ++doubleStar.at;
      g = doubleStar.g;
      star = undefined;
    } else return false;
  }
}

function endOfStars(glob: string, from: number): number {
  let end = from;
  while (glob[end] === '*') end++;
  return end;
}
