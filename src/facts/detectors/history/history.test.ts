import { expect, test } from 'vitest';
import type { Commit } from '../../detector.ts';
import { factsOf, flat } from '../testing.ts';

const commit = (subject: string, rest: Partial<Commit> = {}): Commit => ({
  sha: 'a1',
  date: '2026-03-01T00:00:00Z',
  author: 'Kim',
  subject,
  parents: 1,
  paths: ['src/a.ts'],
  ...rest,
}); // prettier-ignore

test('changes by request, apart for infrastructure, without bots', async () => {
  const commits = [
    commit('Add a button (#12)'),
    commit('Merge pull request #13 from a/b', { parents: 2, paths: ['infra/main.tf'] }),
    commit("Merge branch 'fix' into 'main'", { parents: 2 }),
    commit("Merge branch 'main' of github.com:a/b", { parents: 2 }),
    commit('Quick fix OPS-4', { paths: ['infra/main.tf'], date: '2026-01-01T00:00:00Z' }),
    commit('Raise the limit (#15)', { paths: ['shop/values.yaml', 'docs/infra/a.md'], date: '2026-01-01T00:00:00Z' }),
    commit('Bump x (#14)', { author: 'dependabot[bot]' }),
  ];
  expect(flat(await factsOf({ 'shop/Chart.yaml': 'name: shop\n' }, { commits }), 'history.changes')).toMatchObject([
    { paths: 'all', commits: 6, viaPullRequest: 4, share: 0.667, linked: 4, since: '2026-01-01T00:00:00Z', until: '2026-03-01T00:00:00Z' },
    { paths: 'infrastructure', commits: 3, viaPullRequest: 2, share: 0.667 },
  ]);
});

test('an unknown history says nothing', async () => {
  expect(flat(await factsOf({}), 'history.changes')).toEqual([]);
});
