import type { Tree } from '../../../lib/tree.ts';
import type { SourceFile } from '../../source-file.ts';
import { compute, data, network } from './services.data.ts';

export interface Template {
  readonly kind: 'template';
  readonly tool: 'cloudformation' | 'sam';
  readonly line: number;
  readonly count: number;
  readonly compute: boolean;
  readonly data: boolean;
  readonly network: boolean;
}

/** The resources of a template by logical name; nothing when the document is none. */
export function resourcesOfTemplate(document: Tree | undefined): readonly (readonly [type: string, resource: Tree])[] {
  return (document?.pairs('Resources') ?? []).flatMap(([, resource]) => {
    const type = resource.text('Type') ?? '';
    return /^(?:AWS|Alexa|Custom)::/.test(type) ? [[type, resource] as const] : [];
  });
}

export function readTemplate(file: SourceFile): Template | undefined {
  const document = file.yaml()[0];
  const resources = resourcesOfTemplate(document);
  const [first] = resources;
  if (!document || !first) return undefined;
  const has = (services: ReadonlySet<string>) => resources.some(([type]) => services.has(type.split('::')[1] ?? '') || services.has(type));
  const serverless = document.texts('Transform').some(each => each.startsWith('AWS::Serverless'));
  return {
    kind: 'template',
    tool: serverless ? 'sam' : 'cloudformation',
    line: first[1].line,
    count: resources.length,
    compute: has(compute),
    data: has(data),
    network: has(network),
  };
}
