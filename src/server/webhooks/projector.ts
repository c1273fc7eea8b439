import { eventKindNames } from '../../model/events.ts';
import { gather } from '../../sources/events/project.ts';
import { completeDeployments } from '../../store/complete-deployments.ts';
import type { Database } from '../../store/database.ts';
import { storeArtifacts, storeDeliveries } from '../../store/deliveries.ts';
import { storeEvents } from '../../store/merge-events.ts';
import { forgetBatches, type ReceivedMessage, readBatches, waitingBatches } from '../../store/server/webhook-batches.ts';
import type { Lane } from '../lane.ts';
import type { Tracing } from '../watch/tracing.ts';
import type { Batch } from './acceptance.ts';
import type { Told } from './read-message.ts';

interface Waiting {
  readonly id: string;
  readonly messages: number;
  /** Read again from the store when absent. */
  readonly told?: readonly Told[];
}

const mostRemembered = 50_000;
const mostTakenUp = 100_000;
const mostAtOnce = 5000;
/** A batch that has to be read again is taken for so many: short transactions get on, even where processes are killed again and again. */
const unknownSize = 200;
const retryAfter = 5000;
const completeAfter = 10_000;
const mostLinks = 128;

interface Wishes {
  readonly lane: Lane;
  readonly tracing: Tracing;
  readonly readAgain: (message: ReceivedMessage) => Told;
  /** Told of failures; what failed is tried again. */
  readonly failed: (error: unknown, batches: readonly string[]) => void;
  readonly now: () => Date;
}

/** Tells acknowledged messages as events, several batches at once; each is forgotten in the same transaction. */
export class Projector {
  readonly #waiting = new Map<string, Waiting>();
  #messages = 0;
  #working: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #completing: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(readonly wishes: Wishes) {}

  /** How many messages are acknowledged and not told as events yet. */
  get waiting(): number {
    return this.#messages;
  }

  add({ id, messages, told }: Batch<Told>): void {
    const remember = this.#messages < mostRemembered;
    this.#put({ id, messages: messages.length, ...(remember ? { told } : {}) });
  }

  /** Takes up what was left behind: by an earlier run, or by another server that has ended. */
  async takeUp(before: Date): Promise<number> {
    const ids = await this.wishes.lane.run(database => waitingBatches(database, before.toISOString(), mostTakenUp));
    const left = ids.filter(id => !this.#waiting.has(id));
    for (const id of left) this.#put({ id, messages: 1 });
    return left.length;
  }

  /** Returns when nothing waits, or when what waits cannot be told now. */
  async finish(): Promise<void> {
    await this.#working;
  }

  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#completing);
    await this.finish();
  }

  #put(batch: Waiting): void {
    this.#waiting.set(batch.id, batch);
    this.#messages += batch.messages;
    this.#start();
  }

  #start(): void {
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
      if (this.#waiting.size > 0 && this.#retry === undefined && !this.#ended) this.#retryLater();
    });
  }

  async #work(): Promise<void> {
    await Promise.resolve();
    let most = mostAtOnce;
    while (this.#waiting.size > 0) {
      const batches = this.#take(most);
      const failed = await this.#tell(batches).then(
        () => undefined,
        error => ({ error }),
      );
      if (!failed) {
        for (const { id, messages } of batches) if (this.#waiting.delete(id)) this.#messages -= messages;
        continue;
      }
      this.wishes.failed(
        failed.error,
        batches.map(({ id }) => id),
      );
      if (batches.length === 1) return this.#putBack(batches);
      most = 1; // one after the other, to find the one that is to blame
    }
  }

  /** Traces link it to the requests that brought the messages, as many as a span may have. */
  #tell(batches: readonly Waiting[]): Promise<void> {
    const origins = batches.flatMap(({ told = [] }) => told.flatMap(({ origin }) => origin ?? [])).slice(0, mostLinks);
    const facts = {
      'opsex.webhook.batches': batches.length,
      'opsex.webhook.messages': batches.reduce((sum, each) => sum + each.messages, 0),
    };
    const { lane, tracing } = this.wishes;
    return tracing.together('tell messages as events', facts, origins, () => lane.run(database => this.#project(database, batches)));
  }

  /** What cannot be told waits behind the others. */
  #putBack(batches: readonly Waiting[]): void {
    for (const { id, messages } of batches) {
      this.#waiting.delete(id);
      this.#waiting.set(id, { id, messages });
    }
    this.#retryLater();
  }

  #retryLater(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      if (!this.#ended) this.#start();
    }, retryAfter).unref();
  }

  #take(most: number): readonly Waiting[] {
    const taken: Waiting[] = [];
    let messages = 0;
    for (const batch of this.#waiting.values()) {
      const size = batch.told ? batch.messages : unknownSize;
      if (taken.length > 0 && messages + size > most) break;
      taken.push(batch);
      messages += size;
    }
    return taken;
  }

  #complete(): Promise<unknown> {
    const { lane, tracing } = this.wishes;
    return tracing.together('complete deployments', {}, [], () => lane.run(completeDeployments));
  }

  async #project(database: Database, batches: readonly Waiting[]): Promise<void> {
    const unknown = batches.filter(batch => !batch.told).map(({ id }) => id);
    const read = (await readBatches(database, unknown)).map(this.wishes.readAgain);
    const told = [...batches.flatMap(batch => batch.told ?? []), ...read];
    await database.transaction(async () => {
      await storeDeliveries(
        database,
        told.flatMap(({ deliveries }) => deliveries),
      );
      for (const source of new Set(told.map(each => each.source))) {
        const { rows, artifacts } = gather(
          told.filter(each => each.source === source).flatMap(({ events }) => events),
          source,
        );
        for (const kind of eventKindNames) {
          const some = rows.get(kind) ?? [];
          if (some.length > 0) await storeEvents(database, kind, some);
        }
        await storeArtifacts(database, artifacts);
      }
      await forgetBatches(
        database,
        batches.map(({ id }) => id),
      );
    });
    this.#completing ??= setTimeout(() => {
      this.#completing = undefined;
      if (!this.#ended) this.#complete().catch(error => this.wishes.failed(error, []));
    }, completeAfter).unref();
  }
}
