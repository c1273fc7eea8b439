import type { NodePath, NodeStep } from '../model/own-detector.ts';

const mostSteps = 40;

/**
 * Reads a path through a document: `spec.groups[*].rules[*]`, `labels["app.kubernetes.io/name"]`, `jobs.*.steps[0]`. `$` at the start is the top of
 * the document, `^` what holds a node, `@` at the end the key under which a node stands. A text in place of a path is the reason why it is none.
 */
export function readNodePath(source: string): NodePath | string {
  const root = /^\$(?:\.|\[|$)/.test(source);
  let rest = root ? source.slice(1) : source;
  const steps: NodeStep[] = [];
  let key = false;
  for (let first = true; rest !== ''; first = false) {
    if (key) return '"@" must stand at the end';
    if (steps.length >= mostSteps) return `has more than ${mostSteps} steps`;
    if (rest.startsWith('.') && (!first || root)) rest = rest.slice(1);
    else if (!first && !rest.startsWith('[')) return `needs a "." before "${rest.slice(0, 20)}"`;
    const read = stepAt(rest);
    if (!read) return `does not go on at "${rest.slice(0, 20)}"`;
    if (read.step === 'key') key = true;
    else steps.push(read.step);
    rest = rest.slice(read.length);
  }
  return { root, steps, key };
}

interface ReadStep {
  readonly step: NodeStep | 'key';
  readonly length: number;
}

const forms: readonly (readonly [RegExp, (text: string) => NodeStep | 'key'])[] = [
  [/^\[\*\]/, () => ({ go: 'all' })],
  [/^\[(\d{1,6})\]/, text => ({ go: 'item', index: Number(text) })],
  [/^\["([^"]{1,200})"\]/, text => ({ go: 'key', key: text })],
  [/^\['([^']{1,200})'\]/, text => ({ go: 'key', key: text })],
  [/^\*/, () => ({ go: 'all' })],
  [/^\^/, () => ({ go: 'up' })],
  [/^@$/, () => 'key'],
  [/^([^.[\]*^@"'\s]{1,200})/, text => ({ go: 'key', key: text })],
];

function stepAt(text: string): ReadStep | undefined {
  for (const [form, step] of forms) {
    const match = form.exec(text);
    if (match) return { step: step(match[1] ?? ''), length: match[0].length };
  }
  return undefined;
}
