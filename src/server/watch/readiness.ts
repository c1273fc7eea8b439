import { Refusal } from '../problem.ts';

const holdsFor = 500;
const patience = 2000;

/** Whether the store answers. Whoever asks shares one question each half second: everybody may ask, and the store has other work. */
export class Readiness {
  #asked: { readonly at: number; readonly answered: Promise<unknown> } | undefined;

  constructor(
    readonly ask: () => Promise<unknown>,
    readonly now: () => Date,
  ) {}

  async check(): Promise<void> {
    const now = this.now().getTime();
    if (!this.#asked || now - this.#asked.at >= holdsFor) this.#asked = { at: now, answered: this.#inTime() };
    await this.#asked.answered.catch(() => {
      throw new Refusal(503, 'the store does not answer', 'Look whether the database runs');
    });
  }

  #inTime(): Promise<unknown> {
    const late = new Promise((_resolve, reject) => setTimeout(() => reject(new Error('late')), patience).unref());
    return Promise.race([this.ask(), late]);
  }
}
