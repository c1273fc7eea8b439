import type { Diff, MakeTarget, Script, Unit } from './units.ts';

export type Pipeline = Extract<Unit, { unit: 'pipeline' }>;
type Make = Extract<Unit, { unit: 'make' }>;

/** A comparison or an apply, and what the calls on the way to it decide. */
export interface Reached {
  readonly diff?: Diff;
  readonly apply?: true;
  /** The line in the file that was begun with. */
  readonly line: number;
  /** The shell that runs the command: the pipeline's own, or that of a recipe or script. */
  readonly shell: 'pipeline' | 'make' | 'script';
  readonly script: Script;
  readonly ignored: boolean;
  readonly variables: Readonly<Record<string, string>>;
  /** Names on the way that may tell the environment: targets, arguments. */
  readonly names: readonly string[];
}

type Around = Pick<Reached, 'ignored' | 'variables' | 'names' | 'shell'>;

const deepest = 3;

/** Everything that pipelines may call, by path. */
export class Callables {
  readonly pipelines = new Map<string, Pipeline>();
  readonly actions = new Map<string, Extract<Unit, { unit: 'action' }>>();
  readonly #makes = new Map<string, { readonly make: Make; readonly byName: ReadonlyMap<string, MakeTarget> }>();
  readonly #scripts = new Map<string, Script>();

  constructor(units: readonly { readonly path: string; readonly finding: Unit }[]) {
    for (const { path, finding } of units) {
      const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
      if (finding.unit === 'pipeline') this.pipelines.set(path, finding);
      else if (finding.unit === 'action') this.actions.set(folder, finding);
      else if (finding.unit === 'make')
        this.#makes.set(folder, { make: finding, byName: new Map(finding.targets.map(target => [target.name, target])) });
      else if (finding.unit === 'script') this.#scripts.set(path, finding.script);
    }
  }

  /** What a script reaches, through make targets and other scripts. */
  *reach(script: Script, root: string, around: Around, line?: number, depth = 0): Generator<Reached> {
    const at = (own: number) => ({ line: line ?? own, script, ...around });
    for (const diff of script.diffs) yield { diff, ...at(diff.line) };
    for (const apply of script.applies) yield { apply: true, ...at(apply) };
    if (depth >= deepest) return;
    for (const call of script.calls.slice(0, 50)) {
      const inner: Around = {
        ...around,
        ignored: around.ignored || call.ignored,
        variables: { ...around.variables, ...call.variables },
        names: [...around.names, ...(call.kind === 'make' ? call.targets : call.targets.slice(1))],
      };
      const next = line ?? call.line;
      if (call.kind === 'make') yield* this.#reachMake(call.targets, root, inner, next, depth + 1);
      else yield* this.#reachScript(call.targets, root, inner, next, depth + 1);
    }
  }

  *#reachScript(words: readonly string[], root: string, around: Around, line: number, depth: number): Generator<Reached> {
    const [path = '', ...positional] = words;
    const script = this.#scripts.get(path) ?? this.#scripts.get(normalized(`${root}/${path}`));
    if (!script) return;
    const numbered = Object.fromEntries(positional.map((word, index) => [String(index + 1), word]));
    yield* this.reach(script, root, { ...around, shell: 'script', variables: { ...around.variables, ...numbered } }, line, depth);
  }

  *#reachMake(names: readonly string[], root: string, around: Around, line: number, depth: number): Generator<Reached> {
    const found = this.#makes.get(normalized(root)) ?? this.#makes.get('');
    if (!found) return;
    const targets = withNeeds(names, found.byName);
    const assigned = Object.assign({}, found.make.variables, ...targets.map(target => target.variables)) as Record<string, string>;
    for (const { script } of targets)
      yield* this.reach(script, root, { ...around, shell: 'make', variables: { ...assigned, ...around.variables } }, line, depth);
  }
}

function withNeeds(names: readonly string[], byName: ReadonlyMap<string, MakeTarget>): readonly MakeTarget[] {
  const found = new Map<string, MakeTarget>();
  const waiting = [...names];
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const target = byName.get(name);
    if (!target || found.has(name)) continue;
    found.set(name, target);
    waiting.push(...target.needs);
  }
  return [...found.values()];
}

/** A path without `./`, doubled slashes and a slash at its ends. */
export function normalized(path: string): string {
  return path
    .split('/')
    .filter(part => part !== '' && part !== '.')
    .join('/');
}
