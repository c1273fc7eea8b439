import fc from 'fast-check';
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

test('what tempts a matcher to try everything ends with the budget', () => {
  const start = performance.now();
  const budget = { left: 5_000_000 };
  const matches = pathGlob(`${'**a*'.repeat(40)}?b`, budget);
  for (let index = 0; index < 1000; index++) expect(matches(`${'a'.repeat(3000)}/b`)).toBe(false);
  expect(performance.now() - start).toBeLessThan(2000);
  expect(pathGlob('a', budget)('a')).toBe(false);
});

test('globs mean what the regular expressions mean that they stand for', () => {
  const part = fc.constantFrom('a', 'b', '/', '*', '**', '**/', '?', 'a/');
  const name = fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 3 }).map(letters => letters.join(''));
  const text = fc.array(name, { minLength: 1, maxLength: 4 }).map(names => names.join('/'));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 7 }), text, (parts, path) => {
      const glob = parts.join('').replace(/^\/+|\/+$/g, '');
      expect([glob, path, pathGlob(glob)(path)]).toEqual([glob, path, reference(glob).test(path)]);
    }),
    { numRuns: 5000 },
  );
});

function reference(glob: string): RegExp {
  const source = glob.replace(/\*+\/?|\?/g, (wildcard, at: number) => {
    const stars = wildcard.replace('/', '');
    const slash = wildcard.endsWith('/') ? '/' : '';
    if (wildcard === '?') return '[^/]';
    if (stars === '*') return `[^/]*${slash}`;
    return slash !== '' && (at === 0 || glob[at - 1] === '/') ? '(?:.*/)?' : `.*${slash}`;
  });
  return new RegExp(`^(?:${source}${glob.endsWith('**') ? '' : '(?:/.*)?'})$`);
}

test('braces that stand for too much are refused', () => {
  expect(() => pathGlob('{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}')).toThrow(RangeError);
});
