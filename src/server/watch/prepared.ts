import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A text that is sent as it is: its short form and its tag. */
export interface Prepared {
  readonly zipped: Buffer;
  readonly tag: string;
}

export function prepare(text: string): Prepared {
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  return { zipped: gzipSync(text, { level: 5 }), tag };
}

/** Sends nothing but the tag to those who have it already. */
export async function sendPrepared(request: FastifyRequest, reply: FastifyReply, { zipped, tag }: Prepared): Promise<FastifyReply> {
  reply.header('etag', tag).header('cache-control', 'private, no-cache').header('vary', 'accept-encoding, authorization, cookie');
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  reply.type('application/json; charset=utf-8');
  if (/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.header('content-encoding', 'gzip').send(zipped);
  const { gunzip } = await import('node:zlib');
  const { promisify } = await import('node:util');
  return reply.send(await promisify(gunzip)(zipped));
}

/** Assessments never change: those that were asked for lately are kept ready, up to so many bytes. */
export class PreparedAssessments {
  readonly #known = new Map<string, Prepared>();
  #bytes = 0;

  constructor(readonly most: number) {}

  async get(id: string, read: () => Promise<object | undefined>): Promise<Prepared | undefined> {
    const known = this.#known.get(id);
    if (known) {
      this.#known.delete(id); // the newest stand last
      this.#known.set(id, known);
      return known;
    }
    const json = await read();
    if (!json) return undefined;
    const prepared = prepare(JSON.stringify(json));
    this.#put(id, prepared);
    return prepared;
  }

  #put(id: string, prepared: Prepared): void {
    if (this.#known.has(id)) return;
    this.#known.set(id, prepared);
    this.#bytes += prepared.zipped.length;
    for (const [oldest, { zipped }] of this.#known) {
      if (this.#bytes <= this.most) break;
      this.#known.delete(oldest);
      this.#bytes -= zipped.length;
    }
  }
}
