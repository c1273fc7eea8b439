import { noSuch } from '../lib/strict-words.ts';
import { type FactKind, type FieldType, factKinds, kindDefinition } from '../model/fact-kinds.ts';
import type { FactValue } from '../model/own-detector.ts';

/** Concluded by opsex from all facts, or measured by it: not for anybody to state. */
const reserved: ReadonlySet<string> = new Set(['workload', 'history.changes', 'metric', 'statement']);

/** Why own detectors cannot make facts of this kind, or nothing when they can. */
export function kindProblem(kind: string): string | undefined {
  if (reserved.has(kind)) return `facts of kind "${kind}" are made by opsex only`;
  const kinds = Object.keys(factKinds).filter(each => !reserved.has(each));
  return kinds.includes(kind) ? undefined : noSuch(kind, kinds, 'kind of fact');
}

export function fieldProblem(kind: FactKind, field: string): string | undefined {
  const fields = kindDefinition(kind).fields;
  return Object.hasOwn(fields, field) ? undefined : noSuch(field, Object.keys(fields), `field of ${kind}`);
}

/** The fields without which a fact of the kind says nothing: by which name people would look for it. */
export function requiredFields(kind: FactKind): readonly string[] {
  const fields = kindDefinition(kind).fields;
  const first = ['name', 'title', 'reference'].find(name => fields[name] === 'text');
  return first === undefined ? [] : [first];
}

const isoDate = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]{5,12}(?:Z|[+-]\d{2}:\d{2})?)?$/;

/** Why the value cannot stand in the field, or nothing when it can. */
export function valueProblem(kind: FactKind, field: string, value: FactValue): string | undefined {
  const fields = kindDefinition(kind).fields;
  const type = Object.hasOwn(fields, field) ? fields[field] : undefined;
  return type === undefined ? undefined : mismatch(type, value, `${kind}.${field}`);
}

function mismatch(type: FieldType, value: FactValue, name: string): string | undefined {
  if (Array.isArray(type)) {
    if (typeof value === 'boolean') return `${name} is a word: write 'yes' or 'no' instead of true or false`;
    return type.includes(String(value)) ? undefined : noSuch(String(value), type, `word for ${name}`);
  }
  if (type === 'flag') return typeof value === 'boolean' ? undefined : `${name} is true or false`;
  if (type === 'number') return typeof value === 'number' ? undefined : `${name} is a number`;
  if (type === 'texts') return Array.isArray(value) ? undefined : `${name} is a list of texts`;
  if (type === 'date') return typeof value === 'string' && isoDate.test(value) ? undefined : `${name} is a date: 2026-01-31`;
  return typeof value === 'string' || typeof value === 'number' ? undefined : `${name} is a text`;
}
