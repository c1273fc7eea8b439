import type { Git } from '../../../lib/git.ts';
import { toInstant } from './read-history.ts';

export interface Tag {
  readonly name: string;
  readonly sha: string;
  /** When an annotated tag was made; of a plain one, when its commit was. */
  readonly at: string;
}

const fields = [
  '%(refname:strip=2)',
  '%(objecttype)',
  '%(objectname)',
  '%(*objecttype)',
  '%(*objectname)',
  '%(taggerdate:unix)',
  '%(committerdate:unix)',
  '%(*committerdate:unix)',
];

/** The tags that stand on commits. */
export async function readTags(git: Git): Promise<readonly Tag[]> {
  const output = await git.run(['for-each-ref', `--format=${fields.join('%00')}`, 'refs/tags'], { seconds: 60 });
  return output.split('\n').flatMap(line => {
    const [name = '', type, object = '', peeledType, peeled = '', tagged = '', committed = '', peeledAt = ''] = line.split('\0');
    const isAnnotated = type === 'tag';
    if (!(isAnnotated ? peeledType === 'commit' : type === 'commit')) return [];
    const at = isAnnotated ? (toInstant(tagged) ?? toInstant(peeledAt)) : toInstant(committed);
    return at === undefined ? [] : [{ name, sha: isAnnotated ? peeled : object, at }];
  });
}
