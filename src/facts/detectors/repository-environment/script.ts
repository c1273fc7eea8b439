import { type FactDraft, fact, type Known } from '../../../model/fact.ts';
import { isProduction } from '../../production.ts';

/** A script that writes the protection rules of environments through GitHub's interface, with reviewers in what it sends. */
export function* environmentCalls(text: string): Generator<FactDraft> {
  const lines = text.split('\n').map(line => (/^\s*#/.test(line) ? '' : line));
  const call = lines.findIndex(line => /\brepos\/[^\s"']{1,200}\/environments\/(?!\S{0,100}(?:secrets|variables)\b)/.test(line));
  const sends = lines.findIndex(line => /["']?reviewers\\?["']?\s*:|reviewers\[\]/.test(line));
  if (call === -1 || sends === -1 || !lines.slice(Math.max(0, call - 15), call + 15).some(line => /\bPUT\b/.test(line))) return;
  const name = nameOf(lines[call] ?? '');
  yield fact(
    'repository.environment',
    {
      tool: 'github-api',
      name,
      reviewers: 1,
      preventsSelfReview: lines.some(line => /prevent_self_review\\?["']?\s*[:=]\s*true/.test(line)),
    },
    { line: sends + 1, scope: { environment: name, production: productionOf(name, lines) } },
  );
}

/** A name that the script computes: it writes production's rules too when it asks for that name. */
function productionOf(name: string, lines: readonly string[]): Known {
  if (name !== '') return isProduction(name);
  const asked = lines.some(line =>
    [...line.matchAll(/==?\s*["']([\w-]{1,40})["']/g)].some(match => isProduction(match[1] ?? '') === 'yes'),
  );
  return asked ? 'yes' : 'unknown';
}

function nameOf(line: string): string {
  const name = /\/environments\/([\w-]+)/.exec(line)?.[1];
  return name ?? '';
}
