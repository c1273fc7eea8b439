import type { Problem } from '../problem.ts';
import type { Tree } from '../tree.ts';

/** A block at the top of a file: `resource "aws_s3_bucket" "logs" { … }`. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly line: number;
  readonly endLine: number;
  /** The source of the block; `''` where it was written in JSON. */
  readonly text: string;
  /**
   * Attributes and nested blocks. A nested block is a list of maps under its type, so that `get('versioning.enabled')` works whether
   * it stands once or often; its labels are the list under the key `labels()`. A `dynamic "x"` block counts as a block `x`.
   * A computed value is a scalar with its source text and the tag `expression` (or `template` for a text with `${…}`);
   * `jsonencode({…})` is its argument with the tag `jsonencode`.
   * Converted when first asked for, while the file is being read.
   */
  readonly body: Tree;
}

export interface HclFile {
  readonly blocks: readonly HclBlock[];
  /** Attributes at the top of the file (`.tfvars`, Terragrunt `inputs = {…}`). */
  readonly attributes: Tree;
  readonly problems: readonly Problem[];
}
