import { expect, test } from 'vitest';
import { toWebAddress } from './web-address.ts';

test.each([
  ['git@github.com:Acme/Shop.git', 'https://github.com/acme/shop'],
  ['https://user:secret@gitlab.example.org/group/sub/shop.git/', 'https://gitlab.example.org/group/sub/shop'],
  ['ssh://git@codeberg.org:22/acme/shop', 'https://codeberg.org/acme/shop'],
  ['/srv/git/shop.git', undefined],
  ['../shop.example/acme/shop', undefined],
  ['file:///srv/git.example/acme/shop', undefined],
  ['javascript:alert(1)//github.com/a/b', undefined],
  ['https://github.com/acme/"><script>', undefined],
  ['https://github.com/../../evil', undefined],
  ['', undefined],
])('the address %j is shown at %j', (address, expected) => {
  expect(toWebAddress(address)).toBe(expected);
});
