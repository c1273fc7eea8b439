import { type HclBlock, type HclFile, plainLiteral } from '../../lib/hcl.ts';
import type { Tree } from '../../lib/tree.ts';
import type { Known } from '../../model/fact.ts';
import type { Read } from '../detector.ts';

export interface TerraformResource {
  readonly type: string;
  readonly name: string;
  readonly line: number;
  readonly endLine: number;
  /** Parsed when it is asked for. */
  readonly body: Tree;
  /** A value that is written out, without parsing the block where its source says it plainly; a computed one is `undefined`. */
  attribute(name: string): string | undefined;
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
    const { line, endLine } = block;
    const created = isCreated(block);
    if (created === 'no') continue;
    const attribute = (attributeName: string) => plainLiteral(block, attributeName) ?? literal(block.body, attributeName);
    yield {
      type: resourceType,
      name,
      line,
      endLine,
      get body() {
        return block.body;
      },
      attribute,
      created,
    };
  }
}

const counted = /^[ \t]*count[ \t]*=/m;

function isCreated(block: HclBlock): Known {
  if (block.text !== '' && !counted.test(block.text)) return 'yes';
  const count = block.body.get('count');
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
