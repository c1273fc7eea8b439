/**
 * One name for a repository, however its address is written: `github.com/acme/shop` for `git@github.com:Acme/Shop.git`,
 * `https://user:secret@github.com/acme/shop.git/` and `ssh://git@github.com:22/acme/shop`. Forges do not tell names apart by case.
 */
export function repositoryName(address: string): string {
  const plain = address.trim().replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
  const scp = plain === address.trim() ? plain.replace(/^([^/@\s]+@)?([^/:\s]+\.[^/:\s]+):(?!\d+\/)\/*/, '$2/') : plain;
  return scp
    .replace(/^[^/@]*@/, '')
    .replace(/^([^/:]+):\d+(?=\/)/, '$1')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/i, '')
    .toLowerCase();
}
