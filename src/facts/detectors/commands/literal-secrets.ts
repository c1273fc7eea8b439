import type { FactDraft } from '../../../model/fact.ts';
import { fact } from '../../../model/fact.ts';
import type { SourceFile } from '../../source-file.ts';
import { secretKeys, secretPatterns, stubs } from './secrets.data.ts';

export interface LiteralSecret {
  readonly rule: string;
  readonly masked: string;
  readonly line: number;
}

/** Secrets that stand as text in a pipeline definition; references, placeholders and throwaway test passwords are none. */
export function literalSecrets(file: SourceFile): readonly LiteralSecret[] {
  const found: LiteralSecret[] = [];
  for (const [index, line] of file.text.split('\n').entries()) {
    if (/^\s*#/.test(line) || line.length > 4_000) continue;
    const match = secretPatterns
      .map(([rule, pattern]) => ({ rule, text: pattern.exec(line)?.[0] }))
      .find(({ text }) => text && !isStub(text));
    if (match?.text) found.push({ rule: match.rule, masked: masked(match.text), line: index + 1 });
    else found.push(...keyed(line, index + 1));
  }
  return found.slice(0, 20);
}

export function secretFacts(tool: string, path: string, secrets: readonly LiteralSecret[]): readonly FactDraft[] {
  return secrets.map(({ rule, masked: shown, line }) => fact('pipeline.secret', { tool, rule, masked: shown }, { path, line }));
}

/** `DB_PASSWORD: kf83…`: a key that names a secret with a value that looks like one. */
function keyed(line: string, number: number): readonly LiteralSecret[] {
  const match = /^[\s-]*["']?([\w-]{1,60})["']?\s*[:=]\s*["']?([^\s"'${}<>*]{12,200})["']?\s*$/.exec(line);
  const [, key = '', value = ''] = match ?? [];
  if (!secretKeys.test(key) || !looksRandom(value) || isStub(value)) return [];
  return [{ rule: 'secret-value', masked: masked(value), line: number }];
}

/** Letters of both cases and digits mixed, no words joined by separators, no address or path. */
function looksRandom(value: string): boolean {
  return /\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value) && !/[/:@]|\.\w/.test(value);
}

function isStub(text: string): boolean {
  const lower = text.toLowerCase();
  return stubs.some(stub => lower.includes(stub)) || new Set(lower).size < 6;
}

function masked(text: string): string {
  return `${text.slice(0, 4)}…`;
}
