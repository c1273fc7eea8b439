import type { ServerResponse } from 'node:http';

const beat = 20_000;
const most = 500;

/** Tells browsers that something has changed, so that they ask for it: server-sent events. */
export class Live {
  readonly #listeners = new Set<ServerResponse>();
  readonly #timer = setInterval(() => this.#send(': still here\n\n'), beat).unref();

  /** Begins to tell; false when too many listen already. */
  listen(response: ServerResponse, headers: Readonly<Record<string, string>>): boolean {
    if (this.#listeners.size >= most) return false;
    response.writeHead(200, { ...headers, 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    response.write('retry: 3000\n\n');
    this.#listeners.add(response);
    response.on('close', () => this.#listeners.delete(response));
    return true;
  }

  isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  /** `assessments` or `statements`: names what to ask for again, and nothing of its content. */
  tell(event: string): void {
    this.#send(`event: ${event}\ndata: {}\n\n`);
  }

  end(): void {
    clearInterval(this.#timer);
    for (const response of this.#listeners) response.end();
  }

  #send(text: string): void {
    for (const response of this.#listeners) response.write(text);
  }
}
