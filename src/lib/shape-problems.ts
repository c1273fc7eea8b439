import type { z } from 'zod';
import type { LineAndColumn, PlacedYaml, Steps } from './placed-yaml.ts';

export interface ShapeProblem extends LineAndColumn {
  readonly message: string;
}

/** The value of the document in the shape of the schema, or what does not fit, each with its place. */
export function fitted<T>(schema: z.ZodType<T>, yaml: PlacedYaml): { readonly value: T } | { readonly problems: readonly ShapeProblem[] } {
  const result = schema.safeParse(yaml.value);
  if (result.success) return { value: result.data };
  return { problems: result.error.issues.map(issue => problemOf(issue, yaml)) };
}

/** How a place inside a document is written: `services.all[0].name`. */
export function writtenSteps(steps: Steps): string {
  return steps.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${step}`)).join('');
}

function problemOf(issue: z.core.$ZodIssue, yaml: PlacedYaml): ShapeProblem {
  const { steps, issue: inner } = innermost(issue, stepsOf(issue.path), yaml.value);
  const value = valueAt(yaml.value, steps);
  const message = inner.code === 'invalid_type' ? typeMessage(inner, value) : inner.message;
  const where = writtenSteps(steps);
  const wrongKey = inner.code === 'unrecognized_keys' ? inner.keys[0] : undefined;
  const place = wrongKey === undefined ? yaml.placeOf(steps) : yaml.keyPlaceOf([...steps, wrongKey]);
  return { ...place, message: where === '' ? message : `${where}: ${message}` };
}

interface Inner {
  readonly steps: Steps;
  readonly issue: z.core.$ZodIssue;
}

/** Of a value that fits none of several forms, what keeps it from the form that it most likely was meant to have. */
function innermost(issue: z.core.$ZodIssue, steps: Steps, document: unknown): Inner {
  if (issue.code === 'invalid_key' && issue.issues[0]) return { steps, issue: issue.issues[0] };
  if (issue.code !== 'invalid_union') return { steps, issue };
  const value = valueAt(document, steps);
  const [chosen] = issue.errors.filter(errors => !isOtherType(errors, value)).sort((a, b) => a.length - b.length);
  const first = chosen?.find(error => error.code === 'unrecognized_keys') ?? chosen?.[0];
  if (first) return innermost(first, [...steps, ...stepsOf(first.path)], document);
  const expected = [...new Set(issue.errors.flatMap(expectedTypes))];
  return { steps, issue: { ...issue, message: `must be ${expected.join(' or ') || 'something else'}, but is ${typeOf(value)}` } };
}

/** The value is not even of the type of this form. */
function isOtherType(errors: readonly z.core.$ZodIssue[], value: unknown): boolean {
  return errors.some(error => {
    if (error.path.length > 0) return false;
    if (error.code === 'invalid_union') return error.errors.every(inner => isOtherType(inner, value));
    return error.code === 'invalid_type' || (error.code === 'invalid_value' && typeof value !== 'string');
  });
}

function expectedTypes(errors: readonly z.core.$ZodIssue[]): readonly string[] {
  return errors.flatMap(error => {
    if (error.path.length > 0) return [];
    if (error.code === 'invalid_union') return error.errors.flatMap(expectedTypes);
    if (error.code === 'invalid_value') return ['a word'];
    return error.code === 'invalid_type' ? [nouns[error.expected] ?? error.expected] : [];
  });
}

const nouns: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a map',
  record: 'a map',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  null: 'nothing',
  undefined: 'nothing',
};

function typeMessage(issue: Extract<z.core.$ZodIssue, { code: 'invalid_type' }>, value: unknown): string {
  if (value === undefined) return 'is missing';
  return `must be ${nouns[issue.expected] ?? issue.expected}, but is ${typeOf(value)}`;
}

function typeOf(value: unknown): string {
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return nouns[type] ?? type;
}

function valueAt(value: unknown, steps: Steps): unknown {
  let at = value;
  for (const step of steps) at = typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[step] : undefined;
  return at;
}

function stepsOf(path: readonly PropertyKey[]): Steps {
  return path.map(step => (typeof step === 'number' ? step : String(step)));
}
