import { fact } from '../../../model/fact.ts';
import { detector, type Located } from '../../detector.ts';

interface CodeOwners {
  readonly rules: number;
  readonly catchAll: boolean;
  readonly valid: boolean;
  readonly line: number;
}

export const codeowners = detector<CodeOwners>({
  id: 'codeowners',
  title: 'CODEOWNERS',
  docs: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
  reads: [{ names: ['codeowners'], path: /^(?:\.github\/|\.gitlab\/|docs\/)?CODEOWNERS$/ }],
  emits: ['repository.codeowners'],

  *parse(file) {
    yield readOwners(file.text);
  },

  *link(findings) {
    const effective = firstEffective(findings);
    if (!effective) return;
    const { rules, catchAll, valid, line } = effective.finding;
    yield fact('repository.codeowners', { rules, catchAll, valid }, { path: effective.path, line, pathClass: 'own' });
  },
});

/** A forge reads one file only, the first of these places. */
const places = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

function firstEffective(findings: readonly Located<CodeOwners>[]): Located<CodeOwners> | undefined {
  return places.map(place => findings.find(({ path }) => path === place)).find(found => found !== undefined);
}

const owner = /^(?:@@?[\w][\w.-]*(?:\/[\w.-]+)*|[^\s@]+@[^\s@]+\.[a-z]+)$/i;

function readOwners(text: string): CodeOwners {
  const rules: { line: number; pattern: string }[] = [];
  let sectionOwned = false;
  for (const [index, line] of text.split('\n').entries()) {
    const words = wordsBeforeComment(line);
    const section = sectionOf(line);
    if (section) sectionOwned = section.owned;
    else if (words.length > 1 ? words.slice(1).every(word => owner.test(word)) : words.length === 1 && sectionOwned) {
      rules.push({ line: index + 1, pattern: words[0] ?? '' });
    }
  }
  const catchAll = rules.find(({ pattern }) => allPatterns.has(pattern));
  return { rules: rules.length, catchAll: catchAll !== undefined, valid: rules.length > 0, line: catchAll?.line ?? rules[0]?.line ?? 1 };
}

const allPatterns = new Set(['*', '**', '/**', '/', '/*', '**/*']);

function wordsBeforeComment(line: string): readonly string[] {
  const words = line.trim().split(/(?<!\\)[ \t]+/);
  const comment = words.findIndex(word => word.startsWith('#'));
  return (comment === -1 ? words : words.slice(0, comment)).filter(Boolean);
}

/** `[Section]`, `^[Optional][2] @default-owner`: the owners behind a section are the default of its rules. */
function sectionOf(line: string): { readonly owned: boolean } | undefined {
  const match = /^\^?\[[^\]]+\](?:\[\d+\])?(.*)$/.exec(line.trim());
  if (!match) return undefined;
  const owners = wordsBeforeComment(match[1] ?? '');
  return { owned: owners.length > 0 && owners.every(word => owner.test(word)) };
}
