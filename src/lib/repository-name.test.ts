import { expect, test } from 'vitest';
import { repositoryName } from './repository-name.ts';

test.each([
  ['git@github.com:Acme/Shop.git', 'github.com/acme/shop'],
  ['https://github.com/acme/shop', 'github.com/acme/shop'],
  ['https://user:secret@github.com/acme/shop.git/', 'github.com/acme/shop'],
  ['ssh://git@gitlab.example.com:2222/team/sub/shop.git', 'gitlab.example.com/team/sub/shop'],
  ['https://api.example.com:8443/acme/shop?x=1#y', 'api.example.com/acme/shop'],
  ['acme/shop', 'acme/shop'],
  ['shop', 'shop'],
  ['/srv/git/shop.git', '/srv/git/shop'],
])('%s is %s', (address, name) => {
  expect(repositoryName(address)).toBe(name);
});
