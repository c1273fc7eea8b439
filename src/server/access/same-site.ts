import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '../problem.ts';

/**
 * Refuses requests that change something and that another site may have made the browser send. Browsers say where a request comes from;
 * what is no browser shows a token instead of a cookie, and is not asked.
 */
export function refuseOtherSites(method: string, headers: IncomingHttpHeaders, own: URL | undefined): void {
  if (method === 'GET' || method === 'HEAD') return;
  if (headers.authorization !== undefined) return;
  const site = headers['sec-fetch-site'];
  if (site === 'same-origin') return;
  if (site === undefined && headers.origin !== undefined && isOwn(headers.origin, headers.host, own)) return;
  if (site === undefined && headers.origin === undefined && headers.cookie === undefined) return;
  throw new Refusal(403, 'the request comes from another site', 'Use the page of this server, or a token in the header Authorization');
}

function isOwn(origin: string, host: string | undefined, own: URL | undefined): boolean {
  if (own) return origin === own.origin;
  return origin === `http://${host}` || origin === `https://${host}`;
}

/** Without a login only names of this machine are answered: a page elsewhere whose name is made to mean 127.0.0.1 gets nothing. */
export function refuseForeignHosts(headers: IncomingHttpHeaders): void {
  const name = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  if (!['localhost', '127.0.0.1', '[::1]'].includes(name))
    throw new Refusal(421, 'this server answers to localhost only', 'To serve others, start it with --host and set up who may log in');
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined)
    throw new Refusal(421, 'requests of a proxy need a login', 'Set OPSEX_ALWAYS_LOGIN=1, and tokens or OPSEX_OIDC_ISSUER');
}
