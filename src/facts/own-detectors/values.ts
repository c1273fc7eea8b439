import { type FactKind, type FieldType, kindDefinition } from '../../model/fact-kinds.ts';
import type { FactShape, FactValue, ValueSource } from '../../model/own-detector.ts';

/** Reads the text or texts that a source points to; nothing when there is none. */
export interface Reader {
  text(source: ValueSource): string | undefined;
  texts(source: ValueSource): readonly string[];
  has(source: ValueSource): boolean;
}

export interface ReadFields {
  readonly fields: Readonly<Record<string, FactValue>>;
  /** Fields whose source was there, but was no value for them: `severity = "sev9"`. */
  readonly missed: readonly string[];
  readonly environment: string;
  readonly service: string;
}

const longestText = 300;

/** The fields of one fact. A field whose source is not there keeps its default. */
export function readFields(shape: FactShape, reader: Reader): ReadFields {
  const fields: Record<string, FactValue> = {};
  const missed: string[] = [];
  for (const [name, source] of Object.entries(shape.fields)) {
    const type = typeOf(shape.kind, name);
    const read = type === 'texts' && (source.from === 'path' || source.from === 'group') ? reader.texts(source) : given(source, reader);
    if (read === undefined) continue;
    const value = converted(read, type);
    if (value === undefined) missed.push(`${name} = ${JSON.stringify(read).slice(0, 60)}`);
    else fields[name] = value;
  }
  return { fields, missed, environment: plainText(shape.environment, reader), service: plainText(shape.service, reader) };
}

function plainText(source: ValueSource | undefined, reader: Reader): string {
  const value = source && given(source, reader);
  return value === undefined ? '' : String(value).slice(0, longestText);
}

function given(source: ValueSource, reader: Reader): FactValue | undefined {
  if (source.from === 'constant') return source.value;
  if (source.from === 'presence') return reader.has(source) ? source.present : source.absent;
  const text = reader.text(source);
  if (text === undefined) return source.otherwise;
  if (!source.words) return text;
  return Object.hasOwn(source.words, text) ? source.words[text] : (source.otherwise ?? undefined);
}

function typeOf(kind: FactKind, field: string): FieldType {
  return kindDefinition(kind).fields[field] ?? 'text';
}

function converted(value: FactValue, type: FieldType): FactValue | undefined {
  if (Array.isArray(type)) return type.includes(String(value)) ? String(value) : undefined;
  if (type === 'texts') return (Array.isArray(value) ? value : [value]).map(each => String(each).slice(0, longestText));
  if (Array.isArray(value)) return undefined;
  const text = String(value).trim();
  if (type === 'flag') return /^(?:true|yes|on)$/i.test(text) ? true : /^(?:false|no|off)$/i.test(text) ? false : undefined;
  if (type === 'number') return text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
  if (type === 'date') return Number.isNaN(Date.parse(text)) || !/^\d{4}-\d{2}-\d{2}/.test(text) ? undefined : text.slice(0, 30);
  return text.slice(0, longestText);
}
