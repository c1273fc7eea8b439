/** What came lately, by the keys of messages: one that comes again is answered like the first, and not stored a second time. */
export class Recent {
  readonly #accepted = new Map<string, Promise<void>>();

  constructor(readonly most: number) {}

  find(keys: readonly string[]): Promise<void> | undefined {
    return keys.map(key => this.#accepted.get(key)).find(Boolean);
  }

  /** One that was not accepted after all is forgotten. */
  add(keys: readonly string[], accepted: Promise<void>): void {
    for (const key of keys) this.#accepted.set(key, accepted);
    accepted.catch(() => {
      for (const key of keys) if (this.#accepted.get(key) === accepted) this.#accepted.delete(key);
    });
    for (const oldest of this.#accepted.keys()) {
      if (this.#accepted.size <= this.most) break;
      this.#accepted.delete(oldest);
    }
  }
}
