import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Git } from '../src/lib/git.ts';
import { fileHistories } from '../src/sources/repository/history.ts';
import { commitAll, folderOf, git } from './repository.ts';

/** When a document was last changed in substance, told by commits on the first of each month. */

const path = 'runbooks/outage.md';
const text = '# Outage\n\nRestart the till.\n';

type Step = (root: string) => void;

const write =
  (content: string): Step =>
  root =>
    writeFileSync(join(root, path), content);
const many: Step = root => {
  mkdirSync(join(root, 'src'));
  for (let at = 0; at < 60; at++) writeFileSync(join(root, `src/${at}.ts`), 'x');
};

const both =
  (one: Step, other: Step): Step =>
  root => {
    one(root);
    other(root);
  };

async function historyAfter(steps: readonly Step[], author = 'Ada', wanted = path) {
  const root = folderOf({ [path]: text });
  git(root, ['init', '-q', '-b', 'main']);
  commitAll(root, 'Add', '2025-01-01T00:00:00Z');
  for (const [at, step] of steps.entries()) {
    step(root);
    const date = `2025-0${at + 2}-01T00:00:00Z`;
    git(root, ['add', '-A']);
    git(root, ['commit', '-q', '-m', 'Change'], { GIT_AUTHOR_NAME: author, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date });
  }
  const opened = await Git.open(root);
  return opened && (await fileHistories(opened, [wanted]))?.get(wanted);
}

const added = '2025-01-01T00:00:00.000Z';
const february = '2025-02-01T00:00:00.000Z';

test.each<[string, readonly Step[], string]>([
  ['its text', [write(`${text}Call Kim.\n`)], february],
  ['nothing but whitespace', [write('# Outage\n\n\nRestart  the till.  \n\n')], added],
  ['its text together with 60 other files', [both(write(`${text}Call Kim.\n`), many)], added],
  ['its text, and whitespace later', [write(`${text}Call Kim.\n`), write(`${text}Call  Kim.\n`)], february],
])('a change of %s', async (_, steps, updated) => {
  expect(await historyAfter(steps)).toMatchObject({ added, updated });
});

test('what came with an import of many files was written nobody knows when', async () => {
  const root = folderOf({ [path]: text });
  many(root);
  git(root, ['init', '-q', '-b', 'main']);
  commitAll(root, 'Import', '2025-01-01T00:00:00Z');
  const opened = await Git.open(root);
  expect(opened && (await fileHistories(opened, [path]))?.get(path)).toEqual({ added: '', updated: '', changes: [] });
});

test('a bot changes nothing of substance', async () => {
  expect(await historyAfter([write(`${text}Call Kim.\n`)], 'renovate[bot]')).toMatchObject({ added, updated: added });
});

test('a moved file keeps its dates', async () => {
  const move: Step = root => {
    mkdirSync(join(root, 'docs'));
    renameSync(join(root, path), join(root, 'docs/outage.md'));
  };
  expect(await historyAfter([move], 'Ada', 'docs/outage.md')).toMatchObject({ added, updated: added });
});
