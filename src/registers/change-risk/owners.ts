import { pathGlob } from '../../lib/glob.ts';

/** Where forges look for owners, in their order. */
export const ownerFiles: readonly string[] = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

const mostRules = 2_000;

/**
 * Who owns a path by a CODEOWNERS file: the last rule that fits decides, and one without owners means nobody.
 * https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function ownersBy(text: string): (path: string) => readonly string[] {
  const rules = text
    .split('\n')
    .filter(line => line.length < 500 && !/^\s*(?:#|\^?\[|$)/.test(line))
    .slice(0, mostRules)
    .flatMap(line => {
      const [pattern = '', ...owners] = line
        .replace(/\s#.*$/, '')
        .trim()
        .split(/\s+/);
      const fits = matcher(pattern);
      return fits ? { fits, owners } : [];
    })
    .reverse();
  return path => rules.find(({ fits }) => fits(path))?.owners ?? [];
}

/** A pattern without a slash before its end fits in any folder. */
function matcher(pattern: string): ((path: string) => boolean) | undefined {
  const anchored = pattern.replace(/\/$/, '').includes('/');
  try {
    return pathGlob(anchored ? pattern : `**/${pattern}`);
  } catch {
    return undefined;
  }
}
