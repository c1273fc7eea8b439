import { randomUUID } from 'node:crypto';
import type { ReceivedMessage } from '../../store/server/webhook-batches.ts';
import { storeBatch } from '../../store/server/webhook-batches.ts';
import type { Lane } from '../lane.ts';
import { Refusal } from '../problem.ts';

/** Messages of one commit. */
export interface Batch<Told> {
  readonly id: string;
  readonly messages: readonly ReceivedMessage[];
  readonly told: readonly Told[];
}

const mostWaiting = 20_000;
const mostBytesWaiting = 256 * 1024 * 1024;
const mostAtOnce = 2000;
const mostBytesAtOnce = 16 * 1024 * 1024;

interface Waiting<Told> {
  readonly message: ReceivedMessage;
  readonly told: Told;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Accepts messages for good: `accept` returns when the message is committed. What comes while a commit is under way is committed by the
 * next one, all at once, so that many senders share the time that the disk takes.
 */
export class Acceptance<Told> {
  #waiting: Waiting<Told>[] = [];
  #bytes = 0;
  #working: Promise<void> | undefined;

  constructor(
    readonly lane: Lane,
    readonly committed: (batch: Batch<Told>) => void,
    readonly now: () => Date,
  ) {}

  get waiting(): number {
    return this.#waiting.length;
  }

  accept(message: ReceivedMessage, told: Told): Promise<void> {
    if (this.#waiting.length >= mostWaiting || this.#bytes >= mostBytesWaiting)
      throw new Refusal(503, 'too many messages wait to be stored', 'Send it again later');
    const accepted = new Promise<void>((done, failed) => {
      this.#waiting.push({ message, told, done, failed });
      this.#bytes += message.body.length;
    });
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
    });
    return accepted;
  }

  /** Returns when nothing waits any more. */
  async finish(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    await Promise.resolve(); // what was read from the network in one go belongs together
    while (this.#waiting.length > 0) await this.#commit(this.#take());
  }

  #take(): readonly Waiting<Told>[] {
    let bytes = 0;
    let count = 0;
    for (const { message } of this.#waiting) {
      if (count > 0 && (count >= mostAtOnce || bytes + message.body.length > mostBytesAtOnce)) break;
      bytes += message.body.length;
      count++;
    }
    const taken = this.#waiting.slice(0, count);
    this.#waiting = this.#waiting.slice(count);
    this.#bytes -= bytes;
    return taken;
  }

  async #commit(taken: readonly Waiting<Told>[]): Promise<void> {
    const batch = { id: randomUUID(), messages: taken.map(({ message }) => message), told: taken.map(({ told }) => told) };
    try {
      await this.lane.run(database => storeBatch(database, batch.id, this.now().toISOString(), batch.messages));
    } catch (error) {
      for (const { failed } of taken) failed(error);
      return;
    }
    this.committed(batch);
    for (const { done } of taken) done();
  }
}
