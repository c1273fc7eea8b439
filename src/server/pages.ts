import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const files = {
  '/': { file: 'index.html', type: 'text/html; charset=utf-8' },
  '/app.js': { file: 'app.js', type: 'text/javascript; charset=utf-8' },
  '/app.css': { file: 'app.css', type: 'text/css; charset=utf-8' },
} as const;

/** Serves the built user interface. It holds no data: whoever may not see any gets an empty page. */
export function servePages(
  app: FastifyInstance,
  folder: string,
  loginAt: (headers: IncomingHttpHeaders) => Promise<string | undefined>,
): void {
  app.get('/favicon.ico', { config: { route: 'page /favicon.ico' } }, async (_, reply) => reply.code(204).send());
  for (const [path, { file, type }] of Object.entries(files)) {
    if (!existsSync(join(folder, file))) continue;
    const content = readFileSync(join(folder, file));
    const zipped = gzipSync(content);
    const tag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
    app.get(path, { config: { route: `page ${path}` } }, async (request, reply) => {
      const login = path === '/' ? await loginAt(request.headers) : undefined;
      if (login) return reply.redirect(login, 302);
      reply.header('etag', tag).header('cache-control', 'no-cache').header('vary', 'accept-encoding').type(type);
      if (request.headers['if-none-match'] === tag) return reply.code(304).send();
      if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(content);
      return reply.header('content-encoding', 'gzip').send(zipped);
    });
  }
}
