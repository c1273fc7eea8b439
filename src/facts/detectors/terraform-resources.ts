import type { HclFile } from '../../lib/hcl.ts';
import type { Tree } from '../../lib/tree.ts';
import type { Known } from '../../model/fact.ts';
import type { Read } from '../detector.ts';

export interface TerraformResource {
  readonly type: string;
  readonly name: string;
  readonly line: number;
  readonly endLine: number;
  readonly body: Tree;
  /** Whether it is created at all: `unknown` when a variable decides about `count` or `for_each`. */
  readonly created: Known;
}

/** Reads Terraform files, in either syntax, that name one of these resource types. */
export function terraform(...types: readonly string[]): readonly Read[] {
  return [{ extensions: ['.tf', '.tofu', '.tf.json'], text: types }];
}

/** The resources of the wanted types; those that are switched off by a literal `count = 0` are left out. */
export function* resourcesOf(file: HclFile, ...types: readonly string[]): Generator<TerraformResource> {
  for (const block of file.blocks) {
    const [resourceType = '', name = ''] = block.labels;
    if (block.type !== 'resource' || !types.includes(resourceType)) continue;
    const { line, endLine, body } = block; // the body is converted when it is asked for
    const created = isCreated(body);
    if (created !== 'no') yield { type: resourceType, name, line, endLine, body, created };
  }
}

function isCreated(body: Tree): Known {
  const count = body.get('count');
  if (!count) return 'yes';
  const number = count.number();
  if (number !== undefined) return number > 0 ? 'yes' : 'no';
  return 'unknown';
}

/** A value that is written out; a computed one is `undefined`. */
export function literal(body: Tree, path: string): string | undefined {
  const value = body.get(path);
  return value && (value.tag === undefined || value.tag === 'heredoc') ? value.text() : undefined;
}
