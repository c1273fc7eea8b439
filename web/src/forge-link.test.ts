import { expect, test } from 'vitest';
import { forgeLink } from './forge-link.ts';

const commit = 'c'.repeat(40);

function linkFor(url: string | undefined, more: { folder?: string; path?: string | null; endLine?: number; source?: string } = {}) {
  const source = { kind: 'repository' as const, path: '/shop', commit, dirty: false, shallow: false, files: 1, ...(url ? { url } : {}) };
  const { path = 'deploy/a b#.yml', endLine = 9, folder, source: other } = more;
  const statement = { kind: 'pipeline.job', path, line: 7, endLine, summary: '', ...(other ? { source: other } : {}) };
  return forgeLink(statement, { workload: { name: 'shop', sources: [{ ...source, ...(folder ? { folder } : {}) }] } });
}

test.each([
  ['https://github.com/acme/shop', `https://github.com/acme/shop/blob/${commit}/deploy/a%20b%23.yml?plain=1#L7-L9`],
  ['https://gitlab.example.org/a/b/shop', `https://gitlab.example.org/a/b/shop/-/blob/${commit}/deploy/a%20b%23.yml?plain=1#L7-9`],
  ['https://bitbucket.org/acme/shop', `https://bitbucket.org/acme/shop/src/${commit}/deploy/a%20b%23.yml#lines-7:9`],
  ['https://codeberg.org/acme/shop', `https://codeberg.org/acme/shop/src/commit/${commit}/deploy/a%20b%23.yml#L7-L9`],
  ['https://unknown.example.org/acme/shop', undefined],
  ['javascript:alert(1)//github.com/a/b', undefined],
  ['http://github.com/acme/shop', undefined],
  [undefined, undefined],
])('a place in %s is shown at %s', (url, expected) => {
  expect(linkFor(url)).toBe(expected);
});

test('a folder of a repository is named, one line stands alone, another source has no link', () => {
  expect(linkFor('https://github.com/acme/shop', { folder: 'services/pay', path: 'x.yml', endLine: 7 })).toBe(
    `https://github.com/acme/shop/blob/${commit}/services/pay/x.yml?plain=1#L7`,
  );
  expect(linkFor('https://github.com/acme/shop', { source: 'infra' })).toBeUndefined();
  expect(linkFor('https://github.com/acme/shop', { path: null })).toBeUndefined();
});
