/**
 * A value of JSON from outside, read tolerantly: what is not there, or is of another shape, is `undefined` or empty, never an error.
 * Paths are dot-separated keys; a step into a list takes its first item.
 */
export class JsonValue {
  constructor(readonly value: unknown) {}

  get(path: string): JsonValue {
    let at: unknown = this.value;
    for (const step of path.split('.')) at = member(at, step);
    return new JsonValue(at);
  }

  /** A scalar as text; numbers and booleans are written out. Blank texts count as absent. */
  text(path?: string): string | undefined {
    const value = path === undefined ? this.value : this.get(path).value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (typeof value !== 'string') return undefined;
    return value.replaceAll('\0', '').trim() || undefined;
  }

  number(path?: string): number | undefined {
    const value = path === undefined ? this.value : this.get(path).value;
    if (typeof value === 'number') return value;
    return typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : undefined;
  }

  flag(path?: string): boolean | undefined {
    const value = path === undefined ? this.value : this.get(path).value;
    return typeof value === 'boolean' ? value : undefined;
  }

  list(path?: string): readonly JsonValue[] {
    const value = path === undefined ? this.value : this.get(path).value;
    return Array.isArray(value) ? value.map(item => new JsonValue(item)) : [];
  }

  has(path: string): boolean {
    const { value } = this.get(path);
    return value !== undefined && value !== null;
  }

  get isMap(): boolean {
    return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value);
  }

  get keys(): readonly string[] {
    return this.isMap ? Object.keys(this.value as object) : [];
  }
}

function member(value: unknown, key: string): unknown {
  const within = Array.isArray(value) ? value[0] : value;
  if (typeof within !== 'object' || within === null || !Object.hasOwn(within, key)) return undefined;
  return (within as Readonly<Record<string, unknown>>)[key];
}
