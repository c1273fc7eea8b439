import { readdirSync, readFileSync } from 'node:fs';
import { Environment } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type FactKind, type FieldType, kindDefinition } from './fact-kinds.ts';
import { type Context, compilePlain } from './plain-condition.ts';

const days = (date: string) => (date === '' ? Number.POSITIVE_INFINITY : date.length * 30);
const interpreter = new Environment({ unlistedVariablesAreDyn: true })
  .registerFunction('days_since(string): double', days)
  .registerOperator('double == int', (a: number, b: bigint) => a === Number(b));
const policy = policyOfTheDefaultModel();
const conditions = conditionsOfTheDefaultModel();

test('nearly all conditions of the default model are plain', () => {
  const plain = conditions.filter(({ text }) => compilePlain(interpreter.parse(text).ast, { days_since: days }));
  expect(conditions.length).toBeGreaterThan(200);
  expect(plain.length / conditions.length).toBeGreaterThan(0.95);
});

test('a plain condition says what the interpreter says', () => {
  for (const { text, kind } of conditions) {
    const parsed = interpreter.parse(text);
    const plain = compilePlain(parsed.ast, { days_since: days });
    if (!plain) continue;
    fc.assert(
      fc.property(viewsOf(kind), view => {
        const context: Context = { fact: view, workload: view, policy };
        expect({ text, view, held: plain(context) === true }).toEqual({
          text,
          view,
          held: parsed(context as Record<string, unknown>) === true,
        });
      }),
      { seed: 2, numRuns: 40 },
    );
  }
});

test.each([
  'fact.name.startsWith("a")',
  'fact.a ? fact.b : fact.c',
  'fact.items.exists(x, x == "a")',
  'fact["name"] == "a"',
  'other(fact.a) > 1.0',
])('left to the interpreter: %s', text => {
  const ast = new Environment({ unlistedVariablesAreDyn: true }).registerFunction('other(string): double', days).parse(text).ast;
  expect(compilePlain(ast, { days_since: days })).toBeUndefined();
});

interface Condition {
  readonly kind: FactKind;
  readonly text: string;
}

function conditionsOfTheDefaultModel(): readonly Condition[] {
  const found = new Map<string, Condition>();
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const clause = node as Record<string, unknown>;
    const kind = clause.some ?? clause.every ?? clause.none ?? ('for_each' in clause ? 'service' : undefined);
    for (const text of kind === undefined ? [] : [clause.where, clause.holds, clause.unclear])
      if (typeof text === 'string') found.set(`${kind} ${text}`, { kind: kind as FactKind, text });
    for (const value of Object.values(clause)) walk(value);
  };
  for (const file of readdirSync('models/waf-ops/controls')) walk(parse(readFileSync(`models/waf-ops/controls/${file}`, 'utf8')));
  return [...found.values()];
}

function policyOfTheDefaultModel(): Readonly<Record<string, number>> {
  const { policies } = parse(readFileSync('models/waf-ops/model.yaml', 'utf8')) as {
    policies: readonly { values?: Record<string, number> }[];
  };
  return Object.assign({}, ...policies.map(({ values }) => values ?? {}));
}

function viewsOf(kind: FactKind): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const fields = { ...kindDefinition(kind).fields, ...common };
  return fc.record(Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, valuesOf(type)])));
}

const common: Readonly<Record<string, FieldType>> = {
  production: ['yes', 'no', 'unknown'],
  service: 'text',
  environment: 'text',
  path: 'text',
  strength: ['declared', 'applied', 'observed'],
  templated: 'flag',
};

function valuesOf(type: FieldType): fc.Arbitrary<unknown> {
  if (type === 'flag') return fc.boolean();
  if (type === 'number') return fc.constantFrom(0, 0.5, 1, 2, 3, 10, 30, 90, 1000);
  const word = fc.constantFrom('', 'a', 'prod', '2026-01-01');
  if (type === 'texts') return fc.array(word, { maxLength: 3 });
  return type === 'text' ? word : fc.constantFrom(...type);
}
