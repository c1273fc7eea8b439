import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { type BurnShape, burnShape } from './burn-shape.ts';
import { errorCodes, errorLabels } from './metric-signals.data.ts';

/** One series that an expression reads. */
export interface PromSelector {
  readonly metric: string;
  /** What its matchers select: only failures, only client errors (4xx), or neither. */
  readonly outcome: 'any' | 'errors' | 'client_errors';
  /** A `quantile` label is selected: a latency of a summary. */
  readonly quantile: boolean;
  /** For `up`: the job it is about. */
  readonly job: string;
}

/** What matters of a PromQL expression: small plain data that can be classified later, when recording rules are known. */
export interface PromReading {
  readonly selectors: readonly PromSelector[];
  /** Names of the functions that are called, as the grammar writes them: `HistogramQuantile`, `Absent`. */
  readonly functions: readonly string[];
  /** Every series stands inside `absent()` or `absent_over_time()`. */
  readonly absence: boolean;
  /** The alert fires when the value is low (`<`, `== 0`). */
  readonly low: boolean;
  /** One series is divided by another. */
  readonly ratio: boolean;
  readonly burn: BurnShape;
}

const longest = 10_000;
const mostSelectors = 40;

/** Reads an expression of PromQL, MetricsQL as far as they agree, or LogQL's metric part. Errors in it are stepped over. */
export function readPromQl(expression: string): PromReading {
  const text = plain(expression.slice(0, longest));
  const root = parser.parse(text).topNode;
  const selectors: PromSelector[] = [];
  const functions = new Set<string>();
  let outsideAbsent = false;
  root.cursor().iterate(node => {
    if (node.name === 'FunctionIdentifier') functions.add(node.node.firstChild?.name ?? '');
    if (node.name !== 'VectorSelector') return;
    if (!insideAbsent(node.node)) outsideAbsent = true;
    if (selectors.length < mostSelectors) selectors.push(selectorOf(node.node, text));
  });
  return {
    selectors: distinct(selectors),
    functions: [...functions],
    absence: selectors.length > 0 && !outsideAbsent,
    low: firesWhenLow(root, text),
    ratio: divides(root),
    burn: burnShape(root, text),
  };
}

/** Placeholders of templates and dashboards become values of the right shape. */
function plain(expression: string): string {
  return expression
    .replace(/\[\s*(?:\$\{?__?\w+\}?|\$\w+|\{\{[^{}]*\}\}|_+)/g, '[5m')
    .replace(/\{\{[^{}]*\}\}/g, '1')
    .replace(/\$\{?\w+(?::\w+)?\}?/g, '1');
}

function selectorOf(node: SyntaxNode, text: string): PromSelector {
  const name = node.getChild('Identifier');
  let metric = name ? text.slice(name.from, name.to) : '';
  let outcome: PromSelector['outcome'] = 'any';
  let quantile = false;
  let job = '';
  for (const { label, operator, value } of matchersOf(node, text)) {
    if (label === '__name__') metric = value;
    if (label === 'quantile') quantile = true;
    if (label === 'job' && operator.startsWith('=')) job = value;
    const meaning = outcomeOf(label, operator, value);
    if (meaning !== 'any') outcome = meaning;
  }
  return { metric, outcome, quantile, job: metric === 'up' ? job : '' };
}

interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

function matchersOf(selector: SyntaxNode, text: string): readonly Matcher[] {
  const list = selector.getChild('LabelMatchers');
  return (list?.getChildren('UnquotedLabelMatcher') ?? []).map(matcher => {
    const read = (name: string) => {
      const child = matcher.getChild(name);
      return child ? text.slice(child.from, child.to) : '';
    };
    return { label: read('LabelName'), operator: read('MatchOp'), value: read('StringLiteral').slice(1, -1) };
  });
}

/** `code=~"5.."` selects failures, and so does `code!~"2.."`; `code=~"4.."` and `code!~"5.."` do not. */
function outcomeOf(label: string, operator: string, value: string): PromSelector['outcome'] {
  if (!errorLabels.has(label.toLowerCase())) return 'any';
  if (operator.startsWith('=')) {
    if (errorCodes.failure.test(value)) return 'errors';
    return errorCodes.client.test(value) ? 'client_errors' : 'any';
  }
  return errorCodes.success.test(value) && !errorCodes.failure.test(value) ? 'errors' : 'any';
}

function insideAbsent(node: SyntaxNode): boolean {
  for (let at: SyntaxNode | null = node; at; at = at.parent) {
    if (at.name !== 'FunctionCall') continue;
    const called = at.getChild('FunctionIdentifier')?.firstChild?.name ?? '';
    if (called.startsWith('Absent')) return true;
  }
  return false;
}

function firesWhenLow(root: SyntaxNode, text: string): boolean {
  let low = false;
  root.cursor().iterate(({ node, name }) => {
    if (low || name !== 'BinaryExpr') return;
    if (node.getChild('Lss') || node.getChild('Lte')) low = true;
    const right = node.getChild('Eql') ? node.lastChild : null;
    if (right && Number(text.slice(right.from, right.to)) === 0) low = true;
  });
  return low;
}

function divides(root: SyntaxNode): boolean {
  let found = false;
  root.cursor().iterate(({ node, name }) => {
    if (!found && name === 'BinaryExpr' && node.getChild('Div')) found = node.lastChild?.name !== 'NumberDurationLiteral';
  });
  return found;
}

function distinct(selectors: readonly PromSelector[]): readonly PromSelector[] {
  return [
    ...new Map(
      selectors.map(selector => [`${selector.metric} ${selector.outcome} ${selector.quantile} ${selector.job}`, selector]),
    ).values(),
  ];
}
