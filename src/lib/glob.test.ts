import { expect, test } from 'vitest';
import { nameGlob, pathGlob } from './glob.ts';

test.each<[string, readonly string[], readonly string[]]>([
  ['infra', ['infra', 'infra/main.tf', 'infra/a/b.tf'], ['my/infra/main.tf', 'infrastructure/a.tf']],
  ['infra/', ['infra/main.tf'], ['infra2/main.tf']],
  ['./infra/*', ['infra/main.tf', 'infra/a/b.tf'], ['infra']],
  ['**/*.md', ['a.md', 'docs/a.md', 'a/b/c.md'], ['a.mdx', 'md']],
  ['infra/*/prod/**', ['infra/eu/prod/main.tf', 'infra/eu/prod/a/b.tf'], ['infra/eu/a/prod/x', 'infra/prod/main.tf']],
  ['**/test/**', ['test/a', 'a/test/b', 'a/b/test/c/d'], ['tests/a', 'a/contest/b']],
  ['a/**/z.yaml', ['a/z.yaml', 'a/b/z.yaml', 'a/b/c/z.yaml'], ['a/bz.yaml', 'z.yaml']],
  ['{src,lib}/*.ts', ['src/a.ts', 'lib/b.ts'], ['test/a.ts', 'src/a/b.ts']],
  ['a?c.txt', ['abc.txt'], ['ac.txt', 'a/c.txt']],
  ['app/[id]/x', ['app/[id]/x'], ['app/i/x']],
])('the path glob %j', (glob, fitting, others) => {
  const matches = pathGlob(glob);
  expect([...fitting, ...others].filter(matches)).toEqual(fitting);
});

test.each<[string, readonly string[], readonly string[]]>([
  ['eu*', ['eu', 'eu1', 'eu/west'], ['neu']],
  ['*-live', ['shop-live'], ['live', 'shop-live-2']],
  ['acme-org/actions/*@v*', ['acme-org/actions/deploy@v3'], ['acme-org/actions/deploy']],
  ['shop', ['shop'], ['shops']],
])('the name glob %j', (glob, fitting, others) => {
  expect([...fitting, ...others].filter(nameGlob(glob))).toEqual(fitting);
});

test('what tempts a matcher to try everything takes no time', () => {
  const start = performance.now();
  const matches = pathGlob(`${'**a*'.repeat(40)}b`);
  for (let index = 0; index < 20; index++) expect(matches('a'.repeat(3000))).toBe(false);
  expect(performance.now() - start).toBeLessThan(2000);
});

test('braces that stand for too much are refused', () => {
  expect(() => pathGlob('{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}')).toThrow(RangeError);
});
