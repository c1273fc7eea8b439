import type { SyntaxNode } from '@lezer/common';
import { errorRatioNames } from './metric-signals.data.ts';

export type BurnShape = 'none' | 'single_window' | 'multi_window';

/** A side of an alert that compares an error ratio over one window with a part of the error budget. */
interface Side {
  readonly windows: readonly number[];
  /** By its own text it is about an error budget: a burn-rate record, or a factor times a budget. */
  readonly burning: boolean;
}

/**
 * The shape of a burn-rate alert: two windows joined by `and` of which the long one is at least five times the short one,
 * as in https://sre.google/workbook/alerting-on-slos/. Windows are taken from range selectors or from the end of a record's name.
 */
export function burnShape(root: SyntaxNode, text: string): BurnShape {
  let shape: BurnShape = 'none';
  root.cursor().iterate(({ node, name }) => {
    if (name !== 'BinaryExpr' || shape === 'multi_window') return;
    if (node.getChild('And')) {
      const sides = [node.firstChild, node.lastChild].map(side => (side ? sideOf(side, text) : undefined));
      if (isPair(sides[0], sides[1])) shape = 'multi_window';
    } else if (comparison(node) && sideOf(node, text)?.burning) shape = 'single_window';
  });
  return shape;
}

function isPair(left: Side | undefined, right: Side | undefined): boolean {
  if (!left || !right || !(left.burning && right.burning)) return false;
  const [a, b] = [Math.max(...left.windows), Math.max(...right.windows)];
  return Number.isFinite(a) && Number.isFinite(b) && Math.max(a, b) >= 5 * Math.min(a, b);
}

function sideOf(node: SyntaxNode, text: string): Side | undefined {
  const compared = comparison(bare(node));
  if (!compared) return undefined;
  const left = text.slice(compared.left.from, compared.left.to);
  if (/\babsent/.test(left)) return undefined;
  const records = [...left.matchAll(errorRatioNames)];
  const windows = [
    ...[...left.matchAll(/(?:rate|ratio)_?(\d+[smhdw])\b/g)].map(match => match[1]),
    ...records.map(match => match[1]),
    ...[...left.matchAll(/\[\s*(\w+)\s*[\]:]/g)].map(match => match[1]),
  ];
  return {
    windows: windows.map(window => secondsOf(window ?? '')).filter(seconds => seconds > 0),
    burning: records.length > 0 ? !isNoFactor(compared.right, text) : isShare(left) && isBudget(compared.right, text),
  };
}

/** A quotient, or a recording rule: a plain rate has no error budget. */
function isShare(left: string): boolean {
  return left.includes('/') || /^\W*\w+:\w/.test(left);
}

function comparison(node: SyntaxNode): { readonly left: SyntaxNode; readonly right: SyntaxNode } | undefined {
  const compares = node.getChild('Gtr') ?? node.getChild('Gte');
  const { firstChild, lastChild } = node;
  return compares && firstChild && lastChild ? { left: firstChild, right: lastChild } : undefined;
}

function bare(node: SyntaxNode): SyntaxNode {
  let at = node;
  while (at.name === 'ParenExpr' && at.firstChild) at = at.firstChild;
  return at;
}

/** A factor that no burn rate has: the budget would last longer than its window, or be gone before anybody looks. */
function isNoFactor(node: SyntaxNode, text: string): boolean {
  const product = productOf(node, text);
  return product !== undefined && product.budget < 0.5 && (product.factor < 1 || product.factor > 40);
}

/** `14.4 * 0.001` or `14 * (1 - 0.99)`: a factor from 1 to 40 times a budget below one. */
function isBudget(node: SyntaxNode, text: string): boolean {
  const { factor, budget } = productOf(node, text) ?? { factor: 0, budget: 0 };
  return factor >= 1 && factor <= 40 && budget > 0 && budget < 0.5;
}

/** The larger and the smaller part of a product of constants. */
function productOf(node: SyntaxNode, text: string): { readonly factor: number; readonly budget: number } | undefined {
  const product = bare(node);
  if (product.name !== 'BinaryExpr' || !product.getChild('Mul')) return undefined;
  const values = [product.firstChild, product.lastChild].map(side => (side ? constantOf(side, text) : Number.NaN)).sort((a, b) => b - a);
  const [factor = Number.NaN, budget = Number.NaN] = values;
  return Number.isNaN(factor + budget) ? undefined : { factor, budget };
}

function constantOf(node: SyntaxNode, text: string): number {
  const at = bare(node);
  if (at.name === 'NumberDurationLiteral') return Number(text.slice(at.from, at.to));
  if (at.name !== 'BinaryExpr' || !at.firstChild || !at.lastChild) return Number.NaN;
  const [left, right] = [constantOf(at.firstChild, text), constantOf(at.lastChild, text)];
  if (at.getChild('Sub')) return left - right;
  if (at.getChild('Div')) return left / right;
  return at.getChild('Mul') ? left * right : Number.NaN;
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000 };

/** Seconds of a Prometheus duration such as `1h30m`; 0 when it is none. */
function secondsOf(duration: string): number {
  let seconds = 0;
  for (const [, number, unit] of duration.matchAll(/(\d+)(ms|[smhdwy])/g)) seconds += Number(number) * (units[unit ?? ''] ?? 0);
  return seconds;
}
