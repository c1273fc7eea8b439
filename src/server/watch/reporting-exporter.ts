import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';

type Done = Parameters<SpanExporter['export']>[1];

/** Says once that spans cannot be sent, and once that they can again, instead of with every batch. */
export class ReportingExporter implements SpanExporter {
  #fails = false;
  #lost = 0;

  constructor(
    readonly exporter: SpanExporter,
    readonly log: (level: 'info' | 'warn', message: string) => void,
  ) {}

  export(spans: ReadableSpan[], done: Done): void {
    this.exporter.export(spans, ({ code, error }) => {
      if (code === 0) this.#sent();
      else this.#failed(spans.length, error);
      done({ code: 0 }); // the processor would log it again
    });
  }

  forceFlush(): Promise<void> {
    return this.exporter.forceFlush?.() ?? Promise.resolve();
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }

  #sent(): void {
    if (this.#fails) this.log('info', `traces are sent again; ${this.#lost} spans were lost`);
    this.#fails = false;
    this.#lost = 0;
  }

  #failed(spans: number, error: Error | undefined): void {
    this.#lost += spans;
    if (!this.#fails) this.log('warn', `traces cannot be sent (${error?.message || 'no reason given'}); requests go on without`);
    this.#fails = true;
  }
}
