import type { ServerResponse } from 'node:http';

const beat = 20_000;
const most = 500;
const mostEach = 30;
/** Then the browser asks again, and whether it still may is looked at anew. */
const longest = 3_600_000;
/** Who does not read what is told is not told any more. */
const mostUnread = 64 * 1024;

interface Listener {
  readonly caller: string;
  readonly until: number;
}

/** Tells browsers that something has changed, so that they ask for it: server-sent events. */
export class Live {
  readonly #listeners = new Map<ServerResponse, Listener>();
  readonly #timer = setInterval(() => this.#beat(), beat).unref();

  constructor(readonly now: () => Date) {}

  /** Begins to tell; false when too many listen already, or too many for one caller. */
  listen(response: ServerResponse, headers: Readonly<Record<string, string>>, caller: string): boolean {
    const own = [...this.#listeners.values()].filter(each => each.caller === caller).length;
    if (this.#listeners.size >= most || own >= mostEach) return false;
    response.writeHead(200, { ...headers, 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    response.write('retry: 3000\n\n');
    this.#listeners.set(response, { caller, until: this.now().getTime() + longest });
    response.on('close', () => this.#listeners.delete(response));
    return true;
  }

  isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  /** `assessments`, `statements`, or `beat` while nothing happens: names what to ask for again, and nothing of its content. */
  tell(event: string): void {
    this.#send(`event: ${event}\ndata: {}\n\n`);
  }

  end(): void {
    clearInterval(this.#timer);
    for (const response of this.#listeners.keys()) response.end();
  }

  #beat(): void {
    const now = this.now().getTime();
    for (const [response, { until }] of this.#listeners) if (until <= now) response.end();
    this.tell('beat');
  }

  #send(text: string): void {
    for (const response of this.#listeners.keys())
      if (response.writableLength > mostUnread) response.destroy();
      else if (!response.writableEnded) response.write(text);
  }
}
