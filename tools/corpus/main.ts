/** Re-creates the digests of all facts of real repositories and compares them with those that are kept, fact by fact. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { packageRoot } from '../../src/cli/package-root.ts';
import { findFacts } from '../../src/find-facts.ts';
import { toStatement } from '../../src/report/json.ts';
import { compare, digestOf, readCorpus, writeCorpus } from './digests.ts';

const { values } = parseArgs({
  options: {
    repos: { type: 'string' },
    only: { type: 'string', default: '' },
    write: { type: 'boolean', default: false },
    clone: { type: 'boolean', default: false },
    from: { type: 'string', default: 'https://github.com/' },
  },
});
if (!values.repos) {
  process.stderr.write(
    'usage: npm run corpus -- --repos <folder with one checkout a repository in OWNER+NAME> [--clone] [--only NAME] [--write]\n',
  );
  process.exit(2);
}

const file = join(packageRoot(), 'tools/corpus/facts.txt');
const { repositories } = parse(readFileSync(join(packageRoot(), 'tools/corpus/repositories.yaml'), 'utf8')) as {
  repositories: readonly { readonly repo: string; readonly commit: string }[];
};
const kept = readCorpus(existsSync(file) ? readFileSync(file, 'utf8') : '');
const current = new Map(kept);
let changes = 0;
for (const { repo, commit } of repositories.filter(each => each.repo.includes(values.only))) {
  const folder = checkout(values.repos, repo, commit);
  if (!folder) continue;
  const facts = (await findFacts(folder)).facts.map(fact => ({ digest: digestOf(fact), summary: toStatement(fact).summary }));
  current.set(
    repo,
    facts.map(({ digest }) => digest),
  );
  const summaries = new Map(facts.map(({ digest, summary }) => [digest, summary]));
  const difference = compare(kept.get(repo) ?? [], current.get(repo) ?? []);
  changes += difference.length;
  print(`${repo}: ${facts.length} facts, ${difference.length === 0 ? 'as they were' : `${difference.length} differ`}`);
  for (const { sign, digest } of difference) print(`  ${sign} ${digest}${sign === '-' ? '' : `  ${summaries.get(digest) ?? ''}`}`);
}
if (values.write) writeFileSync(file, writeCorpus(current));
else if (changes > 0) print(`${changes} differences; when they are meant, keep them with --write`);
process.exitCode = changes > 0 && !values.write ? 1 : 0;

/** The checkout at the commit; with `--clone` it is fetched when it is missing. */
function checkout(root: string, repo: string, commit: string): string | undefined {
  const folder = join(root, repo.replace('/', '+'));
  if (!existsSync(folder) && values.clone) {
    mkdirSync(root, { recursive: true });
    git(root, ['clone', '-q', `${values.from}${repo}`, folder]);
    git(folder, ['checkout', '-q', commit]);
  }
  if (existsSync(folder) && git(folder, ['rev-parse', 'HEAD']).trim() === commit) return folder;
  process.stderr.write(`${repo}: no checkout of ${commit.slice(0, 12)} in ${folder}, left out\n`);
  return undefined;
}

function git(folder: string, args: readonly string[]): string {
  return spawnSync('git', args, { cwd: folder, encoding: 'utf8' }).stdout;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
