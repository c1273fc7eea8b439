import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the server tells about itself: rate, errors and duration of each route, and how webhooks fare. */
export class Meters {
  readonly registry = new Registry();
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly messages: Counter<'sender' | 'result'>;

  constructor() {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.requests = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Duration of HTTP requests by route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    });
    this.messages = new Counter({
      name: 'opsex_webhook_messages_total',
      help: 'Messages of webhooks by sender and what became of them (accepted, known, refused, failed)',
      labelNames: ['sender', 'result'],
      registers,
    });
  }

  watchWebhooks(uncommitted: () => number, untold: () => number): void {
    this.#gauge('opsex_webhook_uncommitted_messages', 'Messages that wait to be committed', uncommitted);
    this.#gauge('opsex_webhook_untold_messages', 'Acknowledged messages that are not told as events yet', untold);
  }

  #gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }
}
