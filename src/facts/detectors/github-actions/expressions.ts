import type { Values } from './workflow.ts';

export interface Known {
  readonly inputs: Values;
  readonly matrix: Values;
  readonly env: Values;
}

const mostTexts = 12;
const longestExpression = 400;

/**
 * The texts that a text with expressions can become. An expression of unknown value leaves nothing when it is the whole text,
 * and `*` inside a longer one.
 */
export function alternatives(text: string, known: Known, depth = 0): readonly string[] {
  const open = text.indexOf('$' + '{{');
  if (open === -1) return text === '' ? [] : [text];
  const close = text.indexOf('}}', open);
  if (close === -1 || depth > 4) return [];
  const before = text.slice(0, open);
  const after = text.slice(close + 2);
  const inner = valuesOf(text.slice(open + 3, Math.min(close, open + longestExpression)).trim(), known, depth);
  if (before === '' && after === '') return inner;
  const rests = after === '' ? [''] : alternatives(after, known, depth + 1);
  return (inner.length > 0 ? inner : ['*']).flatMap(value => rests.map(rest => before + value + rest)).slice(0, mostTexts);
}

function valuesOf(expression: string, known: Known, depth: number): readonly string[] {
  const quoted = [...expression.matchAll(/(?:^|&&|\|\|)\s*\(?\s*'([^']{1,80})'(?=\s*(?:\)|\|\||&&|$))/g)].map(match => match[1] ?? '');
  const named = [
    ...expression.matchAll(/(?:^|&&|\|\|)\s*\(?\s*((?:github\.event\.)?inputs|matrix|env)\.([\w.-]+)(?=\s*(?:\)|\|\||&&|$))/g),
  ].flatMap(([, scope = '', name = '']) => lookUp(scope, name, known).flatMap(value => alternatives(value, known, depth + 1)));
  return [...new Set([...named, ...quoted])].slice(0, mostTexts);
}

function lookUp(scope: string, name: string, known: Known): readonly string[] {
  if (scope === 'matrix') return known.matrix[name] ?? [];
  return (scope === 'env' ? known.env[name] : known.inputs[name]) ?? [];
}
