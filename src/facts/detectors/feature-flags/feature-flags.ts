import { type Detector, detector, type Read } from '../../detector.ts';
import { codeOf, type Language, languageOf } from '../source-signals.ts';
import { cleanupIn } from './cleanup.ts';
import type { FlagFinding } from './flag-finding.ts';
import { flagSdks } from './flag-sdks.data.ts';
import { homeGrownIn, readingLiterals, registryLiterals } from './home-grown.ts';
import { linkFlags } from './link.ts';

const extensions: Readonly<Record<string, readonly string[]>> = {
  node: ['.js', '.mjs', '.cjs', '.jsx', '.ts', '.tsx', '.vue'],
  go: ['.go'],
  jvm: ['.java', '.kt', '.scala'],
  python: ['.py'],
  dotnet: ['.cs'],
  ruby: ['.rb', '.erb', '.slim', '.haml'],
  php: ['.php'],
  rust: ['.rs'],
};

export const featureFlags: Detector<FlagFinding> = detector<FlagFinding>({
  id: 'feature-flags',
  title: 'Feature flags',
  docs: 'https://openfeature.dev/docs/reference/intro',
  reads: [
    ...Object.entries(extensions).map(([language, endings]): Read => ({ extensions: endings, text: literalsOf(language as Language) })),
    {
      extensions: ['.yml', '.yaml'],
      path: /(?:^|\/)\.github\/workflows\/[^/]{1,100}$/,
      text: ['find-code-references', 'ld-find-code-refs', 'piranha'],
    },
  ],
  emits: ['flag.sdk', 'flag.lifecycle', 'experiment'],

  *parse(file) {
    const language = languageOf(file.path);
    if (!language) {
      const found = file.yaml().flatMap(cleanupIn)[0];
      if (found) yield found;
      return;
    }
    const code = codeOf(file);
    for (const sdk of flagSdks) {
      if (!sdk.languages.includes(language) || !sdk.literals.some(literal => code.includes(literal))) continue;
      const at = code.search(sdk.asks);
      if (at !== -1) yield { kind: 'asked', sdk: sdk.library, language, line: file.lineAt(at) };
    }
    yield* homeGrownIn(file, language);
  },
  link: linkFlags,
});

function literalsOf(language: Language): readonly string[] {
  const sdks = flagSdks.filter(sdk => sdk.languages.includes(language)).flatMap(sdk => sdk.literals);
  return [...new Set([...sdks, ...registryLiterals, ...(language === 'ruby' ? readingLiterals : [])])];
}
