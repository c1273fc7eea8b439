import type { Database } from '../store/database.ts';
import type { Beside } from '../store/open-beside.ts';

/** A connection of its own on which one piece of work follows the other; one that was lost is opened again by the next. */
export class Lane {
  #last: Promise<unknown> = Promise.resolve();
  #open: Beside | undefined;

  constructor(
    readonly name: string,
    readonly open: () => Promise<Beside>,
  ) {}

  run<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const result = this.#last.then(() => this.#work(work));
    this.#last = result.catch(() => {});
    return result;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#open?.close().catch(() => {});
    this.#open = undefined;
  }

  async #work<T>(work: (database: Database) => Promise<T>): Promise<T> {
    this.#open ??= await this.open();
    try {
      return await work(this.#open.database);
    } catch (error) {
      await this.#reopenIfLost();
      throw error;
    }
  }

  async #reopenIfLost(): Promise<void> {
    const open = this.#open;
    const answers = await open?.database.query('select 1 as one').then(
      () => true,
      () => false,
    );
    if (answers) return;
    this.#open = undefined;
    await open?.close().catch(() => {});
  }
}

/** Several lanes; work takes the next one in turn. */
export class Lanes {
  #next = 0;

  constructor(readonly lanes: readonly Lane[]) {}

  run<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const lane = this.lanes[this.#next++ % this.lanes.length] as Lane;
    return lane.run(work);
  }

  async close(): Promise<void> {
    await Promise.all(this.lanes.map(lane => lane.close()));
  }
}
