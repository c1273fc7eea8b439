import { isSeq, parseDocument, stringify } from 'yaml';
import type { Steps } from '../lib/placed-yaml.ts';

/** What was found that an `opsex.yaml` may begin with. */
export interface Found {
  readonly name: string;
  readonly services: readonly { readonly name: string; readonly root: string }[];
  readonly environments: readonly { readonly name: string; readonly production: boolean }[];
}

/** The text of a first `opsex.yaml`. */
export function firstSettings({ name, services, environments }: Found): string {
  return [
    '# What files cannot show about this workload.',
    '# docs/reference/configuration.md of opsex lists every key; "opsex init" asks on, "opsex attest" adds statements.',
    'version: 1',
    '',
    block({ workload: { name } }),
    ...(services.length === 0
      ? []
      : [
          '# The services that were found. Call the list "all" when there are no others: then "all services" means these.',
          block({
            services: { more: services.map(({ name: each, root }) => ({ name: each, ...(isFolder(root) ? { paths: [root] } : {}) })) },
          }),
        ]),
    ...(environments.length === 0
      ? []
      : ['# The environments that were found, and whether users depend on them.', block({ environments })]),
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/\n*$/, '\n');
}

function isFolder(root: string): boolean {
  return root !== '' && root !== '.' && !/[*?{]/.test(root);
}

function block(value: object): string {
  return stringify(value, { lineWidth: 0 });
}

/** The text with one value set; comments and order stay. */
export function withValue(text: string, steps: Steps, value: unknown): string {
  const document = parseDocument(text, { merge: false, logLevel: 'silent' });
  document.setIn(steps, document.createNode(value));
  return document.toString({ lineWidth: 0 });
}

/** The text with the list of services called complete, and `more` names on it. */
export function withServices(text: string, complete: boolean, more: readonly string[]): string {
  const document = parseDocument(text, { merge: false, logLevel: 'silent' });
  const key = complete ? 'all' : 'more';
  const list = document.getIn(['services', 'all'], true) ?? document.getIn(['services', 'more'], true);
  const services = isSeq(list) ? list : document.createNode([]);
  for (const name of more) services.add(document.createNode({ name }));
  document.setIn(['services'], document.createNode({}));
  document.setIn(['services', key], services);
  return document.toString({ lineWidth: 0 });
}
