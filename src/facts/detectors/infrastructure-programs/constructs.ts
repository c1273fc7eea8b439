/** A resource that a program makes: the module or service and the class, where it stands, and what is handed to it. */
export interface Construct {
  readonly tool: 'cdk' | 'pulumi';
  readonly service: string;
  readonly type: string;
  /** Its name in the program, when it is written out. */
  readonly name: string;
  readonly offset: number;
  readonly text: string;
}

const mostConstructs = 500;
const longestArguments = 4_000;

/** The resources that the code of one file makes with the AWS CDK or Pulumi, in TypeScript, JavaScript or Python. */
export function* constructsIn(code: string): Generator<Construct> {
  const modules = importedModules(code);
  let count = 0;
  for (const match of code.matchAll(/(?:\bnew\s+)?\b([A-Za-z_]\w{0,60}(?:\.\w{1,60}){0,4})\s*\(\s*(?=(this|self|scope|stack|["'`f]))/g)) {
    const [, path = '', first = ''] = match;
    const resource = resourceOf(path.split('.'), first, modules);
    if (!resource || count++ >= mostConstructs) continue;
    const start = match.index + match[0].length;
    const text = argumentsAt(code, start);
    const name = /["'`]([^"'`\n]{1,200})["'`]/.exec(text.slice(0, 300))?.[1] ?? '';
    yield { ...resource, name, offset: match.index, text };
  }
}

interface Modules {
  /** Names in the program of whole modules of the CDK, and of single classes of them. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly classes: ReadonlyMap<string, string>;
  /** Names of providers of Pulumi. */
  readonly providers: ReadonlySet<string>;
}

function importedModules(code: string): Modules {
  const aliases = new Map<string, string>();
  const classes = new Map<string, string>();
  const providers = new Set<string>();
  for (const [, alias, list, module = ''] of code.matchAll(
    /\bimport\s+(?:type\s+)?(?:\*\s+as\s+(\w{1,60})|\{([^}]{0,800})\})\s+from\s+["'](?:aws-cdk-lib|@aws-cdk)\/(?:aws-)?([\w-]{1,60})["']/g,
  )) {
    if (alias) aliases.set(alias, module);
    for (const name of namesIn(list ?? '')) classes.set(name, module);
  }
  for (const [, list = ''] of code.matchAll(/\bimport\s+\{([^}]{0,1200})\}\s+from\s+["']aws-cdk-lib["']/g)) {
    for (const [, module = '', alias] of list.matchAll(/\baws_(\w{1,60})(?:\s+as\s+(\w{1,60}))?/g))
      aliases.set(alias ?? `aws_${module}`, module.replaceAll('_', '-'));
  }
  for (const [, list = ''] of code.matchAll(/\bfrom\s+aws_cdk\s+import\s+(\([^)]{0,1200}\)|[^\n]{1,400})/g)) {
    for (const [, module = '', alias] of list.matchAll(/\baws_(\w{1,60})(?:\s+as\s+(\w{1,60}))?/g))
      aliases.set(alias ?? `aws_${module}`, module.replaceAll('_', '-'));
  }
  for (const [, module = '', list = ''] of code.matchAll(/\bfrom\s+aws_cdk\.aws_(\w{1,60})\s+import\s+(\([^)]{0,800}\)|[^\n]{1,400})/g)) {
    for (const name of namesIn(list)) classes.set(name, module.replaceAll('_', '-'));
  }
  for (const [, alias = ''] of code.matchAll(
    /\bimport\s+\*\s+as\s+(\w{1,60})\s+from\s+["']@pulumi\/(?:aws|awsx|aws-native|gcp|azure|azure-native|digitalocean)(?:\/[\w/]{1,60})?["']/g,
  ))
    providers.add(alias);
  for (const [, module = '', alias] of code.matchAll(/^import\s+pulumi_(aws|gcp|azure|azure_native|digitalocean)(?:\s+as\s+(\w{1,60}))?/gm))
    providers.add(alias ?? `pulumi_${module}`);
  return { aliases, classes, providers };
}

function namesIn(list: string): readonly string[] {
  return list
    .replace(/[()]/g, ' ')
    .split(',')
    .flatMap(each => /(\w{1,80})\s*$/.exec(each.trim())?.[1] ?? []);
}

function resourceOf(path: readonly string[], first: string, modules: Modules): Pick<Construct, 'tool' | 'service' | 'type'> | undefined {
  const type = path.at(-1) ?? '';
  const [root = ''] = path;
  if (!/^[A-Z]/.test(type)) return undefined;
  const inScope = /^(?:this|self|scope|stack)$/.test(first);
  const module = path.length === 1 ? modules.classes.get(root) : path.length === 2 ? modules.aliases.get(root) : undefined;
  if (module && inScope) return { tool: 'cdk', service: module, type };
  if (modules.providers.has(root) && path.length >= 3 && !inScope) return { tool: 'pulumi', service: (path[1] ?? '').toLowerCase(), type };
  return undefined;
}

/** Up to the parenthesis that closes the call. */
function argumentsAt(code: string, start: number): string {
  let open = 1;
  for (let at = start; at < Math.min(code.length, start + longestArguments); at++) {
    const sign = code.charCodeAt(at);
    if (sign === 40) open++;
    else if (sign === 41 && --open === 0) return code.slice(start, at);
  }
  return code.slice(start, start + longestArguments);
}
