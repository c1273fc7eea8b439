import { Environment } from '@marcbachmann/cel-js';
import { nearest } from '../lib/nearest.ts';
import type { Fact } from './fact.ts';
import { type FactKind, type FieldType, factKinds, kindDefinition } from './fact-kinds.ts';
import { type Ast, type Context, compilePlain, type Evaluate, isAst } from './plain-condition.ts';

export type Predicate = (view: Readonly<Record<string, unknown>>) => boolean;

/**
 * Conditions are CEL over one fact (`fact.paging == 'yes'`), over the workload (`workload.operates != 'no'`) and over the model's policy
 * values (`policy.fresh_days`). Besides the kind's fields a fact has `production`, `service`, `environment`, `path`, `strength`,
 * `pathClass` and `templated`. `days_since(date)` counts days to the assessment's date; an unknown date is endlessly old.
 */
export class Conditions {
  readonly #environments = new Map<string, Environment>();
  readonly #predicates = new Map<string, Predicate>();

  constructor(
    readonly policy: Readonly<Record<string, number>>,
    readonly asOf: Date,
  ) {}

  /** Why `expression` does not fit facts of `kind`, or nothing when it does. */
  check(kind: FactKind, expression: string): string | undefined {
    if (/\bmatches\s*\(/.test(expression))
      return 'matches() is not available: regular expressions of a model could run for ever; use contains, startsWith or endsWith';
    const result = this.#environment(kind).check(expression);
    if (!result.valid) return explain(result.error?.message ?? 'not a valid condition', kind, this.policy);
    if (result.type !== 'bool') return `yields ${result.type}, but a condition must be true or false`;
    return misspelledWord(this.#environment(kind).parse(expression).ast as unknown as Ast, kind);
  }

  test(kind: FactKind, expression: string, view: Readonly<Record<string, unknown>>): boolean {
    return this.predicate(kind, expression)(view);
  }

  /** The condition as a function, for many facts. */
  predicate(kind: FactKind, expression: string): Predicate {
    const key = `${kind}\n${expression}`;
    const known = this.#predicates.get(key);
    if (known) return known;
    const run = this.#compile(kind, expression);
    const variable = variableOf(kind);
    const predicate: Predicate = view => run({ [variable]: view, policy: this.policy }) === true;
    this.#predicates.set(key, predicate);
    return predicate;
  }

  #compile(kind: FactKind, expression: string): Evaluate {
    const parsed = this.#environment(kind).parse(expression);
    const plain = compilePlain(parsed.ast, { days_since: date => daysSince(date, this.asOf) });
    return plain ?? (parsed as unknown as (context: Context) => unknown);
  }

  #environment(kind: FactKind): Environment {
    let environment = this.#environments.get(kind);
    if (!environment) {
      environment = new Environment({ limits: { maxAstNodes: 500, maxDepth: 30 } })
        .registerVariable({ name: variableOf(kind), schema: celFields(kind) })
        .registerVariable({ name: 'policy', schema: Object.fromEntries(Object.keys(this.policy).map(name => [name, 'double'])) })
        .registerFunction('days_since(string): double', (date: string) => daysSince(date, this.asOf))
        .registerOperator('double == int', (a: number, b: bigint) => a === Number(b));
      this.#environments.set(kind, environment);
    }
    return environment;
  }
}

const common: Readonly<Record<string, FieldType>> = {
  production: ['yes', 'no', 'unknown'],
  service: 'text',
  environment: 'text',
  path: 'text',
  strength: ['declared', 'applied', 'observed'],
  pathClass: ['own', 'vendored', 'fixture', 'sample', 'docs', 'generated', 'archived'],
  templated: 'flag',
};

const views = new WeakMap<Fact, Readonly<Record<string, unknown>>>();

/** What a condition sees of a fact. */
export function viewOf(fact: Fact): Readonly<Record<string, unknown>> {
  let view = views.get(fact);
  if (!view) {
    view = makeView(fact);
    views.set(fact, view);
  }
  return view;
}

function makeView(fact: Fact): Readonly<Record<string, unknown>> {
  return {
    ...fact.fields,
    ...fact.scope,
    path: fact.origin.kind === 'file' ? fact.origin.path : fact.origin.reference,
    strength: fact.strength,
    pathClass: fact.pathClass,
    templated: fact.templated,
  };
}

function variableOf(kind: FactKind): string {
  return kind === 'workload' ? 'workload' : 'fact';
}

function fieldsOf(kind: FactKind): Readonly<Record<string, FieldType>> {
  return { ...common, ...kindDefinition(kind).fields };
}

function celFields(kind: FactKind): Record<string, string> {
  return Object.fromEntries(Object.entries(fieldsOf(kind)).map(([name, type]) => [name, celType(type)]));
}

function celType(type: FieldType): string {
  if (type === 'flag') return 'bool';
  if (type === 'number') return 'double';
  return type === 'texts' ? 'list<string>' : 'string';
}

/** Days from an ISO date to `asOf`; endless for an unknown or unreadable date. */
function daysSince(date: string, asOf: Date): number {
  const time = Date.parse(date);
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : (asOf.getTime() - time) / 86_400_000;
}

function explain(message: string, kind: FactKind, policy: Readonly<Record<string, number>>): string {
  const first = message.split('\n')[0] ?? message;
  const unknown = /No such key: (\w+)/.exec(first)?.[1];
  if (!unknown) return first;
  const guess = nearest(unknown, [...Object.keys(fieldsOf(kind)), ...Object.keys(policy)]);
  return `${kind} has no field "${unknown}"${guess ? `; the nearest is "${guess}"` : ''}`;
}

/** Finds a comparison of a field of words with a word that it cannot have. */
function misspelledWord(ast: Ast, kind: FactKind): string | undefined {
  const pairs: [unknown, unknown][] = [];
  collect(ast, pairs);
  for (const [left, right] of pairs) {
    const field = fieldName(left);
    const type = field === undefined ? undefined : fieldsOf(kind)[field];
    if (!Array.isArray(type)) continue;
    for (const word of literals(right)) {
      if (type.includes(word)) continue;
      return `${kind}.${field} is never "${word}"; it is one of ${type.join(', ')}`;
    }
  }
  return undefined;
}

function collect(node: unknown, pairs: [unknown, unknown][]): void {
  if (Array.isArray(node)) for (const item of node) collect(item, pairs);
  if (!isAst(node)) return;
  if (['==', '!=', 'in'].includes(node.op) && Array.isArray(node.args))
    pairs.push([node.args[0], node.args[1]], [node.args[1], node.args[0]]);
  collect(node.args, pairs);
}

function fieldName(node: unknown): string | undefined {
  if (!isAst(node) || node.op !== '.' || !Array.isArray(node.args)) return undefined;
  const [object, field] = node.args;
  return isAst(object) && object.op === 'id' && object.args !== 'policy' && typeof field === 'string' ? field : undefined;
}

function literals(node: unknown): readonly string[] {
  if (!isAst(node)) return [];
  if (node.op === 'value') return typeof node.args === 'string' ? [node.args] : [];
  return node.op === 'list' && Array.isArray(node.args) ? node.args.flatMap(literals) : [];
}

export const allKinds = Object.keys(factKinds) as readonly FactKind[];
