/** A node of a parsed CEL expression. */
export interface Ast {
  readonly op: string;
  readonly args: unknown;
}

export function isAst(node: unknown): node is Ast {
  return typeof node === 'object' && node !== null && 'op' in node;
}

/** The variables of a condition by name: `fact`, `workload`, `policy`. */
export type Context = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
export type Evaluate = (context: Context) => unknown;
type Functions = Readonly<Record<string, (argument: string) => number>>;

/**
 * A condition as a chain of closures, some twenty times as fast as the interpreter. Covers comparisons and products of fields and
 * literals, `in`, `&&`, `||`, `!` and the functions given; `undefined` for anything else. The expression must have passed the type check.
 */
export function compilePlain(node: unknown, functions: Functions): Evaluate | undefined {
  if (!isAst(node)) return undefined;
  const { op, args } = node;
  if (op === 'value') return constant(typeof args === 'bigint' ? Number(args) : args);
  if (op === '!_') return negation(compilePlain(args, functions));
  if (!Array.isArray(args)) return undefined;
  if (op === '.') return field(args);
  if (op === 'list') return constantList(args.map(item => compilePlain(item, functions)));
  if (op === 'call') return call(args, functions);
  const combine = binaries[op];
  const [left, right] = args.map(part => compilePlain(part, functions));
  return combine && left && right && combine(left, right);
}

const binaries: Readonly<Record<string, ((left: Evaluate, right: Evaluate) => Evaluate) | undefined>> = {
  '&&': (left, right) => context => left(context) === true && right(context) === true,
  '||': (left, right) => context => left(context) === true || right(context) === true,
  '==': (left, right) => context => left(context) === right(context),
  '!=': (left, right) => context => left(context) !== right(context),
  '<': (left, right) => context => Number(left(context)) < Number(right(context)),
  '<=': (left, right) => context => Number(left(context)) <= Number(right(context)),
  '>': (left, right) => context => Number(left(context)) > Number(right(context)),
  '>=': (left, right) => context => Number(left(context)) >= Number(right(context)),
  '*': (left, right) => context => Number(left(context)) * Number(right(context)),
  in: (left, right) => context => (right(context) as readonly unknown[]).includes(left(context)),
};

function constant(value: unknown): Evaluate {
  return () => value;
}

function negation(of: Evaluate | undefined): Evaluate | undefined {
  return of && (context => of(context) !== true);
}

function field([object, name]: readonly unknown[]): Evaluate | undefined {
  if (!isAst(object) || object.op !== 'id' || typeof object.args !== 'string' || typeof name !== 'string') return undefined;
  const variable = object.args;
  return context => context[variable]?.[name];
}

function constantList(items: readonly (Evaluate | undefined)[]): Evaluate | undefined {
  const values = items.map(item => item?.({}));
  return values.includes(undefined) ? undefined : constant(values);
}

function call([name, parameters]: readonly unknown[], functions: Functions): Evaluate | undefined {
  const run = typeof name === 'string' && Object.hasOwn(functions, name) ? functions[name] : undefined;
  const argument = Array.isArray(parameters) && parameters.length === 1 ? compilePlain(parameters[0], functions) : undefined;
  return run && argument && (context => run(String(argument(context))));
}
