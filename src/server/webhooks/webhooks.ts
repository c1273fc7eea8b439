import { type ReadingRules, readingRules } from '../../sources/events/formats/reading.ts';
import type { Lane } from '../lane.ts';
import { Refusal } from '../problem.ts';
import { type SenderName, type ServerSettings, secretName } from '../settings.ts';
import type { Meters } from '../watch/meters.ts';
import type { Tracing } from '../watch/tracing.ts';
import { Acceptance } from './acceptance.ts';
import { Projector } from './projector.ts';
import { readAgain, readMessage, type Told } from './read-message.ts';
import { Recent } from './recent.ts';
import { type Headers, isSigned, showsToken } from './signatures.ts';

interface Wishes {
  readonly settings: ServerSettings;
  readonly salt: string;
  readonly accepting: Lane;
  readonly projecting: Lane;
  readonly meters: Meters;
  readonly tracing: Tracing;
  readonly failed: (error: unknown, what: string) => void;
  readonly now: () => Date;
}

const nothing = new Uint8Array();

/** Takes messages of other tools: checked, committed, acknowledged, and then told as events. */
export class Webhooks {
  readonly acceptance: Acceptance<Told>;
  readonly projector: Projector;
  readonly #recent = new Recent(100_000);
  readonly #rules = new Map<string, ReadingRules>();

  constructor(readonly wishes: Wishes) {
    const { accepting, projecting, now, failed, meters, tracing } = wishes;
    this.projector = new Projector({
      lane: projecting,
      tracing,
      readAgain: message => readAgain(message, this.#rulesOf(message.sender)),
      failed: (error, batches) => failed(error, `telling ${batches.length} batches of messages as events`),
      now,
    });
    this.acceptance = new Acceptance(accepting, batch => this.projector.add(batch), now);
    meters.watchWebhooks(
      () => this.acceptance.waiting,
      () => this.projector.waiting,
    );
  }

  /** Throws a `Refusal` for who sends without knowing the token: 25 MB of a stranger are not read. */
  refuseStrangers(sender: SenderName, headers: Headers): void {
    try {
      const secrets = this.#secretsOf(sender);
      if (showsToken(sender)) refuseUnsigned(sender, headers, nothing, secrets);
    } catch (error) {
      this.wishes.meters.messages.inc({ sender, result: 'refused' });
      throw error;
    }
  }

  /** Returns when the message is stored for good: whether it was new. */
  async receive(sender: SenderName, headers: Headers, body: Buffer): Promise<'accepted' | 'known'> {
    const { meters, tracing, now } = this.wishes;
    const count = (result: string) => meters.messages.inc({ sender, result });
    try {
      refuseUnsigned(sender, headers, body, this.#secretsOf(sender));
      const read = readMessage(sender, headers, body.toString('utf8'), this.#rulesOf(sender), now());
      const earlier = this.#recent.find(read.keys);
      if (earlier) {
        await earlier;
        count('known');
        return 'known';
      }
      await tracing.part('accept message', { 'opsex.webhook.sender': sender }, async () => {
        const origin = tracing.origin();
        const accepted = this.acceptance.accept(read.message, origin ? { ...read.told, origin } : read.told);
        this.#recent.add(read.keys, accepted);
        await accepted;
      });
      count('accepted');
      return 'accepted';
    } catch (error) {
      count(error instanceof Refusal ? 'refused' : 'failed');
      throw error;
    }
  }

  async end(): Promise<void> {
    await this.acceptance.finish();
    await this.projector.end();
  }

  /** Throws a `Refusal` when the sender is not set up. */
  #secretsOf(sender: SenderName): readonly string[] {
    const secrets = this.wishes.settings.secrets[sender] ?? [];
    if (secrets.length === 0)
      throw new Refusal(
        403,
        `messages of ${sender} are not set up here`,
        `Start the server with ${secretName(sender)}, and give the sender the same`,
      );
    return secrets;
  }

  #rulesOf(sender: string): ReadingRules {
    const known = this.#rules.get(sender);
    if (known) return known;
    const { settings, salt } = this.wishes;
    const rules = readingRules({ source: sender, constants: new Map(), deploys: settings.deploys, incidentLabels: [], salt });
    this.#rules.set(sender, rules);
    return rules;
  }
}

function refuseUnsigned(sender: SenderName, headers: Headers, body: Uint8Array, secrets: readonly string[]): void {
  if (!isSigned(sender, headers, body, secrets))
    throw new Refusal(401, 'the signature is missing or wrong', `Give the sender the secret that is in ${secretName(sender)}`);
}
